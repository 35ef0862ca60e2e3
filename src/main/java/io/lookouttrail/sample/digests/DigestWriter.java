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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the digest files of one account's Region: a chain for each trail, with a digest for each
 * window, even one without log files. It writes the digests day by day, so that memory holds only
 * the log files that are not in a digest yet.
 *
 * <p>The first trail of the first Region has an outage of three hours: its digests of these hours
 * list no log files. A backfill chain, which is written after the rotation of the keys, lists them.
 */
public final class DigestWriter {
  /** Seconds from the outage or the rotation of the keys to the backfill. */
  private static final long BACKFILL_DELAY_SECONDS = 30 * 3_600;

  /** Days after the sample's last day on which the chains of all Regions end. */
  private static final int DAYS_AFTER_THE_END = 4;

  private final SampleOptions options;
  private final AccountRegion accountRegion;
  private final Map<Trail, TrailDigestWriter> trails = new HashMap<>();

  public DigestWriter(
      SampleOptions options,
      AccountRegion accountRegion,
      RegionKeys keys,
      PlantPlacement placement,
      ObjectSink store,
      TruthCounter counter) {
    this.options = options;
    this.accountRegion = accountRegion;
    if (options.digestHours() == 0) {
      return;
    }
    long outage = SampleCalendar.outageDay(options).plusDays(1).toEpochDay() * 86_400;
    long backfilled = Math.max(outage, keys.rotation()) + BACKFILL_DELAY_SECONDS;
    for (Trail trail : accountRegion.trails()) {
      trails.put(
          trail,
          new TrailDigestWriter(
              new DigestPlan(options, accountRegion, trail, placement, firstDigest(trail)),
              new DigestChain(
                  options, accountRegion, trail, keys, Optional.empty(), store, counter),
              new DigestChain(
                  options, accountRegion, trail, keys, Optional.of(backfilled), store, counter),
              new DigestTruth(counter),
              hasAlteredSignature(trail, placement)));
    }
  }

  /** The second at which a trail's first digest begins. */
  private long firstDigest(Trail trail) {
    SeededRandom random =
        SeededRandom.of(
            options.seed(),
            "digest",
            accountRegion.account(),
            accountRegion.region(),
            trail.name());
    return options.from().toEpochDay() * 86_400 + random.nextInt(3_600);
  }

  private boolean hasAlteredSignature(Trail trail, PlantPlacement placement) {
    return placement.holdsFaultyFiles()
        && options.plants().contains(Plant.SIGNATURE_ALTERED)
        && trail.equals(accountRegion.trails().get(0));
  }

  /** Adds a log file to the digests of its trail. */
  public void delivered(Trail trail, DeliveredLog log) {
    if (!accountRegion.trails().contains(trail)) {
      throw new IllegalArgumentException("not a trail of this account's Region: " + trail);
    }
    TrailDigestWriter digests = trails.get(trail);
    if (digests != null) {
      digests.delivered(log);
    }
  }

  /** Returns the windows of a plant's faulty digests; none if the sample is too short for it. */
  public List<Window> windows(Trail trail, Plant plant) {
    TrailDigestWriter digests = trails.get(trail);
    return digests == null ? List.of() : digests.windows(plant);
  }

  /** Writes the digests of all windows that end at or before a time. */
  public void writeUntil(long second) throws IOException {
    for (Trail trail : accountRegion.trails()) {
      TrailDigestWriter digests = trails.get(trail);
      if (digests != null) {
        digests.writeUntil(second);
      }
    }
  }

  /**
   * Writes digests until each log file is in one and the other Regions end theirs too, and ends the
   * chains.
   */
  public void writeAll() throws IOException {
    long length = options.digestHours() * 3_600L;
    long last =
        trails.values().stream()
            .flatMapToLong(digests -> digests.latestPending().stream())
            .max()
            .orElse(Long.MIN_VALUE + length);
    long commonEnd = options.to().plusDays(DAYS_AFTER_THE_END).toEpochDay() * 86_400;
    writeUntil(Math.max(commonEnd, last + length + 1));
    for (Trail trail : accountRegion.trails()) {
      TrailDigestWriter digests = trails.get(trail);
      if (digests != null) {
        digests.finish();
      }
    }
  }
}
