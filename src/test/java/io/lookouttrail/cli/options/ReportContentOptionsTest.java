package io.lookouttrail.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportContentOptionsTest {
  private static final Period SEPTEMBER = Period.of(YearMonth.of(2025, 9));

  @TempDir Path folder;

  private ReportOptions options(Map<String, String> environment, String... args) {
    return CommandLine.populateCommand(new ReportContentOptions(), args)
        .read(SEPTEMBER, new Configuration(), environment)
        .apply(Map.of("events", 7L));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void asksForLookoutForVisionAndNoMoneyWhereNothingIsSaid() {
    ReportOptions options = options(Map.of());
    assertThat(options.eventSource()).isEqualTo("lookoutvision.amazonaws.com");
    assertThat(options.from()).isEqualTo(YearMonth.of(2025, 9));
    assertThat(options.to()).isEqualTo(options.from());
    assertThat(options.latenessDays()).isEqualTo(3);
    assertThat(options.priceInferenceHour()).isEmpty();
    assertThat(options.scope()).isEmpty();
    assertThat(options.accepted()).isEmpty();
    assertThat(options.thresholds()).isEqualTo(Thresholds.DEFAULTS);
    assertThat(options.versions()).isEqualTo(Map.of("events", 7L));
  }

  @Test
  void readsTheFilesThatAreNamed() throws IOException {
    ReportOptions options =
        options(
            Map.of(),
            "--accounts",
            file(
                "accounts.csv",
                "account_id,name,owner,in_scope_from,in_scope_to\n012345678901,Leipzig,,,\n"),
            "--accepted",
            file(
                "accepted.csv",
                "finding_id,rule,subject,reason,approved_by,until\nF-0123456789ab,,,known,jo,2026-12-31\n"),
            "--price-inference-hour=3.50");
    assertThat(options.scope().orElseThrow())
        .extracting(ScopeAccount::accountId)
        .containsExactly("012345678901");
    assertThat(options.accepted()).hasSize(1);
    assertThat(options.priceInferenceHour())
        .hasValueSatisfying(at -> assertThat(at).hasToString("3.50"));
  }

  @Test
  void comparesWithAMonthOrAPeriod() {
    assertThat(options(Map.of()).comparedTo()).isEmpty();
    assertThat(options(Map.of(), "--compare-to=2024-09").comparedTo())
        .contains(Period.of(YearMonth.of(2024, 9)));
    assertThat(options(Map.of(), "--compare-to=2024-07_2024-09").comparedTo())
        .contains(new Period(YearMonth.of(2024, 7), YearMonth.of(2024, 9)));
  }

  @Test
  void takesThresholdsOfTheInstallationUnlessAFileIsNamed() throws IOException {
    file("report-thresholds.properties", "baseline_months=5\n");
    Map<String, String> installed = Map.of("SPARK_CONF_DIR", folder.toString());
    assertThat(options(installed).thresholds().baselineMonths()).isEqualTo(5);
    assertThat(
            options(installed, "--thresholds", file("mine", "baseline_months=7\n"))
                .thresholds()
                .baselineMonths())
        .isEqualTo(7);
    assertThat(options(Map.of("SPARK_CONF_DIR", folder + "/nowhere")).thresholds())
        .isEqualTo(Thresholds.DEFAULTS);
  }

  @Test
  void saysWhichOptionNamesWhatCannotBeRead() throws IOException {
    assertThatThrownBy(() -> options(Map.of(), "--accounts", folder.toString()))
        .isInstanceOf(UserError.class)
        .hasMessage("Cannot read " + folder + ": it is a folder. Give --accounts a file.");
    assertThatThrownBy(() -> options(Map.of(), "--accepted", folder + "/none"))
        .hasMessage("Cannot read " + folder + "/none: the file does not exist. Check --accepted.");
    Path latin = folder.resolve("latin.csv");
    Files.write(
        latin, "account_id,name\n012345678901,Köln\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> options(Map.of(), "--accounts", latin.toString()))
        .hasMessage("Cannot read " + latin + ": it is not text in UTF-8. Save it in UTF-8.");
  }
}
