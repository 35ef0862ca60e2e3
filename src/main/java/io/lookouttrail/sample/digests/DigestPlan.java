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
 * Which hours a trail's digests cover, and what befalls each of them. Faults lie apart, each with a
 * sound digest after it, so that each is found for itself; one that the sample is too short for is
 * left out.
 */
public final class DigestPlan {
  private static final long DAY = 86_400;

  /** How many digests after the one of the first planted hour each fault lies. */
  private static final Map<Plant, List<Integer>> PLACES =
      Map.of(
          Plant.DIGEST_DELETED, List.of(1),
          Plant.TWO_DIGESTS_DELETED, List.of(3, 4),
          Plant.DIGEST_MOVED, List.of(6),
          Plant.DIGEST_ALTERED, List.of(13),
          Plant.WRONG_KEY, List.of(15));

  /** When the logs of an outage were delivered: hours in which a factory works. */
  private static final List<Integer> OUTAGE_SECONDS =
      List.of(18 * 3_600 + 300, 19 * 3_600 + 300, 20 * 3_600 + 300);

  private final long begin;
  private final long seconds;
  private final Map<LocalDate, Plant> offDays = new HashMap<>();
  private final Map<Long, Plant> faults = new HashMap<>();
  private final Set<Long> outage;

  /**
   * @param begin when the first digest begins, in seconds of the epoch
   * @param trail of the chain; faults are planted in its first, validation is off in its last
   */
  DigestPlan(
      SampleOptions options, AccountRegion chain, Trail trail, PlantPlacement places, long begin) {
    this.begin = begin;
    this.seconds = options.digestHours() * 3_600L;
    boolean isFirst = trail.equals(chain.trails().get(0));
    places.missingDay().ifPresent(day -> offDays.put(day, Plant.MISSING_DAY));
    if (trail.equals(chain.trails().get(chain.trails().size() - 1))) {
      places.unvalidatedDay().ifPresent(day -> offDays.put(day, Plant.VALIDATION_OFF));
    }
    if (places.holdsPlants() && isFirst) {
      placeFaults(options);
    }
    long outageDay = SampleCalendar.outageDay(options).toEpochDay() * DAY;
    this.outage =
        places.holdsPlants() && isFirst
            ? Set.copyOf(
                OUTAGE_SECONDS.stream()
                    .map(second -> index(outageDay + second))
                    .distinct()
                    .toList())
            : Set.of();
  }

  /**
   * What one digest covers.
   *
   * @param start in seconds of the epoch, as is the end
   */
  public record Window(long index, long start, long end) {
    /** A time within, to deliver something at. */
    public long middle() {
      return start + (end - start) / 2;
    }
  }

  Window window(long index) {
    return new Window(index, begin + index * seconds, begin + (index + 1) * seconds);
  }

  /** The plant that keeps a digest from being written at all on its day. */
  Optional<Plant> off(Window window) {
    return Optional.ofNullable(offDays.get(day(window.end())));
  }

  /** The plant that befalls a digest after it was written. */
  Optional<Plant> fault(Window window) {
    return Optional.ofNullable(faults.get(window.index()));
  }

  /** Whether the logs were digested only later, by a digest of the backfill chain. */
  boolean isBackfilled(Window window) {
    return outage.contains(window.index())
        && fault(window).isEmpty()
        && off(window).isEmpty()
        && window.index() >= 0;
  }

  /** The digests that a plant befalls; none where the sample is too short for it. */
  List<Window> windows(Plant plant) {
    return LongStream.of(faults.keySet().stream().mapToLong(Long::longValue).sorted().toArray())
        .filter(index -> plant.equals(faults.get(index)))
        .mapToObj(this::window)
        .toList();
  }

  private void placeFaults(SampleOptions options) {
    long first = index(SampleCalendar.plantDay(options).toEpochDay() * DAY + 1_800);
    long lastEnd = (options.to().toEpochDay() + 1) * DAY;
    PLACES.forEach(
        (plant, places) -> {
          List<Long> indices = places.stream().map(place -> first + place).toList();
          long after = indices.get(indices.size() - 1) + 1;
          boolean fits =
              indices.get(0) >= 0
                  && window(after).end() <= lastEnd
                  && LongStream.rangeClosed(indices.get(0), after)
                      .allMatch(index -> off(window(index)).isEmpty());
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
