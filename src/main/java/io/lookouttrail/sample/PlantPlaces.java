package io.lookouttrail.sample;

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
record PlantPlaces(
    boolean holdsPlants, Optional<LocalDate> missingDay, Optional<LocalDate> unvalidatedDay) {

  private static final PlantPlaces NONE =
      new PlantPlaces(false, Optional.empty(), Optional.empty());

  /** Faults in files go to the first chain; whole days are missing in the last. */
  static List<PlantPlaces> of(SampleOptions options, int chains) {
    Optional<LocalDate> missing =
        options.plants().contains(Plant.MISSING_DAY)
            ? ChainWriter.sunday(options)
            : Optional.empty();
    Optional<LocalDate> unvalidated =
        options.plants().contains(Plant.VALIDATION_OFF)
            ? unvalidated(options, missing)
            : Optional.empty();
    return Stream.iterate(0, chain -> chain < chains, chain -> chain + 1)
        .map(
            chain ->
                chain == chains - 1
                    ? new PlantPlaces(chain == 0, missing, unvalidated)
                    : chain == 0 ? new PlantPlaces(true, Optional.empty(), Optional.empty()) : NONE)
        .toList();
  }

  /** A day with digests before and after it, apart from all else that is planted. */
  private static Optional<LocalDate> unvalidated(
      SampleOptions options, Optional<LocalDate> missing) {
    LocalDate planted = Plants.day(options);
    for (int distance = 1; distance < 7; distance++) {
      for (LocalDate day : List.of(planted.minusDays(distance), planted.plusDays(distance))) {
        boolean isApart =
            missing.stream().noneMatch(gap -> Math.abs(ChronoUnit.DAYS.between(gap, day)) < 2)
                && !day.equals(DigestPlan.outageDay(options));
        if (isApart && day.isAfter(options.from()) && day.isBefore(options.to())) {
          return Optional.of(day);
        }
      }
    }
    return Optional.empty();
  }
}
