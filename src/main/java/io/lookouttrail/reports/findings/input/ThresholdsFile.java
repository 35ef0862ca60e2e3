package io.lookouttrail.reports.findings.input;

import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.Threshold;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.run.UserError;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reader of the thresholds file: lines of {@code key = value}; {@code #} begins a comment line.
 *
 * <p>{@code java.util.Properties} is no alternative: it accepts a key that occurs twice, and its
 * errors have no line number.
 */
public final class ThresholdsFile {
  private final String name;
  private final Map<Threshold, Integer> values = new EnumMap<>(Threshold.class);

  private ThresholdsFile(String name) {
    this.name = name;
  }

  /**
   * The thresholds of the file; a key that is missing has its default.
   *
   * @param name the file name as the user gave it, for error messages
   * @param text the whole content of the file
   * @throws UserError if a key is unknown or occurs twice, or a value is not allowed
   */
  public static Thresholds read(String name, String text) {
    ThresholdsFile file = new ThresholdsFile(name);
    List<String> lines = InputFile.withoutByteOrderMark(text).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        file.add(i + 1, line);
      }
    }
    Thresholds defaults = Thresholds.DEFAULTS;
    return new Thresholds(
        file.value(Threshold.BASELINE_MONTHS, defaults.baselineMonths()),
        file.value(Threshold.DENIAL_BURST_CALLS, defaults.denialBurstCalls()),
        file.value(Threshold.DENIAL_BURST_MINUTES, defaults.denialBurstMinutes()),
        file.value(Threshold.THROTTLED_CALLS, defaults.throttledCalls()),
        file.value(Threshold.IDLE_MODEL_HOURS, defaults.idleModelHours()),
        file.value(Threshold.UNUSED_MONTHS, defaults.unusedMonths()),
        file.value(Threshold.SUBJECTS_PER_RULE, defaults.subjectsPerRule()));
  }

  private int value(Threshold key, int defaultValue) {
    return values.getOrDefault(key, defaultValue);
  }

  private void add(int number, String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw error(number, "'" + FindingText.truncate(line) + "' is not of the form key = value");
    }
    String key = line.substring(0, equals).strip();
    Threshold threshold =
        Arrays.stream(Threshold.values())
            .filter(candidate -> candidate.key().equals(key))
            .findFirst()
            .orElseThrow(
                () -> error(number, "the key '" + FindingText.truncate(key) + "' is not known"));
    String value = line.substring(equals + 1).strip();
    int parsed =
        number(value)
            .filter(threshold::allows)
            .orElseThrow(
                () ->
                    error(
                        number,
                        "%s is '%s' and must be %s"
                            .formatted(key, FindingText.truncate(value), threshold.allowed())));
    if (values.put(threshold, parsed) != null) {
      throw error(number, key + " is set twice");
    }
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private UserError error(int line, String why) {
    String known =
        Arrays.stream(Threshold.values()).map(Threshold::key).collect(Collectors.joining(", "));
    return UserError.cannot(
        "read the thresholds in " + name,
        "line " + line + ": " + why,
        "The keys are " + known + ".");
  }
}
