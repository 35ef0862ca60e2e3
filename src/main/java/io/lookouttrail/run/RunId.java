package io.lookouttrail.run;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Id of a run: its start time (UTC) and eight random hex digits, so that ids sort by time. */
public record RunId(String value) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public RunId {
    if (!value.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("not a run id: " + value);
    }
  }

  public static RunId create(Clock clock, RandomGenerator random) {
    return new RunId(
        STAMP.format(clock.instant()) + "-" + String.format(Locale.ROOT, "%08x", random.nextInt()));
  }

  @Override
  public String toString() {
    return value;
  }
}
