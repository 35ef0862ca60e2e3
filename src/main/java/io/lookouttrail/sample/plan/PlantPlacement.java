package io.lookouttrail.sample.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is planted in one chain.
 *
 * @param holdsPlants whether faults in files go here
 * @param missingDay a day on which nothing is delivered
 * @param unvalidatedDay a day on which the last trail writes no digests
 */
public record PlantPlacement(
    boolean holdsPlants, Optional<LocalDate> missingDay, Optional<LocalDate> unvalidatedDay) {

  private static final PlantPlacement NONE =
      new PlantPlacement(false, Optional.empty(), Optional.empty());

  /** Faults in files go to the first chain; whole days are missing in the last. */
  public static List<PlantPlacement> of(SampleOptions options, int chains) {
    Optional<LocalDate> missing =
        options.plants().contains(Plant.MISSING_DAY)
            ? SampleCalendar.middleSunday(options)
            : Optional.empty();
    Optional<LocalDate> unvalidated =
        options.plants().contains(Plant.VALIDATION_OFF)
            ? unvalidated(options, missing)
            : Optional.empty();
    return Stream.iterate(0, chain -> chain < chains, chain -> chain + 1)
        .map(
            chain ->
                chain == chains - 1
                    ? new PlantPlacement(chain == 0, missing, unvalidated)
                    : chain == 0
                        ? new PlantPlacement(true, Optional.empty(), Optional.empty())
                        : NONE)
        .toList();
  }

  /** A day with digests before and after it, apart from all else that is planted. */
  private static Optional<LocalDate> unvalidated(
      SampleOptions options, Optional<LocalDate> missing) {
    LocalDate planted = SampleCalendar.plantDay(options);
    for (int distance = 1; distance < 7; distance++) {
      for (LocalDate day : List.of(planted.minusDays(distance), planted.plusDays(distance))) {
        boolean isApart =
            missing.stream().noneMatch(gap -> Math.abs(ChronoUnit.DAYS.between(gap, day)) < 2)
                && !day.equals(SampleCalendar.outageDay(options));
        if (isApart && day.isAfter(options.from()) && day.isBefore(options.to())) {
          return Optional.of(day);
        }
      }
    }
    return Optional.empty();
  }
}
