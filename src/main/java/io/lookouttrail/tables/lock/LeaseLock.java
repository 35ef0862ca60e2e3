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
 * A lease on a store without locks: a file that says who holds it and until when. Its holder renews
 * it every third of its term.
 *
 * <p>An object store lets the last writer win, so a taker writes its mark, lets the time pass in
 * which another could have overwritten it, and reads it again: of several takers only the last one
 * still finds its own.
 */
final class LeaseLock implements WriterLock {
  /** After its holder's death a lease stands this long. */
  static final Duration TERM = Duration.ofMinutes(2);

  private static final Duration SETTLE = Duration.ofSeconds(2);

  /** The lease's text, a line each. */
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
    String taker = lost;
    if (taker != null) {
      throw UserError.cannot(
          "go on writing to " + file.getParent(),
          "the lease on it was lost (" + taker + ")",
          "Nothing is half done; run the same command again when the other run has ended.");
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
