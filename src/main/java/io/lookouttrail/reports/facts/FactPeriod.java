package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.query.ReportPeriods;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The period that a fact belongs to; a column {@code period} holds its name. */
enum FactPeriod {
  /** The report's months. */
  REPORT,
  /** The month before the first of them. */
  MONTH_BEFORE;

  static final String COLUMN = "period";

  /** Adds the period to rows of events; all of them are of one of the two periods. */
  static Dataset<Row> byEventDate(Dataset<Row> rows, ReportPeriods periods) {
    return rows.withColumn(
        COLUMN,
        when(col("event_date").geq(lit(periods.firstDay())), REPORT.name())
            .otherwise(MONTH_BEFORE.name()));
  }

  /** Adds the period to rows of months; all of them are of one of the two periods. */
  static Dataset<Row> byMonth(Dataset<Row> rows, ReportPeriods periods) {
    return rows.withColumn(
        COLUMN,
        when(col("month").geq(periods.from().toString()), REPORT.name())
            .otherwise(MONTH_BEFORE.name()));
  }

  /**
   * Adds the period to rows that last one or more days. A row that overlaps both periods becomes
   * two rows, and a row that overlaps none is dropped.
   *
   * @param firstDay the row's first day, a date column
   * @param lastDay the row's last day, a date column
   * @param latenessDays days after the end of a period that still count as part of it
   */
  static Dataset<Row> byOverlap(
      Dataset<Row> rows, ReportPeriods periods, Column firstDay, Column lastDay, int latenessDays) {
    Column report =
        when(
            overlaps(
                firstDay, lastDay, periods.firstDay(), periods.lastDay().plusDays(latenessDays)),
            lit(REPORT.name()));
    Column monthBefore =
        when(
            overlaps(
                firstDay,
                lastDay,
                periods.firstDayBefore(),
                periods.lastDayBefore().plusDays(latenessDays)),
            lit(MONTH_BEFORE.name()));
    return rows.withColumn(COLUMN, explode(array_compact(array(report, monthBefore))));
  }

  private static Column overlaps(Column firstDay, Column lastDay, LocalDate from, LocalDate to) {
    return firstDay.leq(lit(to)).and(lastDay.geq(lit(from)));
  }
}
