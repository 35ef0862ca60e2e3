package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.memory.FileCalls;
import io.lookouttrail.reports.memory.MadeReport;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Facts about events that were added to a month after a report of it.
 *
 * @param additions when events were added to each month of both periods
 * @param reports the earlier reports of months of both periods
 */
record LateEventFacts(List<Addition> additions, List<MadeReport> reports) {
  LateEventFacts {
    additions = List.copyOf(additions);
    reports = List.copyOf(reports);
  }

  /** Events of one month that were added at one time. */
  record Addition(YearMonth month, Instant addedAt, long events) {}

  private static boolean isOf(YearMonth month, MadeReport report) {
    return !report.firstDay().isAfter(month.atDay(1))
        && !report.lastDay().isBefore(month.atEndOfMonth());
  }

  /** Returns when events were added to each month, from the rows in memory. */
  static List<Addition> additions(List<FileCalls> callsByFile) {
    Map<YearMonth, Map<Instant, Long>> events = new TreeMap<>();
    for (FileCalls calls : callsByFile) {
      if (calls.ingestedAt() != null) {
        events
            .computeIfAbsent(YearMonth.from(calls.eventDate()), month -> new TreeMap<>())
            .merge(calls.ingestedAt(), calls.calls(), Long::sum);
      }
    }
    List<Addition> additions = new ArrayList<>();
    events.forEach(
        (month, byTime) ->
            byTime.forEach((time, count) -> additions.add(new Addition(month, time, count))));
    return additions;
  }

  /**
   * When events were added to each month. Columns: {@code month}, {@code added_at}, {@code events}.
   *
   * @param callsByFile the number of events by event date and time of ingest
   */
  static FactQuery<Addition> additions(CachedRows callsByFile) {
    return new FactQuery<>(
        callsByFile.map(
            rows ->
                rows.where(col("ingested_at").isNotNull())
                    .groupBy(
                        date_format(col("event_date"), "yyyy-MM").as("month"),
                        col("ingested_at").as("added_at"))
                    .agg(sum("calls").as("events"))),
        row ->
            new Addition(
                YearMonth.parse(row.text("month").orElseThrow()),
                row.timestamp("added_at").orElseThrow(),
                row.whole("events")));
  }

  /**
   * The reports of this source that were completed and overlap either period. Columns: {@code
   * made_at}, {@code window_from}, {@code window_to}.
   *
   * @param jobRuns the table {@code job_runs}
   */
  static FactQuery<MadeReport> reports(
      Dataset<Row> jobRuns, String eventSource, ReportPeriods periods) {
    Column madeAt =
        // The command monthly ingests before it reports: the report holds what that run ingested.
        when(col("command").equalTo("monthly"), col("finished_at")).otherwise(col("started_at"));
    Dataset<Row> reports =
        jobRuns
            .where(col("command").isin("report", "monthly"))
            .where(col("outcome").startsWith("done"))
            .where(array_contains(col("event_sources"), eventSource))
            .where(col("window_from").leq(lit(periods.lastDay())))
            .where(col("window_to").geq(lit(periods.firstDayBefore())))
            .select(madeAt.as("made_at"), col("window_from"), col("window_to"))
            .where(col("made_at").isNotNull())
            .distinct();
    return new FactQuery<>(new CachedRows(reports, 0), LateEventFacts::report);
  }

  private static MadeReport report(NamedRow row) {
    return new MadeReport(
        row.timestamp("made_at").orElseThrow(),
        row.date("window_from").orElseThrow(),
        row.date("window_to").orElseThrow());
  }

  /** Returns the late events of each month that has any. */
  List<Facts.LateEvents> of(YearMonth from, YearMonth to) {
    return additions.stream()
        .filter(one -> !one.month().isBefore(from) && !one.month().isAfter(to))
        .collect(Collectors.groupingBy(Addition::month, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .flatMap(month -> of(month.getKey(), month.getValue()).stream())
        .toList();
  }

  /**
   * Compares a month's additions with the last report that lacks some of them. Reports made after
   * the newest addition hold all events; making a report again therefore gives the same finding.
   */
  private Optional<Facts.LateEvents> of(YearMonth month, List<Addition> added) {
    Instant newest =
        added.stream().map(Addition::addedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    return reports.stream()
        .filter(report -> isOf(month, report))
        .map(MadeReport::madeAt)
        .filter(madeAt -> madeAt.isBefore(newest))
        .max(Comparator.naturalOrder())
        .map(
            madeAt ->
                new Facts.LateEvents(
                    month,
                    madeAt,
                    added.stream()
                        .filter(one -> one.addedAt().isAfter(madeAt))
                        .mapToLong(Addition::events)
                        .sum(),
                    newest));
  }
}
