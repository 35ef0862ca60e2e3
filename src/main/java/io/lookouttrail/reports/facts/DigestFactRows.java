package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_timestamp;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the newest check of each object says of the digests, and of the logs that they name. */
final class DigestFactRows {
  /** What was checked and stands; there is one such fact, if any. */
  static final String CHECKED = "checked";

  private DigestFactRows() {}

  /**
   * The facts of each span; {@code peak} is how many seconds of it they span together.
   *
   * @param checks the newest check's word on each object; of a digest it may be two
   */
  static Dataset<Row> of(Dataset<Row> checks, ReportPeriods spans) {
    Column lastDay =
        greatest(to_date(col("begin")), to_date(col("end").minus(expr("INTERVAL 1 SECOND"))));
    Dataset<Row> states =
        FactRows.inSpans(
            dated(checks).withColumn("kind", factKind()), spans, to_date(col("begin")), lastDay, 0);
    Column kind = col("kind");
    Column subject =
        when(kind.equalTo(DigestKind.CONTRADICTED.name()), col("object"))
            .when(kind.equalTo(CHECKED), "")
            .otherwise(coalesce(col("region"), lit("an unknown Region")));
    Column state =
        when(kind.equalTo(DigestKind.GAP.name()), "gap")
            .when(kind.equalTo(CHECKED), "")
            .otherwise(col("state"));
    Column account = when(kind.notEqual(CHECKED), col("account_id"));
    return FactRows.shaped(
        states
            .withColumn("seconds", secondsWithin(spans))
            .groupBy(
                col("span"),
                kind,
                account.as("account_id"),
                subject.as("subject"),
                state.as("state"))
            .agg(
                count(lit(1)).as("calls"),
                sum("seconds").as("peak"),
                min("begin").as("first"),
                max("end").as("last"),
                FactRows.ends("object").as("details"))
            .withColumn(
                "weight",
                when(col("kind").equalTo(DigestKind.GAP.name()), col("peak"))
                    .otherwise(col("calls"))));
  }

  private static Dataset<Row> dated(Dataset<Row> checks) {
    return checks
        .withColumnRenamed("kind", "checked_kind")
        .withColumn("begin", coalesce(col("start_time"), col("end_time"), col("checked_at")))
        .withColumn("end", coalesce(col("end_time"), col("begin")));
  }

  private static Column factKind() {
    Column state = col("state");
    Column isMissingDigest = col("checked_kind").equalTo("digest").and(state.equalTo("missing"));
    return when(state.equalTo("gap").or(isMissingDigest), DigestKind.GAP.name())
        .when(
            state.isin("changed", "missing", "unreadable", "bad_signature", "moved", "undigested"),
            DigestKind.CONTRADICTED.name())
        .when(state.isin("unknown_key", "not_validated"), DigestKind.UNCHECKED.name())
        .otherwise(CHECKED);
  }

  private static Column secondsWithin(ReportPeriods spans) {
    Column isPeriod = col("span").equalTo(FactRows.PERIOD);
    Column from =
        when(isPeriod, second(spans.firstDay())).otherwise(second(spans.firstDayBefore()));
    Column to =
        when(isPeriod, second(spans.lastDay().plusDays(1)))
            .otherwise(second(spans.lastDayBefore().plusDays(1)));
    return greatest(
        lit(0L),
        least(unix_timestamp(col("end")), to).minus(greatest(unix_timestamp(col("begin")), from)));
  }

  private static Column second(LocalDate day) {
    return lit(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
  }
}
