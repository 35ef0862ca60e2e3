package io.lookouttrail.tables.lock;

import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lease for file systems without locks: a file that names its holder. The holder renews it every
 * third of its term.
 *
 * <p>On S3 it is made, taken over and renewed by conditional writes, so one run holds it at a time.
 * Elsewhere a run that takes it waits {@link #SETTLE} and reads it again: of several that did so
 * together, only the one that wrote last still finds its own token.
 *
 * <p>The right to commit ends with the term, counted by this process from before its last renewal
 * was sent: whatever became of the renewals, and however long the process was stopped. Another run
 * takes the lease over later than that. A commit that is under way at that moment is {@link
 * CommitGuard}'s concern.
 */
final class LeaseLock implements WriterLock {
  /** How long a run waits before it reads its own token again. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  private static final long CLOSE_SECONDS = 10;

  /** A moment by two clocks: one goes on in every sleep of the machine, one is never set back. */
  private record Moment(Instant instant, long nanos) {
    static Moment now(Clock clock) {
      return new Moment(clock.instant(), System.nanoTime());
    }

    /** The longer of the two times since then. */
    Duration elapsed(Clock clock) {
      Duration byClock = Duration.between(instant, clock.instant());
      Duration byNanos = Duration.ofNanos(System.nanoTime() - nanos);
      return byClock.compareTo(byNanos) > 0 ? byClock : byNanos;
    }
  }

  private final LeaseFile file;
  private final Lease lease;
  private final Clock clock;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lookout-trail-lease");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> renewals;
  private String version;
  private volatile Moment renewed;
  private volatile @Nullable String lost;
  private volatile @Nullable String failure;

  private LeaseLock(LeaseFile file, Lease lease, String version, Moment taken, Clock clock) {
    this.file = file;
    this.lease = lease;
    this.version = version;
    this.renewed = taken;
    this.clock = clock;
    long period = lease.term().toMillis() / 3;
    renewals = renewal.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  /** Takes the lease if it is free or has expired; empty where another run has it. */
  static Optional<LeaseLock> tryAcquire(
      LeaseFile file, String holder, Duration term, Clock clock, Sleeper sleeper)
      throws IOException {
    Optional<LeaseFile.Found> found = file.read();
    if (found.isPresent() && !found.get().expired()) {
      return Optional.empty();
    }
    Moment taken = Moment.now(clock);
    Lease lease = new Lease(UUID.randomUUID().toString(), clock.instant().plus(term), holder, term);
    Optional<String> version =
        found.isPresent() ? file.replace(lease, found.get().version()) : file.create(lease);
    if (version.isPresent() && !file.isAtomic()) {
      sleeper.sleep(SETTLE);
      if (!holds(file, lease)) {
        return Optional.empty();
      }
    }
    return version.map(made -> new LeaseLock(file, lease, made, taken, clock));
  }

  private static boolean holds(LeaseFile file, Lease lease) throws IOException {
    return file.read()
        .flatMap(LeaseFile.Found::lease)
        .filter(found -> found.token().equals(lease.token()))
        .isPresent();
  }

  /** The current holder and the end of its lease, in words. */
  static String holder(LeaseFile file) throws IOException {
    return file.read()
        .map(
            found ->
                found
                    .lease()
                    .map(lease -> lease.holder() + ", lease until " + lease.until())
                    .orElse("a run whose lease cannot be read"))
        .orElse("a run that has just ended");
  }

  /** An error of the store is tried again until the term is over; any other ends the lease. */
  void renew() {
    if (lost != null) {
      renewals.cancel(false);
      return;
    }
    try {
      Moment begun = Moment.now(clock);
      Lease next =
          new Lease(
              lease.token(), clock.instant().plus(lease.term()), lease.holder(), lease.term());
      Optional<String> written = file.replace(next, version);
      if (written.isPresent()) {
        version = written.get();
        renewed = begun;
        failure = null;
      } else {
        lose("another run has it");
        lose(holder(file));
      }
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    } catch (Throwable e) {
      lose("it could not be renewed: " + e);
    }
  }

  /** Ends this run's right to commit. */
  void lose(String reason) {
    lost = reason;
  }

  @Override
  public void check() {
    if (lost == null && renewed.elapsed(clock).compareTo(lease.term()) >= 0) {
      String why = failure;
      lose(
          "it was not renewed for %d seconds%s"
              .formatted(
                  renewed.elapsed(clock).toSeconds(),
                  why == null ? ": this process stood still" : ": " + why));
    }
    String reason = lost;
    if (reason != null) {
      throw lostBecause(reason);
    }
  }

  /** Checks, and reads the lease as well: for a store where nothing else stops a second writer. */
  void checkInStore() throws IOException {
    check();
    if (!holds(file, lease)) {
      lose("another run has it");
      lose(holder(file));
      check();
    }
  }

  @Override
  public void checkAfterFailure() {
    try {
      checkInStore();
    } catch (IOException e) {
      // The store says nothing: the failure speaks for itself.
      return;
    }
  }

  UserError lostBecause(String reason) {
    return UserError.cannot(
        "continue writing to " + file.location(),
        "this run has lost the lease on it (" + reason + ")",
        "Run the same command again when the other run has ended. Each table is at a whole"
            + " commit.");
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      renewal.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      boolean mine = lost == null && renewed.elapsed(clock).compareTo(lease.term()) < 0;
      if (mine && holds(file, lease)) {
        file.delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      // The lease ends by itself after its term.
      Thread.currentThread().interrupt();
    }
  }
}
