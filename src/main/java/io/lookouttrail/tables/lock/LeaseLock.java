package io.lookouttrail.tables.lock;

import io.lookouttrail.run.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A lease for file systems without locks: a file that names its holder and the time until which it
 * is held. The holder renews it every third of {@link #TERM}.
 *
 * <p>An object store keeps the last write. So a run that takes the lease writes its token, waits
 * {@link #SETTLE}, and reads the file again: of several runs that do so together, only the one that
 * wrote last still finds its own token.
 *
 * <p>The lease rests on time and therefore does not exclude a second writer in every case:
 *
 * <ul>
 *   <li>A run that stalls longer than {@link #SETTLE} between reading an expired lease and writing
 *       its own overwrites a lease that another run has taken in between. That run notices at its
 *       next renewal, up to a third of {@link #TERM} later.
 *   <li>A holder that stalls longer than {@link #TERM} loses the lease and notices at its next
 *       renewal.
 *   <li>Clocks of two machines that differ by more than a minute shorten or lengthen the term.
 * </ul>
 *
 * <p>Two writers at a time can overwrite each other's Delta commits on S3. Delta's DynamoDB log
 * store excludes that.
 */
final class LeaseLock implements WriterLock {
  /** How long a lease lasts without a renewal, for example after its holder has died. */
  static final Duration TERM = Duration.ofMinutes(2);

  /** How long a run waits before it reads its own token again. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  /** The content of a lease's file: one line for each component. */
  private record Lease(String token, Instant until, String holder) {
    static Lease parse(String text) {
      String[] lines = text.split("\n", 3);
      return new Lease(lines[0], Instant.parse(lines[1]), lines[2].strip());
    }

    String text() {
      return token + "\n" + until + "\n" + holder + "\n";
    }
  }

  private final FileSystem fileSystem;
  private final Path file;
  private final String token;
  private final String holder;
  private final Clock clock;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lookout-trail-lease");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> renewals;
  private volatile @Nullable String lost;

  private LeaseLock(FileSystem fileSystem, Path file, String token, String holder, Clock clock) {
    this.fileSystem = fileSystem;
    this.file = file;
    this.token = token;
    this.holder = holder;
    this.clock = clock;
    long period = TERM.toMillis() / 3;
    renewals = renewal.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  /** Takes the lease if it is free or has expired; empty where another run has it. */
  static Optional<WriterLock> tryAcquire(
      FileSystem fileSystem, Path file, String holder, Clock clock, Sleeper sleeper)
      throws IOException {
    Optional<Lease> current = read(fileSystem, file);
    if (current.isPresent() && current.get().until().isAfter(clock.instant())) {
      return Optional.empty();
    }
    String token = UUID.randomUUID().toString();
    write(fileSystem, file, new Lease(token, clock.instant().plus(TERM), holder));
    sleeper.sleep(SETTLE);
    return read(fileSystem, file).filter(lease -> lease.token().equals(token)).isPresent()
        ? Optional.of(new LeaseLock(fileSystem, file, token, holder, clock))
        : Optional.empty();
  }

  /** The current holder and the end of its lease, in words. */
  static String holder(FileSystem fileSystem, Path file) throws IOException {
    return read(fileSystem, file)
        .map(lease -> lease.holder() + ", lease until " + lease.until())
        .orElse("a run that has just ended");
  }

  private void renew() {
    try {
      if (read(fileSystem, file).filter(lease -> lease.token().equals(token)).isEmpty()) {
        lost = holder(fileSystem, file);
        renewals.cancel(false);
        return;
      }
      write(fileSystem, file, new Lease(token, clock.instant().plus(TERM), holder));
    } catch (IOException e) {
      lost = "it could not be renewed: " + e.getMessage();
    }
  }

  @Override
  public void check() {
    String reason = lost;
    if (reason != null) {
      throw UserError.cannot(
          "continue writing to " + file.getParent(),
          "this run has lost the lease on it (" + reason + ")",
          "Run the same command again when the other run has ended. Each table is at a whole"
              + " commit.");
    }
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      if (lost == null) {
        fileSystem.delete(file, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Lease> read(FileSystem fileSystem, Path file) throws IOException {
    try (FSDataInputStream in = fileSystem.open(file)) {
      return Optional.of(Lease.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static void write(FileSystem fileSystem, Path file, Lease lease) throws IOException {
    try (FSDataOutputStream out = fileSystem.create(file, true)) {
      out.write(lease.text().getBytes(StandardCharsets.UTF_8));
    }
  }
}
