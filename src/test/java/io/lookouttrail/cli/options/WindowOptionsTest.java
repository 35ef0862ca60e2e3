package io.lookouttrail.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WindowOptionsTest {

  private static Window window(String... args) {
    return CommandLine.populateCommand(new WindowOptions(), args).window(CliRun.NEW_YEAR);
  }

  private static void refused(String words, String... args) {
    assertThatThrownBy(() -> window(args))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith("Cannot choose the files to read: ")
        .hasMessageContaining(words);
  }

  @Test
  void isEverythingWithoutOptions() {
    assertThat(window()).isEqualTo(Window.everything());
  }

  @Test
  void isAMonthAndTheDaysAfterIt() {
    assertThat(window("--month", "2024-02").describe())
        .isEqualTo("2024-02-01 to 2024-02-29 + 3 days");
    assertThat(window("--month", "2024-02", "--lateness", "30").lastDeliveryDay())
        .contains(LocalDate.parse("2024-03-30"));
  }

  @Test
  void takesTheLastMonthByUtcWhateverTheClocksZone() {
    assertThat(window("--month", "last").from()).contains(LocalDate.parse("2025-12-01"));
    Clock auckland =
        Clock.fixed(Instant.parse("2025-12-31T20:00:00Z"), ZoneId.of("Pacific/Auckland"));
    WindowOptions options = CommandLine.populateCommand(new WindowOptions(), "--month", "LAST");
    assertThat(options.window(auckland).from()).contains(LocalDate.parse("2025-11-01"));
  }

  @Test
  void isFromADayToADayOrOpen() {
    assertThat(window("--from", "2025-09-01", "--to", "2025-09-01", "--lateness", "0").describe())
        .isEqualTo("2025-09-01 to 2025-09-01");
    assertThat(window("--from", "2025-09-01").describe()).isEqualTo("2025-09-01 to the end");
  }

  @Test
  void keepsAccountsWithTheirZerosAndRegions() {
    Window window =
        window(
            "--account", "000000000012", "--account", "111122223333", "--region", "us-gov-east-1");
    assertThat(window.accounts()).containsExactlyInAnyOrder("000000000012", "111122223333");
    assertThat(window.regions()).containsExactly("us-gov-east-1");
  }

  @Test
  void refusesWhatContradictsItself() {
    refused(
        "--month is given together with --from or --to",
        "--month",
        "2025-09",
        "--to",
        "2025-09-02");
    refused(
        "--to 2025-08-31 is before --from 2025-09-01",
        "--from",
        "2025-09-01",
        "--to",
        "2025-08-31");
  }

  @Test
  void refusesWhatCannotBeMeant() {
    refused("--month '2025-13' is not a month", "--month", "2025-13");
    refused("--month 'September' is not a month", "--month", "September");
    refused("--lateness 31 is not within 0 to 30", "--lateness", "31");
    refused("--account '12' is not an account id", "--account", "12");
    refused("--region 'Frankfurt' is not a Region", "--region", "Frankfurt");
  }

  @Test
  void takesSourcesByTheirFullNames() {
    assertThat(new SourceOptions().sources()).containsExactly("lookoutvision.amazonaws.com");
    assertThat(
            CommandLine.populateCommand(
                    new SourceOptions(),
                    "--event-source",
                    "s3.amazonaws.com",
                    "--event-source",
                    "iam.amazonaws.com")
                .sources())
        .containsExactly("iam.amazonaws.com", "s3.amazonaws.com");
    assertThatThrownBy(
            () ->
                CommandLine.populateCommand(new SourceOptions(), "--event-source", "s3").sources())
        .hasMessageContaining("'s3' is not an event source");
  }
}
