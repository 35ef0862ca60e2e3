package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.query.ReportPeriods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

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

  /** Returns the period of a day; it is of one of the two. */
  static FactPeriod of(LocalDate day, ReportPeriods periods) {
    return day.isBefore(periods.firstDay()) ? MONTH_BEFORE : REPORT;
  }

  /** Returns the periods that some days overlap; none where a day is not known. */
  static List<FactPeriod> overlapped(
      @Nullable LocalDate firstDay,
      @Nullable LocalDate lastDay,
      ReportPeriods periods,
      int latenessDays) {
    if (firstDay == null || lastDay == null) {
      return List.of();
    }
    List<FactPeriod> overlapped = new ArrayList<>();
    if (!firstDay.isAfter(periods.lastDay().plusDays(latenessDays))
        && !lastDay.isBefore(periods.firstDay())) {
      overlapped.add(REPORT);
    }
    if (!firstDay.isAfter(periods.lastDayBefore().plusDays(latenessDays))
        && !lastDay.isBefore(periods.firstDayBefore())) {
      overlapped.add(MONTH_BEFORE);
    }
    return overlapped;
  }

  private static Column overlaps(Column firstDay, Column lastDay, LocalDate from, LocalDate to) {
    return firstDay.leq(lit(to)).and(lastDay.geq(lit(from)));
  }
}
