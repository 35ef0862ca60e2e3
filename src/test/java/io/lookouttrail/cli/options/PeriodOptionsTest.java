package io.lookouttrail.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.UserError;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeriodOptionsTest {
  private static Period period(String... args) {
    return CommandLine.populateCommand(new PeriodOptions(), args).period(CliRun.NEW_YEAR);
  }

  private static void refused(String line, String... args) {
    assertThatThrownBy(() -> period(args))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(line);
  }

  @Test
  void isAMonthOrTheLastOne() {
    assertThat(period("--month", "2025-09").folder()).isEqualTo("2025-09");
    assertThat(period("--month", "last")).isEqualTo(Period.of(YearMonth.of(2025, 12)));
    assertThat(CommandLine.populateCommand(new OneMonthOption()).period(CliRun.NEW_YEAR))
        .isEqualTo(Period.of(YearMonth.of(2025, 12)));
  }

  @Test
  void isMonthsFromTheFirstToTheLast() {
    Period period = period("--from-month", "2025-07", "--to-month", "last");
    assertThat(period.folder()).isEqualTo("2025-07_2025-12");
    assertThat(period).hasToString("2025-07 to 2025-12");
    assertThat(period.window(5).describe()).isEqualTo("2025-07-01 to 2025-12-31 + 5 days");
    assertThat(period("--from-month", "2025-07", "--to-month", "2025-07"))
        .isEqualTo(period("--month", "2025-07"));
  }

  @Test
  void mayBeTheMonthThatHasBegunButNoLaterOne() {
    assertThat(period("--month", "2026-01").folder()).isEqualTo("2026-01");
    refused(
        "Cannot report on 2026-02: 2026-02 is in the future. The last complete month is 2025-12.",
        "--month",
        "2026-02");
    refused(
        "Cannot report on 2025-07 to 2031-01: 2031-01 is in the future. The last complete month is"
            + " 2025-12.",
        "--from-month",
        "2025-07",
        "--to-month",
        "2031-01");
  }

  @Test
  void refusesWhatIsMissingOrContradictsItself() {
    String example =
        " Give --month 2025-09, --month last, or --from-month 2025-07 --to-month 2025-09.";
    refused("Cannot choose the months to report: no month is given." + example);
    refused(
        "Cannot choose the months to report: --from-month is given without --to-month." + example,
        "--from-month",
        "2025-07");
    refused(
        "Cannot choose the months to report: --to-month is given without --from-month." + example,
        "--to-month",
        "2025-07");
    refused(
        "Cannot choose the months to report: --month is given together with --from-month or"
            + " --to-month. Give one month or a period.",
        "--month",
        "last",
        "--to-month",
        "2025-07");
    refused(
        "Cannot choose the months to report: --to-month 2025-06 is before --from-month 2025-07."
            + " Give the earlier month to --from-month.",
        "--from-month",
        "2025-07",
        "--to-month",
        "2025-06");
    assertThatThrownBy(() -> period("--month", "September"))
        .hasMessageContaining("'September' is not a month");
  }
}
