package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.SampleCalendar;
import io.lookouttrail.sample.plan.SampleOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of records by account, Region and day, from the options for the sample's size.
 *
 * <p>The volume of a Region's day is a relative number: its weight, more on weekdays than on
 * weekends.
 */
public final class VolumePlan {
  private static final int LOOKOUT_BYTES = 1_250;
  private static final int OTHER_CALLS_A_DAY = 14;
  private static final double DELIVERED_TWICE = 1.02;
  private static final int MAX_SLOTS = 200;

  private final SampleOptions options;
  private final double weights;
  private final double noisePerVolume;
  private final int noiseBytes;

  /**
   * @param noiseBytes average length of a record of another service
   */
  public VolumePlan(SampleOptions options, List<AccountRegion> accountRegions, int noiseBytes) {
    this.options = options;
    this.noiseBytes = noiseBytes;
    this.weights = accountRegions.stream().mapToDouble(AccountRegion::weight).sum();
    double volume = 0;
    double lookout = 0;
    boolean bySize = options.jsonBytes().isPresent();
    for (LocalDate day = options.from(); !day.isAfter(options.to()); day = day.plusDays(1)) {
      boolean isWorkday = SampleCalendar.isWeekday(day) && !day.isAfter(SampleOptions.SERVICE_END);
      for (AccountRegion accountRegion : accountRegions) {
        int copies = bySize ? accountRegion.trails().size() : 1;
        volume += copies * volume(accountRegion, day);
        if (isWorkday && accountRegion.weight() > 0) {
          lookout += copies * (detections(accountRegion) + OTHER_CALLS_A_DAY);
        }
      }
    }
    double noise =
        bySize
            ? (options.jsonBytes().getAsLong() / DELIVERED_TWICE - lookout * LOOKOUT_BYTES)
                / noiseBytes
            : lookout * options.noise() / (1 - options.noise());
    noisePerVolume = Math.max(0, noise) / volume;
  }

  /** Returns the number of DetectAnomalies calls on a weekday. */
  public int detections(AccountRegion accountRegion) {
    return weights == 0
        ? 0
        : (int) Math.round(options.detectionsPerDay() * accountRegion.weight() / weights);
  }

  /** Returns the number of other services' records on a day. */
  public long noise(AccountRegion accountRegion, LocalDate day) {
    double exact = noisePerVolume * volume(accountRegion, day);
    double rounding =
        SeededRandom.of(
                options.seed(), "noise", accountRegion.account(), accountRegion.region(), day)
            .nextDouble();
    return (long) (exact + rounding);
  }

  /** Returns the number of five-minute slots that hold a day's records; large volumes get more. */
  public int busySlots(AccountRegion accountRegion, LocalDate day) {
    long bytes =
        noise(accountRegion, day) * noiseBytes + (long) detections(accountRegion) * LOOKOUT_BYTES;
    int minimum = SampleCalendar.isWeekday(day) ? 8 : 3;
    return (int) Math.max(minimum, Math.min(MAX_SLOTS, bytes / options.fileBytes()));
  }

  /**
   * Returns the starts of these slots in seconds of the day: spread over the working hours, and the
   * last one before midnight.
   */
  public static List<Integer> busyTimes(int slots) {
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < slots - 1; i++) {
      int second = 6 * 3600 + (int) (i * 57_600L / slots);
      times.add(second - second % DeliverySlot.SECONDS);
    }
    times.add(86_400 - DeliverySlot.SECONDS);
    return times;
  }

  private static double volume(AccountRegion accountRegion, LocalDate day) {
    return (0.3 + accountRegion.weight()) * (SampleCalendar.isWeekday(day) ? 1 : 0.35);
  }
}
