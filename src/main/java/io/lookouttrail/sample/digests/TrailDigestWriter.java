package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.plan.Plant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the digests of one trail: a regular chain, and a backfill chain for the outage. */
final class TrailDigestWriter {
  private final DigestPlan plan;
  private final DigestChain regular;
  private final DigestChain backfill;
  private final DigestTruth truth;
  private final boolean altersSignature;
  private final List<DeliveredLog> pending = new ArrayList<>();
  private Window next;
  private Optional<UncoveredHours> uncovered = Optional.empty();

  TrailDigestWriter(
      DigestPlan plan,
      DigestChain regular,
      DigestChain backfill,
      DigestTruth truth,
      boolean altersSignature) {
    this.plan = plan;
    this.regular = regular;
    this.backfill = backfill;
    this.truth = truth;
    this.altersSignature = altersSignature;
    this.next = plan.window(0);
  }

  /**
   * Hours without digests, up to the newest window.
   *
   * @param plant the plant that suppresses the digests
   * @param last key of the last digest before them
   */
  private record UncoveredHours(Plant plant, String last, Window hours) {
    UncoveredHours until(long end) {
      return new UncoveredHours(plant, last, new Window(hours.index(), hours.start(), end));
    }
  }

  /** Adds a log file to the digest of its time of delivery. */
  void delivered(DeliveredLog log) {
    pending.add(log);
  }

  /** Returns the windows of a plant's faulty digests. */
  List<Window> windows(Plant plant) {
    return plan.windows(plant);
  }

  /** The latest delivery that no digest lists yet, in seconds of the epoch. */
  OptionalLong latestPending() {
    return pending.stream().mapToLong(DeliveredLog::delivered).max();
  }

  /** Writes the digests of all windows that end at or before a time. */
  void writeUntil(long second) throws IOException {
    while (next.end() <= second) {
      write(next);
      next = plan.window(next.index() + 1);
    }
  }

  private void write(Window window) throws IOException {
    Optional<Plant> plant = plan.suppressedBy(window);
    if (plant.isPresent()) {
      skip(window, plant.get());
      return;
    }
    uncovered.ifPresent(
        gap -> truth.addUncoveredHours(gap.plant(), regular.key(window), gap.last(), gap.hours()));
    uncovered = Optional.empty();
    List<DeliveredLog> logs = takeUntil(window.end());
    if (plan.isBackfilled(window)) {
      backfill.write(window, logs, Optional.empty());
      logs = List.of();
    }
    regular.write(window, logs, plan.fault(window));
  }

  /** Writes no digest for a window. */
  private void skip(Window window, Plant plant) throws IOException {
    Optional<String> last = regular.newest().map(DigestLink::storedKey);
    if (plant == Plant.VALIDATION_OFF) {
      takeUntil(window.end()).forEach(log -> truth.addUndigestedLog(plant, log, window));
      regular.endChain();
    }
    uncovered =
        uncovered
            .map(gap -> gap.until(window.end()))
            .or(() -> last.map(key -> new UncoveredHours(plant, key, window)));
  }

  /** Removes and returns the log files that were delivered before a time. */
  private List<DeliveredLog> takeUntil(long end) {
    List<DeliveredLog> logs = pending.stream().filter(log -> log.delivered() < end).toList();
    pending.removeAll(logs);
    return logs;
  }

  /** Ends both chains. */
  void finish() throws IOException {
    regular.finish(altersSignature);
    backfill.finish(false);
  }
}
