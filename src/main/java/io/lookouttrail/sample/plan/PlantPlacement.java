package io.lookouttrail.sample.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is planted in one account's Region.
 *
 * @param holdsFaultyFiles whether it gets the faults in log files and digests
 * @param missingDay a day without deliveries
 * @param unvalidatedDay a day without digests of the last trail
 */
public record PlantPlacement(
    boolean holdsFaultyFiles, Optional<LocalDate> missingDay, Optional<LocalDate> unvalidatedDay) {

  private static final PlantPlacement NONE =
      new PlantPlacement(false, Optional.empty(), Optional.empty());

  /**
   * Returns the placements for the Regions of all accounts. The first one has the faults in files,
   * the last one the days without files or digests.
   */
  public static List<PlantPlacement> of(SampleOptions options, int count) {
    Optional<LocalDate> missing =
        options.plants().contains(Plant.MISSING_DAY)
            ? SampleCalendar.middleSunday(options)
            : Optional.empty();
    Optional<LocalDate> unvalidated =
        options.plants().contains(Plant.VALIDATION_OFF)
            ? unvalidated(options, missing)
            : Optional.empty();
    return Stream.iterate(0, index -> index < count, index -> index + 1)
        .map(
            index ->
                index == count - 1
                    ? new PlantPlacement(index == 0, missing, unvalidated)
                    : index == 0
                        ? new PlantPlacement(true, Optional.empty(), Optional.empty())
                        : NONE)
        .toList();
  }

  /** A day with digests before and after it, on which nothing else is planted. */
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
