package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.IngestedFilesTable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The months in which files were delivered that the ledger knows, and were read for the report's
 * source.
 */
public record IngestedMonths(SortedMap<YearMonth, Month> months) {

  /**
   * What was delivered in a month.
   *
   * @param newestDelivery empty where the files' names tell no time
   * @param files how many, by account; those of no known account under {@link Optional#empty}
   */
  public record Month(
      LocalDate firstDay,
      LocalDate lastDay,
      Optional<Instant> newestDelivery,
      Optional<Instant> lastIngest,
      Map<Optional<String>, Long> files) {
    public Month {
      files = Map.copyOf(files);
    }

    private Month and(Month other) {
      Map<Optional<String>, Long> both = new HashMap<>(files);
      other.files.forEach((account, count) -> both.merge(account, count, Long::sum));
      return new Month(
          firstDay.isBefore(other.firstDay) ? firstDay : other.firstDay,
          lastDay.isAfter(other.lastDay) ? lastDay : other.lastDay,
          later(newestDelivery, other.newestDelivery),
          later(lastIngest, other.lastIngest),
          both);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
      return Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
    }
  }

  public IngestedMonths {
    months = new TreeMap<>(months);
  }

  public static IngestedMonths read(PinnedTables tables, String eventSource) {
    List<Row> rows =
        tables
            .read(IngestedFilesTable.SPEC)
            .where(array_contains(col("event_sources"), eventSource))
            .groupBy(date_format(col("delivered_date"), "yyyy-MM"), col("account_id"))
            .agg(
                min("delivered_date"),
                max("delivered_date"),
                max("delivered_at"),
                max("ingested_at"),
                count(lit(1)))
            .collectAsList();
    SortedMap<YearMonth, Month> months = new TreeMap<>();
    for (Row row : rows) {
      months.merge(YearMonth.parse(row.getString(0)), month(row), Month::and);
    }
    return new IngestedMonths(months);
  }

  private static Month month(Row row) {
    return new Month(
        row.getLocalDate(2),
        row.getLocalDate(3),
        Optional.ofNullable(row.getInstant(4)),
        Optional.ofNullable(row.getInstant(5)),
        Map.of(Optional.ofNullable(row.getString(1)), row.getLong(6)));
  }

  /**
   * Refuses what no report can tell of.
   *
   * @throws UserError where a month is still to come; where a period begins before the oldest month
   *     that was ingested, or ends after the newest
   */
  public void requireReportable(ReportOptions options, Clock clock) {
    YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    if (options.to().isAfter(now)) {
      throw UserError.cannot(
          "report on " + options.to(),
          "that month is still to come",
          "Choose one up to " + now + ".");
    }
    for (YearMonth month : List.of(options.from(), options.to())) {
      if (months.isEmpty()
          || month.isBefore(months.firstKey())
          || month.isAfter(months.lastKey())
          || (options.isMonth() && !has(month))) {
        throw neverIngested(options, month);
      }
    }
  }

  private UserError neverIngested(ReportOptions options, YearMonth month) {
    String known =
        months.isEmpty()
            ? "none at all"
            : "those of " + months.firstKey() + " to " + months.lastKey() + " are there";
    return UserError.cannot(
        "report on " + month,
        "no log file delivered in that month was ever ingested for %s (%s)"
            .formatted(options.eventSource(), known),
        "Run 'lookout-trail ingest --month %s --event-source %s' first."
            .formatted(month, options.eventSource()));
  }

  public boolean has(YearMonth month) {
    return months.containsKey(month);
  }

  /** The period's months of which no file was ever read. */
  public List<YearMonth> missing(ReportOptions options) {
    return options.months().stream().filter(month -> !has(month)).toList();
  }

  /** How many months before the period were read. */
  public long before(ReportOptions options) {
    return months.headMap(options.from()).size();
  }

  public LocalDate firstDay() {
    return month(months.firstKey()).firstDay();
  }

  public LocalDate lastDay() {
    return month(months.lastKey()).lastDay();
  }

  private Month month(YearMonth month) {
    Month found = months.get(month);
    if (found == null) {
      throw new IllegalArgumentException("nothing of " + month);
    }
    return found;
  }

  /** The newest delivery in the ledger. */
  public Optional<Instant> cutOff() {
    return newest(Month::newestDelivery);
  }

  /** When files were last entered. */
  public Optional<Instant> lastIngest() {
    return newest(Month::lastIngest);
  }

  private Optional<Instant> newest(Function<Month, Optional<Instant>> moment) {
    return months.values().stream().map(moment).flatMap(Optional::stream).max(Instant::compareTo);
  }
}
