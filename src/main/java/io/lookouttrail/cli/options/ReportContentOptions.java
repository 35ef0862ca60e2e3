package io.lookouttrail.cli.options;

import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.input.ScopeAccountsFile;
import io.lookouttrail.reports.findings.input.ThresholdsFile;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.ScanOptions;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a report besides its months. */
public final class ReportContentOptions {
  /** The name of the thresholds file in the program's configuration folder. */
  private static final String THRESHOLDS = "report-thresholds.properties";

  @Option(
      names = "--event-source",
      paramLabel = "NAME",
      defaultValue = ScanOptions.LOOKOUT_FOR_VISION,
      description = "The event source, by its name in CloudTrail; default ${DEFAULT-VALUE}.",
      order = 20)
  String eventSource = ScanOptions.LOOKOUT_FOR_VISION;

  @Mixin LatenessOption lateness = new LatenessOption();

  @Option(
      names = "--price-inference-hour",
      paramLabel = "PRICE",
      converter = OptionConverters.Price.class,
      description =
          "The price of an inference hour, in any currency, for an estimate of the cost. Without it"
              + " the report has hours only.",
      order = 22)
  @Nullable BigDecimal price;

  @Option(
      names = "--accounts",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "The accounts in scope: the output of 'aws organizations list-accounts', or a CSV of"
              + " account_id,name,owner,in_scope_from,in_scope_to.",
      order = 23)
  @Nullable String accounts;

  @Mixin AcceptedOption accepted = new AcceptedOption();

  @Option(
      names = "--thresholds",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "The thresholds of the rules for findings; default conf/"
              + THRESHOLDS
              + " of this installation.",
      order = 25)
  @Nullable String thresholds;

  @Option(
      names = "--compare-to",
      paramLabel = "MONTH|PERIOD",
      converter = OptionConverters.OtherPeriod.class,
      description =
          "Another month (2024-09) or period (2024-07_2024-09) to show the figures beside, with the"
              + " differences.",
      order = 27)
  @Nullable Period compareTo;

  @Mixin AuthorizationDetailsOption authorization = new AuthorizationDetailsOption();

  /** Compares what these files grant with what was used, as --authorization-details does. */
  public void compareWith(List<String> authorizationDetails) {
    authorization.uris = authorizationDetails;
  }

  /** The event source that the report is of. */
  public String eventSource() {
    return eventSource;
  }

  /** Days of delivery to read after the end of the last month. */
  public int latenessDays() {
    return lateness.days();
  }

  /**
   * Checks the options that need no file, so that a mistake costs no Spark session.
   *
   * @param period the months of the report
   * @throws io.lookouttrail.run.UserError naming the option that is wrong
   */
  public void check(Period period, Clock clock) {
    SourceOptions.check(eventSource);
    lateness.days();
    if (compareTo != null) {
      PeriodOptions.requireStarted("compare with ", compareTo, clock);
    }
    if (period.equals(compareTo)) {
      throw UserError.usage(
          "compare the report with " + compareTo,
          "--compare-to names the report's own months",
          "Give another month or period, such as 2024-09 or 2024-07_2024-09.");
    }
  }

  /** Reads the list of accepted findings. */
  public List<AcceptedFinding> acceptedFindings(Configuration hadoop) {
    return accepted.read(hadoop);
  }

  /**
   * Reads the files that the options name.
   *
   * @param environment the environment variables, which name the configuration folder
   * @return makes the report's options for given versions of the tables
   * @throws io.lookouttrail.run.UserError where a file cannot be read or is not valid
   */
  public Function<Map<String, Long>, ReportOptions> read(
      Period period, Configuration hadoop, Map<String, String> environment) {
    Optional<List<ScopeAccount>> scope =
        Optional.ofNullable(accounts)
            .map(uri -> ScopeAccountsFile.read(uri, TextFiles.read(hadoop, uri, "--accounts")));
    List<AcceptedFinding> acceptedFindings = acceptedFindings(hadoop);
    Thresholds from =
        thresholdsUri(environment)
            .map(uri -> ThresholdsFile.read(uri, TextFiles.read(hadoop, uri, "--thresholds")))
            .orElse(Thresholds.DEFAULTS);
    List<AuthorizationDetails> granted = authorization.read(hadoop);
    return versions ->
        new ReportOptions(
            eventSource,
            period.from(),
            period.to(),
            lateness.days(),
            Optional.ofNullable(price),
            scope,
            acceptedFindings,
            from,
            versions,
            ProductVersion.product(),
            granted,
            Optional.ofNullable(compareTo));
  }

  /** The file that the option names, else that in the launcher's conf folder, if there is one. */
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
