package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;

import io.lookouttrail.integrity.chain.LogCoverage;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Query for the days on which logs were delivered and no digest chain covers them. */
final class UndigestedDays {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  private UndigestedDays() {}

  /**
   * The logs of one day that no digest chain covers.
   *
   * @param folder canonical name of the folder in which their digests would be
   * @param first delivery time of the first of them
   * @param last delivery time of the last of them
   * @param afterChains number of them that were delivered after the end of a chain
   * @param beforeChains number of them that were delivered before every chain
   */
  record Day(
      String folder,
      LocalDate day,
      Optional<String> account,
      Optional<String> region,
      Instant first,
      Instant last,
      long logs,
      long afterChains,
      long beforeChains) {

    /**
     * Finding for the day's hours. A chain that ended has high severity; an account and Region that
     * never had a chain has low severity.
     */
    DigestFinding finding() {
      boolean chainEnded = afterChains > 0;
      Instant start = first.truncatedTo(ChronoUnit.HOURS);
      Instant end = last.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      long hours = ChronoUnit.HOURS.between(start, end);
      return new DigestFinding(
          Kind.DIGEST,
          folder + "/" + DAY.format(day),
          account,
          region,
          Optional.empty(),
          Optional.of(start),
          Optional.of(end),
          State.NOT_VALIDATED,
          Proof.NONE,
          chainEnded ? Severity.HIGH : Severity.LOW,
          Optional.empty(),
          Optional.empty(),
          "%,d log %s in %d h: %s".formatted(logs, logs == 1 ? "file" : "files", hours, reason()),
          Optional.empty());
    }

    private String reason() {
      if (afterChains > 0) {
        return "the digests end before this time";
      }
      return beforeChains > 0
          ? "the digests begin after this time"
          : "there is no digest for its account and Region";
    }
  }

  /**
   * The days, by folder, account and Region.
   *
   * @param logResults rows of {@link VerifyRows#LOG_RESULT}
   */
  static List<Day> of(Dataset<Row> logResults) {
    return logResults
        .where(
            col("coverage")
                .isin(
                    LogCoverage.AFTER_CHAIN.name(),
                    LogCoverage.BEFORE_CHAINS.name(),
                    LogCoverage.NO_DIGESTS.name()))
        .groupBy(
            col("folder"),
            to_date(col("finding.start_time")).as("day"),
            col("finding.account_id").as("account_id"),
            col("finding.region").as("region"))
        .agg(
            min("finding.start_time").as("first"),
            max("finding.start_time").as("last"),
            count(lit(1)).as("logs"),
            count_if(col("coverage").equalTo(LogCoverage.AFTER_CHAIN.name())).as("after_chains"),
            count_if(col("coverage").equalTo(LogCoverage.BEFORE_CHAINS.name())).as("before_chains"))
        .collectAsList()
        .stream()
        .map(UndigestedDays::day)
        .toList();
  }

  private static Day day(Row row) {
    return new Day(
        row.getAs("folder"),
        row.getAs("day"),
        Optional.ofNullable(row.<String>getAs("account_id")),
        Optional.ofNullable(row.<String>getAs("region")),
        row.getAs("first"),
        row.getAs("last"),
        row.<Long>getAs("logs"),
        row.<Long>getAs("after_chains"),
        row.<Long>getAs("before_chains"));
  }
}
