package io.lookouttrail.run;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Durations of the phases of a run, added up over its batches. */
public final class PhaseTimes {
  private final Clock clock;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  public PhaseTimes(Clock clock) {
    this.clock = clock;
  }

  /** Runs the work and adds its duration to the phase, also when it throws. */
  public <T> T time(String phase, Supplier<T> work) {
    long start = clock.millis();
    try {
      return work.get();
    } finally {
      seconds.merge(phase, (clock.millis() - start) / 1000.0, Double::sum);
    }
  }

  /** As {@link #time(String, Supplier)}, for work without a result. */
  public void time(String phase, Runnable work) {
    time(
        phase,
        () -> {
          work.run();
          return true;
        });
  }

  /** Seconds by phase, in the order in which the phases first ran. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }
}
