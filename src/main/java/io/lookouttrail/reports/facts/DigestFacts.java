package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_timestamp;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.ContradictedChecks;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Facts about digests and the log files that they name, from the newest check of each object.
 *
 * <p>Columns: {@code period}, {@code kind} ({@link DigestKind} or {@link #CHECKED}), {@code
 * account_id}, {@code subject}, {@code state}, {@code objects}, {@code seconds} (the sum of the
 * objects' time within the period), {@code start}, {@code end}, {@code examples}, {@code
 * failed_at}, {@code passed_at}.
 */
final class DigestFacts {
  /** The kind of one fact for all objects that a check found in order. */
  static final String CHECKED = "CHECKED";

  static final double SECONDS_PER_HOUR = 3_600;

  /** The longest gaps come first; of the other kinds, those with the most objects. */
  static final List<Column> ORDER =
      List.of(
          when(col(FactColumns.KIND).equalTo(DigestKind.GAP.name()), col("seconds"))
              .otherwise(col("objects"))
              .desc(),
          col("account_id").asc_nulls_first(),
          col("subject").asc(),
          col("state").asc_nulls_first());

  private DigestFacts() {}

  /** Maps a row to its fact. */
  private static Facts.Digests fact(NamedRow row) {
    return new Facts.Digests(
        row.text("account_id"),
        row.text("subject").orElse(""),
        row.text("state").orElse(""),
        row.whole("objects"),
        row.whole("seconds") / SECONDS_PER_HOUR,
        row.timestamp("start"),
        row.timestamp("end"),
        row.texts("examples"),
        row.timestamp("failed_at")
            .flatMap(
                failed ->
                    row.timestamp("passed_at").map(passed -> new Facts.Recheck(failed, passed))));
  }

  /**
   * The facts of each period.
   *
   * @param checks the newest check of each object; a digest may have two rows, its own and a gap;
   *     {@code contradicted_at} is when a check last contradicted the object
   */
  static FactQuery<Facts.Digests> query(CachedRows checks, ReportPeriods periods) {
    return new FactQuery<>(checks.map(rows -> query(rows, periods)), DigestFacts::fact);
  }

  private static Dataset<Row> query(Dataset<Row> checks, ReportPeriods periods) {
    Column kind = col(FactColumns.KIND);
    Column isInOrderAgain = kind.equalTo(DigestKind.IN_ORDER_AGAIN.name());
    Column subject =
        when(kind.equalTo(DigestKind.CONTRADICTED.name()).or(isInOrderAgain), col("object"))
            .when(kind.equalTo(CHECKED), "")
            .otherwise(coalesce(col("region"), lit("an unknown Region")));
    Column state =
        when(kind.equalTo(DigestKind.GAP.name()), "gap")
            .when(kind.equalTo(CHECKED), "")
            .otherwise(col("state"));
    Column account = when(kind.notEqual(CHECKED), col("account_id"));
    return byPeriod(withKind(checks), periods)
        .withColumn(FactColumns.KIND, kindInPeriod())
        .withColumn("seconds", secondsWithin(periods))
        .groupBy(
            col(FactPeriod.COLUMN),
            kind,
            account.as("account_id"),
            subject.as("subject"),
            state.as("state"))
        .agg(
            count(lit(1)).as("objects"),
            sum("seconds").as("seconds"),
            min("start").as("start"),
            max("end").as("end"),
            examples().as("examples"),
            max(when(isInOrderAgain, col("contradicted_at"))).as("failed_at"),
            max(when(isInOrderAgain, col("checked_at"))).as("passed_at"));
  }

  /** What was put in order counts for the month before the report only. */
  private static Column kindInPeriod() {
    return when(
            col(FactPeriod.COLUMN)
                .equalTo(FactPeriod.MONTH_BEFORE.name())
                .and(col("state").equalTo("valid"))
                .and(col("contradicted_at").lt(col("checked_at"))),
            DigestKind.IN_ORDER_AGAIN.name())
        .otherwise(col(FactColumns.KIND));
  }

  /** Adds {@code start} and {@code end}, which are never null, and replaces {@code kind}. */
  private static Dataset<Row> withKind(Dataset<Row> checks) {
    return checks
        .withColumn("start", coalesce(col("start_time"), col("end_time"), col("checked_at")))
        .withColumn("end", coalesce(col("end_time"), col("start")))
        .withColumn("log", when(col("kind").equalTo("log"), col("object")))
        .withColumn(FactColumns.KIND, kind());
  }

  private static Column kind() {
    Column state = col("state");
    Column low = col("severity").eqNullSafe("low");
    Column isMissingDigest = col("kind").equalTo("digest").and(state.equalTo("missing"));
    return when(state.equalTo("gap").or(isMissingDigest).and(not(low)), DigestKind.GAP.name())
        .when(expr(ContradictedChecks.SQL), DigestKind.CONTRADICTED.name())
        .when(state.notEqual("valid"), DigestKind.UNCHECKED.name())
        .otherwise(CHECKED);
  }

  /** The first and the last object; where there are log files, of these, which hold the calls. */
  private static Column examples() {
    return array_distinct(
        array_compact(
            array(coalesce(min("log"), min("object")), coalesce(max("log"), max("object")))));
  }

  private static Dataset<Row> byPeriod(Dataset<Row> checks, ReportPeriods periods) {
    Column firstDay = to_date(col("start"));
    // An end at midnight belongs to the day before.
    Column lastDay = greatest(firstDay, to_date(col("end").minus(expr("INTERVAL 1 SECOND"))));
    return FactPeriod.byOverlap(checks, periods, firstDay, lastDay, 0);
  }

  private static Column secondsWithin(ReportPeriods periods) {
    Column isReport = col(FactPeriod.COLUMN).equalTo(FactPeriod.REPORT.name());
    Column from =
        when(isReport, startOf(periods.firstDay())).otherwise(startOf(periods.firstDayBefore()));
    Column to =
        when(isReport, startOf(periods.lastDay().plusDays(1)))
            .otherwise(startOf(periods.lastDayBefore().plusDays(1)));
    return greatest(
        lit(0L),
        least(unix_timestamp(col("end")), to).minus(greatest(unix_timestamp(col("start")), from)));
  }

  private static Column startOf(LocalDate day) {
    return lit(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
  }
}
