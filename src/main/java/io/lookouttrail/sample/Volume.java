package io.lookouttrail.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How much happens where and when: shares the sample's size out to accounts, Regions and days. */
final class Volume {
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
  Volume(SampleOptions options, List<Chain> chains, int noiseBytes) {
    this.options = options;
    this.noiseBytes = noiseBytes;
    this.weights = chains.stream().mapToDouble(Chain::weight).sum();
    double units = 0;
    double lookout = 0;
    boolean bySize = options.jsonBytes().isPresent();
    for (LocalDate day = options.from(); !day.isAfter(options.to()); day = day.plusDays(1)) {
      boolean worked = Factory.isWeekday(day) && !day.isAfter(SampleOptions.SERVICE_END);
      for (Chain chain : chains) {
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
  int detections(Chain chain) {
    return weights == 0
        ? 0
        : (int) Math.round(options.detectionsPerDay() * chain.weight() / weights);
  }

  /** Other services' records on a day. */
  long noise(Chain chain, LocalDate day) {
    double exact = noisePerUnit * units(chain, day);
    double luck = Dice.of(options.seed(), "noise", chain.account(), chain.region(), day).share();
    return (long) (exact + luck);
  }

  /** Five-minute slots that a day's records come in: more than a few only for large files. */
  int busySlots(Chain chain, LocalDate day) {
    long bytes = noise(chain, day) * noiseBytes + (long) detections(chain) * LOOKOUT_BYTES;
    int least = Factory.isWeekday(day) ? 8 : 3;
    return (int) Math.max(least, Math.min(MOST_SLOTS, bytes / options.fileBytes()));
  }

  /**
   * When those slots begin, in seconds of the day: the working hours, and the last before midnight.
   */
  static List<Integer> busyTimes(int slots) {
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < slots - 1; i++) {
      int second = 6 * 3600 + (int) (i * 57_600L / slots);
      times.add(second - second % Slot.SECONDS);
    }
    times.add(86_400 - Slot.SECONDS);
    return times;
  }

  private static double units(Chain chain, LocalDate day) {
    return (0.3 + chain.weight()) * (Factory.isWeekday(day) ? 1 : 0.35);
  }
}
