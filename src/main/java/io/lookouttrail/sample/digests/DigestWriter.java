package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.PlantPlacement;
import io.lookouttrail.sample.plan.SampleCalendar;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.plan.Trail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The digest files of one account's Region: for each trail a chain of its own, an hour a file also
 * when the hour is empty. It is told of each log file as it is delivered and writes what is past,
 * so that it holds only what is delivered late.
 *
 * <p>The first chain had an outage of three hours: its digests of these hours name no logs, and
 * those of a backfill chain, which were written after the keys' rotation, name them.
 */
public final class DigestWriter {
  private static final long GENERATED_AFTER = 30 * 3_600;

  private final SampleOptions options;
  private final AccountRegion chain;
  private final Map<Trail, TrailDigests> trails = new HashMap<>();

  public DigestWriter(
      SampleOptions options,
      AccountRegion chain,
      RegionKeys keys,
      PlantPlacement places,
      ObjectSink store,
      TruthCounter tally) {
    this.options = options;
    this.chain = chain;
    if (options.digestHours() == 0) {
      return;
    }
    long outage = SampleCalendar.outageDay(options).plusDays(1).toEpochDay() * 86_400;
    long generated = Math.max(outage, keys.rotation()) + GENERATED_AFTER;
    for (Trail trail : chain.trails()) {
      SeededRandom dice =
          SeededRandom.of(options.seed(), "digest", chain.account(), chain.region(), trail.name());
      long begin = options.from().toEpochDay() * 86_400 + dice.below(3_600);
      trails.put(
          trail,
          new TrailDigests(
              new DigestPlan(options, chain, trail, places, begin),
              new DigestChain(options, chain, trail, keys, Optional.empty(), store, tally),
              new DigestChain(options, chain, trail, keys, Optional.of(generated), store, tally),
              new DigestTruth(tally),
              places.holdsPlants()
                  && options.plants().contains(Plant.SIGNATURE_ALTERED)
                  && trail.equals(chain.trails().get(0))));
    }
  }

  public void delivered(Trail trail, DeliveredLog log) {
    if (!chain.trails().contains(trail)) {
      throw new IllegalArgumentException("not a trail of this chain: " + trail);
    }
    TrailDigests digests = trails.get(trail);
    if (digests != null) {
      digests.pending.add(log);
    }
  }

  /** The digests that a plant befalls; none where the sample is too short for it. */
  public List<Window> windows(Trail trail, Plant plant) {
    TrailDigests digests = trails.get(trail);
    return digests == null ? List.of() : digests.plan.windows(plant);
  }

  /** Writes the digests of all hours that ended by then. */
  public void writeUntil(long second) throws IOException {
    for (Trail trail : chain.trails()) {
      TrailDigests digests = trails.get(trail);
      if (digests != null) {
        digests.writeUntil(second);
      }
    }
  }

  /** Writes until the last log file that was delivered is named, and ends the chains. */
  public void writeAll() throws IOException {
    long last =
        trails.values().stream()
            .flatMap(digests -> digests.pending.stream())
            .mapToLong(DeliveredLog::delivered)
            .max()
            .orElse(Long.MIN_VALUE);
    if (last != Long.MIN_VALUE) {
      writeUntil(last + options.digestHours() * 3_600L + 1);
    }
    for (Trail trail : chain.trails()) {
      TrailDigests digests = trails.get(trail);
      if (digests != null) {
        digests.finish();
      }
    }
  }

  /** Where one trail stands. */
  private static final class TrailDigests {
    private final DigestPlan plan;
    private final DigestChain regular;
    private final DigestChain backfill;
    private final DigestTruth truth;
    private final boolean altersSignature;
    private final List<DeliveredLog> pending = new ArrayList<>();
    private Window next;
    private Optional<Off> off = Optional.empty();

    TrailDigests(
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
     * Hours without digests that have not ended yet.
     *
     * @param last the digest before them
     */
    private record Off(Plant plant, String last, Window hours) {
      Off until(long end) {
        return new Off(plant, last, new Window(hours.index(), hours.start(), end));
      }
    }

    public void writeUntil(long second) throws IOException {
      while (next.end() <= second) {
        write(next);
        next = plan.window(next.index() + 1);
      }
    }

    private void write(Window window) throws IOException {
      Optional<Plant> plant = plan.off(window);
      if (plant.isPresent()) {
        skip(window, plant.get());
        return;
      }
      off.ifPresent(
          gap -> truth.uncovered(gap.plant(), regular.key(window), gap.last(), gap.hours()));
      off = Optional.empty();
      List<DeliveredLog> logs = takeUntil(window.end());
      if (plan.isBackfilled(window)) {
        backfill.write(window, logs, Optional.empty());
        logs = List.of();
      }
      regular.write(window, logs, plan.fault(window));
    }

    private void skip(Window window, Plant plant) throws IOException {
      Optional<String> last = regular.newest().map(DigestLink::storedKey);
      if (plant == Plant.VALIDATION_OFF) {
        takeUntil(window.end()).forEach(log -> truth.undigested(plant, log, window));
        regular.stop();
      }
      off =
          off.map(gap -> gap.until(window.end()))
              .or(() -> last.map(key -> new Off(plant, key, window)));
    }

    private List<DeliveredLog> takeUntil(long end) {
      List<DeliveredLog> logs = pending.stream().filter(log -> log.delivered() < end).toList();
      pending.removeAll(logs);
      return logs;
    }

    void finish() throws IOException {
      regular.finish(altersSignature);
      backfill.finish(false);
    }
  }
}
