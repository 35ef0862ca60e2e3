package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.PlantPlacement;
import io.lookouttrail.sample.plan.SampleCalendar;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.plan.Trail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Windows that a trail's digests cover, and the fault that is planted in each of them.
 *
 * <p>An intact digest follows each fault, so that a validation finds each one separately. A fault
 * is left out if the sample is too short for it.
 */
public final class DigestPlan {
  private static final long DAY = 86_400;

  /** Digests with a fault, by their distance from the digest that covers 0:30 on the plant day. */
  private static final Map<Plant, List<Integer>> FAULT_OFFSETS =
      Map.of(
          Plant.DIGEST_DELETED, List.of(1),
          Plant.TWO_DIGESTS_DELETED, List.of(3, 4),
          Plant.DIGEST_MOVED, List.of(6),
          Plant.DIGEST_ALTERED, List.of(13),
          Plant.WRONG_KEY, List.of(15));

  /** Times within the three hours of the outage, in seconds of its day: hours with log files. */
  private static final List<Integer> OUTAGE_SECONDS =
      List.of(18 * 3_600 + 300, 19 * 3_600 + 300, 20 * 3_600 + 300);

  private final long begin;
  private final long seconds;
  private final Map<LocalDate, Plant> suppressedDays = new HashMap<>();
  private final Map<Long, Plant> faults = new HashMap<>();
  private final Set<Long> outage;

  /**
   * @param trail the trail of the digests. The first trail of the Region has the faults; on the
   *     last one, validation can be off for a day
   * @param begin start of the first digest, in seconds of the epoch
   */
  DigestPlan(
      SampleOptions options,
      AccountRegion accountRegion,
      Trail trail,
      PlantPlacement placement,
      long begin) {
    this.begin = begin;
    this.seconds = options.digestHours() * 3_600L;
    boolean isFirst = trail.equals(accountRegion.trails().get(0));
    placement.missingDay().ifPresent(day -> suppressedDays.put(day, Plant.MISSING_DAY));
    if (trail.equals(accountRegion.trails().get(accountRegion.trails().size() - 1))) {
      placement.unvalidatedDay().ifPresent(day -> suppressedDays.put(day, Plant.VALIDATION_OFF));
    }
    if (placement.holdsFaultyFiles() && isFirst) {
      placeFaults(options);
    }
    long outageDay = SampleCalendar.outageDay(options).toEpochDay() * DAY;
    this.outage =
        placement.holdsFaultyFiles() && isFirst
            ? Set.copyOf(
                OUTAGE_SECONDS.stream()
                    .map(second -> index(outageDay + second))
                    .distinct()
                    .toList())
            : Set.of();
  }

  /**
   * Time range that a digest covers.
   *
   * @param index number of the digest since the start of the sample, from 0
   * @param start start in seconds of the epoch
   * @param end end in seconds of the epoch, exclusive
   */
  public record Window(long index, long start, long end) {
    /** Time in the middle of the window, in seconds of the epoch. */
    public long middle() {
      return start + (end - start) / 2;
    }
  }

  Window window(long index) {
    return new Window(index, begin + index * seconds, begin + (index + 1) * seconds);
  }

  /** Returns the plant because of which no digest is written for a window. */
  Optional<Plant> suppressedBy(Window window) {
    return Optional.ofNullable(suppressedDays.get(day(window.end())));
  }

  /** Returns the fault of the digest of a window. */
  Optional<Plant> fault(Window window) {
    return Optional.ofNullable(faults.get(window.index()));
  }

  /** Whether the backfill chain lists the logs of a window instead of the regular chain. */
  boolean isBackfilled(Window window) {
    return outage.contains(window.index())
        && fault(window).isEmpty()
        && suppressedBy(window).isEmpty()
        && window.index() >= 0;
  }

  /** Returns the windows of a plant's faulty digests; none if the sample is too short for it. */
  List<Window> windows(Plant plant) {
    return LongStream.of(faults.keySet().stream().mapToLong(Long::longValue).sorted().toArray())
        .filter(index -> plant.equals(faults.get(index)))
        .mapToObj(this::window)
        .toList();
  }

  private void placeFaults(SampleOptions options) {
    long first = index(SampleCalendar.plantDay(options).toEpochDay() * DAY + 1_800);
    long lastEnd = (options.to().toEpochDay() + 1) * DAY;
    FAULT_OFFSETS.forEach(
        (plant, offsets) -> {
          List<Long> indices = offsets.stream().map(offset -> first + offset).toList();
          long after = indices.get(indices.size() - 1) + 1;
          boolean fits =
              indices.get(0) >= 0
                  && window(after).end() <= lastEnd
                  && LongStream.rangeClosed(indices.get(0), after)
                      .allMatch(index -> suppressedBy(window(index)).isEmpty());
          if (options.plants().contains(plant) && fits) {
            indices.forEach(index -> faults.put(index, plant));
          }
        });
  }

  private long index(long second) {
    return Math.floorDiv(second - begin, seconds);
  }

  private static LocalDate day(long second) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
  }
}
