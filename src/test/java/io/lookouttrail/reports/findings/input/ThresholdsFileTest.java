package io.lookouttrail.reports.findings.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.reports.findings.facts.Threshold;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsFileTest {
  private static final String KNOWN =
      " The keys are baseline_months, denial_burst_calls, denial_burst_minutes, throttled_calls,"
          + " idle_model_hours, unused_months, subjects_per_rule.";

  private static Thresholds read(String text) {
    return ThresholdsFile.read("t.properties", text);
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserError.class)
        .hasMessage("Cannot read the thresholds in t.properties: " + why + "." + KNOWN);
  }

  @Test
  void thePackagedFileSetsAndExplainsTheDefaultOfEveryKey() throws IOException {
    String text = Files.readString(Path.of("conf/report-thresholds.properties"));

    assertThat(read(text)).isEqualTo(Thresholds.DEFAULTS);
    assertThat(text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyElementsOf(Arrays.stream(Threshold.values()).map(Threshold::key).toList());
    List<String> lines = text.lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      assertThat(lines.get(i).contains("=") && !lines.get(i - 1).startsWith("#"))
          .as("no comment stands before: " + lines.get(i))
          .isFalse();
    }
  }

  @Test
  void aMissingKeyKeepsItsDefault() {
    assertThat(read("")).isEqualTo(Thresholds.DEFAULTS);
    assertThat(read("\uFEFF# mine\r\n  baseline_months=6 \r\nthrottled_calls = 1"))
        .isEqualTo(new Thresholds(6, 10, 10, 1, 24, 3, 10_000));
  }

  @Test
  void anUnknownKeyIsRefusedWithTheKnownKeys() {
    assertRefused("# a\n\nbaseline_month = 3", "line 3: the key 'baseline_month' is not known");
    assertRefused("= 3", "line 1: the key '' is not known");
  }

  @Test
  void aWrongValueIsRefusedWithTheAllowedRange() {
    assertRefused(
        "baseline_months = three",
        "line 1: baseline_months is 'three' and must be a whole number from 1 to 120");
    assertRefused(
        "denial_burst_calls = 1",
        "line 1: denial_burst_calls is '1' and must be a whole number from 2 to 1000000");
    assertRefused(
        "denial_burst_minutes = 1441",
        "line 1: denial_burst_minutes is '1441' and must be a whole number from 1 to 1440");
    assertRefused(
        "idle_model_hours = 99999999999",
        "line 1: idle_model_hours is '99999999999' and must be a whole number from 1 to 1000000");
    assertRefused(
        "throttled_calls =",
        "line 1: throttled_calls is '' and must be a whole number from 1 to 1000000000");
  }

  @Test
  void theSmallestAndTheLargestValueAreAllowed() {
    assertThat(read("denial_burst_minutes = 1440\nsubjects_per_rule = 1"))
        .isEqualTo(new Thresholds(3, 10, 1440, 100, 24, 3, 1));
  }

  @Test
  void aKeyThatOccursTwiceAndALineWithoutAValueAreRefused() {
    assertRefused(
        "baseline_months = 3\nbaseline_months = 4", "line 2: baseline_months is set twice");
    assertRefused("baseline_months", "line 1: 'baseline_months' is not of the form key = value");
  }
}
