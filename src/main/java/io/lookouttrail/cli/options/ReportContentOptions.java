package io.lookouttrail.cli.options;

import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.input.AcceptedFindingsFile;
import io.lookouttrail.reports.findings.input.ScopeAccountsFile;
import io.lookouttrail.reports.findings.input.ThresholdsFile;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.ScanOptions;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a report takes into account besides its months. */
public final class ReportContentOptions {
  /** The thresholds' file in the folder of the program's settings. */
  private static final String THRESHOLDS = "report-thresholds.properties";

  @Option(
      names = "--event-source",
      paramLabel = "NAME",
      defaultValue = ScanOptions.LOOKOUT_FOR_VISION,
      description =
          "The source of the events, by CloudTrail's name of it; default ${DEFAULT-VALUE}.",
      order = 20)
  public String eventSource = ScanOptions.LOOKOUT_FOR_VISION;

  @Option(
      names = "--lateness",
      paramLabel = "DAYS",
      defaultValue = "" + Window.DEFAULT_LATENESS_DAYS,
      description =
          "Days of delivery beyond the last month's end whose files belong to it: 0 to 30, default"
              + " ${DEFAULT-VALUE}.",
      order = 21)
  public int lateness = Window.DEFAULT_LATENESS_DAYS;

  @Option(
      names = "--price-inference-hour",
      paramLabel = "PRICE",
      converter = OptionConverters.Price.class,
      description =
          "The price of an inference hour, in any currency, for an estimate of what ran. Without it"
              + " the report has hours and no money.",
      order = 22)
  @Nullable BigDecimal price;

  @Option(
      names = "--accounts",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "The accounts in scope: the answer of 'aws organizations list-accounts', or a CSV of"
              + " account_id,name,owner,in_scope_from,in_scope_to.",
      order = 23)
  @Nullable String accounts;

  @Option(
      names = "--accepted",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "Findings that someone accepted, a CSV of finding_id (or rule and subject), reason,"
              + " approved_by, until. They are shown as accepted, never hidden.",
      order = 24)
  @Nullable String accepted;

  @Option(
      names = "--thresholds",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "From where on the rules speak; default conf/" + THRESHOLDS + " of this installation.",
      order = 25)
  @Nullable String thresholds;

  /**
   * Refuses what can be known to be wrong before anything is read.
   *
   * @throws io.lookouttrail.run.UserError naming the option
   */
  public void check() {
    SourceOptions.check(eventSource);
    WindowOptions.checkLateness(lateness);
  }

  /**
   * Reads the files that the options name.
   *
   * @param environment the process's variables: where the program's settings lie
   * @return the report's options over the tables at given versions
   * @throws io.lookouttrail.run.UserError where a file cannot be read, or says what cannot be
   */
  public Function<Map<String, Long>, ReportOptions> read(
      Period period, Configuration hadoop, Map<String, String> environment) {
    Optional<List<ScopeAccount>> scope =
        Optional.ofNullable(accounts)
            .map(uri -> ScopeAccountsFile.read(uri, TextFiles.read(hadoop, uri, "--accounts")));
    List<AcceptedFinding> acceptedFindings =
        Optional.ofNullable(accepted)
            .map(uri -> AcceptedFindingsFile.read(uri, TextFiles.read(hadoop, uri, "--accepted")))
            .orElse(List.of());
    Thresholds from =
        thresholdsUri(environment)
            .map(uri -> ThresholdsFile.read(uri, TextFiles.read(hadoop, uri, "--thresholds")))
            .orElse(Thresholds.DEFAULTS);
    return versions ->
        new ReportOptions(
            eventSource,
            period.from(),
            period.to(),
            lateness,
            Optional.ofNullable(price),
            scope,
            acceptedFindings,
            from,
            versions,
            ProductVersion.product());
  }

  /** The file that was named, else that of the launcher's conf, where there is one. */
  private Optional<String> thresholdsUri(Map<String, String> environment) {
    return Optional.ofNullable(thresholds)
        .or(
            () ->
                Optional.ofNullable(environment.get("SPARK_CONF_DIR"))
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, THRESHOLDS))
                    .filter(Files::isRegularFile)
                    .map(Path::toString));
  }
}
