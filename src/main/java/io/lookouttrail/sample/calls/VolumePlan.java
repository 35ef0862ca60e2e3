package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.SampleCalendar;
import io.lookouttrail.sample.plan.SampleOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How much happens where and when: shares the sample's size out to accounts, Regions and days. */
public final class VolumePlan {
  private static final int LOOKOUT_BYTES = 1_250;
  private static final int CALLS_BESIDE = 14;
  private static final double DELIVERED_TWICE = 1.02;
  private static final int MOST_SLOTS = 200;

  private final SampleOptions options;
  private final double weights;
  private final double noisePerUnit;
  private final int noiseBytes;

  /**
   * @param noiseBytes what a record of another service has on average
   */
  public VolumePlan(SampleOptions options, List<AccountRegion> chains, int noiseBytes) {
    this.options = options;
    this.noiseBytes = noiseBytes;
    this.weights = chains.stream().mapToDouble(AccountRegion::weight).sum();
    double units = 0;
    double lookout = 0;
    boolean bySize = options.jsonBytes().isPresent();
    for (LocalDate day = options.from(); !day.isAfter(options.to()); day = day.plusDays(1)) {
      boolean worked = SampleCalendar.isWeekday(day) && !day.isAfter(SampleOptions.SERVICE_END);
      for (AccountRegion chain : chains) {
        int copies = bySize ? chain.trails().size() : 1;
        units += copies * units(chain, day);
        if (worked && chain.weight() > 0) {
          lookout += copies * (detections(chain) + CALLS_BESIDE);
        }
      }
    }
    double noise =
        bySize
            ? (options.jsonBytes().getAsLong() / DELIVERED_TWICE - lookout * LOOKOUT_BYTES)
                / noiseBytes
            : lookout * options.noise() / (1 - options.noise());
    noisePerUnit = Math.max(0, noise) / units;
  }

  /** DetectAnomalies calls on a weekday. */
  public int detections(AccountRegion chain) {
    return weights == 0
        ? 0
        : (int) Math.round(options.detectionsPerDay() * chain.weight() / weights);
  }

  /** Other services' records on a day. */
  public long noise(AccountRegion chain, LocalDate day) {
    double exact = noisePerUnit * units(chain, day);
    double luck =
        SeededRandom.of(options.seed(), "noise", chain.account(), chain.region(), day).share();
    return (long) (exact + luck);
  }

  /** Five-minute slots that a day's records come in: more than a few only for large files. */
  public int busySlots(AccountRegion chain, LocalDate day) {
    long bytes = noise(chain, day) * noiseBytes + (long) detections(chain) * LOOKOUT_BYTES;
    int least = SampleCalendar.isWeekday(day) ? 8 : 3;
    return (int) Math.max(least, Math.min(MOST_SLOTS, bytes / options.fileBytes()));
  }

  /**
   * When those slots begin, in seconds of the day: the working hours, and the last before midnight.
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

  private static double units(AccountRegion chain, LocalDate day) {
    return (0.3 + chain.weight()) * (SampleCalendar.isWeekday(day) ? 1 : 0.35);
  }
}
