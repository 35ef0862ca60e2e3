package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.FileVersions;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * The months of the ledger: what {@code ingested_files} says of the log files that were read for
 * the report's event source, by month of delivery. A file without a date in its name counts for
 * each month from its oldest to its newest event.
 *
 * @param rewritten the number of contents of log files that were replaced by others
 * @param isAllDated whether every file has a date in its name
 */
public record IngestedMonths(
    SortedMap<YearMonth, Month> months, long rewritten, boolean isAllDated) {

  /**
   * The log files that were delivered in a month.
   *
   * @param newestDelivery the newest time of delivery; empty where no file's name has a time
   * @param lastIngest the newest time at which such a file was ingested
   * @param files the number of files by account; the empty key is for files without an account
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

    Month merge(Month other) {
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
    Column isNewest = FileVersions.isNewest();
    List<Row> rows =
        tables
            .read(IngestedFilesTable.SPEC)
            .where(array_contains(col("event_sources"), eventSource))
            .groupBy(
                when(col("delivered_at").isNotNull(), date_format(col("delivered_date"), "yyyy-MM"))
                    .as("month"),
                date_format(col("oldest_event_at"), "yyyy-MM").as("oldest_month"),
                col("account_id"))
            .agg(
                min("delivered_date").as("first_day"),
                max("delivered_date").as("last_day"),
                min(to_date(col("oldest_event_at"))).as("oldest_day"),
                max("delivered_at").as("newest_delivery"),
                max("ingested_at").as("last_ingest"),
                count_if(isNewest).as("files"),
                count_if(not(isNewest)).as("rewritten"))
            .collectAsList();
    SortedMap<YearMonth, Month> months = new TreeMap<>();
    long rewritten = 0;
    boolean isAllDated = true;
    for (NamedRow row : NamedRow.all(rows)) {
      rewritten += row.whole("rewritten");
      Optional<YearMonth> delivered = row.text("month").map(YearMonth::parse);
      Optional<YearMonth> oldest = row.text("oldest_month").map(YearMonth::parse);
      isAllDated &= delivered.isPresent() && oldest.isEmpty();
      delivered.ifPresent(month -> months.merge(month, month(row), Month::merge));
      oldest.ifPresent(
          from ->
              monthsFrom(from, delivered.orElse(from))
                  .forEach(month -> months.merge(month, spanned(row, from, month), Month::merge)));
    }
    return new IngestedMonths(months, rewritten, isAllDated);
  }

  static Stream<YearMonth> monthsFrom(YearMonth from, YearMonth last) {
    return Stream.iterate(from, month -> !month.isAfter(last), month -> month.plusMonths(1));
  }

  private static Month month(NamedRow row) {
    return new Month(
        row.date("first_day").orElseThrow(),
        row.date("last_day").orElseThrow(),
        row.timestamp("newest_delivery"),
        row.timestamp("last_ingest"),
        Map.of(row.text("account_id"), row.whole("files")));
  }

  /** A month within the events of files, which are counted in the month of their delivery. */
  private static Month spanned(NamedRow row, YearMonth oldest, YearMonth month) {
    LocalDate lastDay = row.date("last_day").orElseThrow();
    return new Month(
        month.equals(oldest) ? row.date("oldest_day").orElseThrow() : month.atDay(1),
        month.equals(YearMonth.from(lastDay)) ? lastDay : month.atEndOfMonth(),
        Optional.empty(),
        row.timestamp("last_ingest"),
        Map.of(row.text("account_id"), 0L));
  }

  /**
   * Refuses a report of months that the tables do not cover.
   *
   * @throws UserError where the last month is in the future, where the period begins before the
   *     oldest month that was ingested or ends after the newest, or where the report's only month
   *     was never ingested
   */
  public void requireReportable(ReportOptions options, Clock clock) {
    require("report on ", options, clock);
    options
        .comparedTo()
        .ifPresent(other -> require("compare with ", options.ofPeriod(other), clock));
  }

  private void require(String action, ReportOptions options, Clock clock) {
    YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    if (options.to().isAfter(now)) {
      throw UserError.cannot(
          action + options.to(),
          "that month is in the future",
          "Choose a month up to " + now + ".");
    }
    for (YearMonth month : List.of(options.from(), options.to())) {
      if (months.isEmpty()
          || month.isBefore(months.firstKey())
          || month.isAfter(months.lastKey())
          || (options.isMonth() && !has(month))) {
        throw neverIngested(action, options, month);
      }
    }
  }

  private UserError neverIngested(String action, ReportOptions options, YearMonth month) {
    String known =
        months.isEmpty()
            ? "no month is in the tables"
            : "the tables hold " + months.firstKey() + " to " + months.lastKey();
    return UserError.cannot(
        action + month,
        "no log file of that month was ingested for %s (%s)"
            .formatted(options.eventSource(), known),
        "Run ingest with --month %s --event-source %s first."
            .formatted(month, options.eventSource()));
  }

  /** Whether any file of this month was ingested. */
  public boolean has(YearMonth month) {
    return months.containsKey(month);
  }

  /** Returns the report's months of which no file was ingested. */
  public List<YearMonth> missing(ReportOptions options) {
    return options.months().stream().filter(month -> !has(month)).toList();
  }

  /** Returns how many months before the report's first month are in the ledger. */
  public long monthsBefore(ReportOptions options) {
    return months.headMap(options.from()).size();
  }

  /**
   * Returns the number of consecutive months right before a month of which files were read from the
   * first day on.
   */
  public int wholeMonthsBefore(YearMonth month) {
    int whole = 0;
    YearMonth earlier = month.minusMonths(1);
    while (months.containsKey(earlier) && !firstDay().isAfter(earlier.atDay(1))) {
      whole++;
      earlier = earlier.minusMonths(1);
    }
    return whole;
  }

  /** Returns the number of files that were delivered in some months, both inclusive. */
  public long files(YearMonth from, YearMonth to) {
    return between(from, to).values().stream()
        .flatMap(month -> month.files().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Returns the months in which each account delivered files, of some months, both inclusive. */
  public SortedMap<String, Set<YearMonth>> monthsByAccount(YearMonth from, YearMonth to) {
    SortedMap<String, Set<YearMonth>> byAccount = new TreeMap<>();
    between(from, to)
        .forEach(
            (month, delivered) ->
                delivered.files().keySet().stream()
                    .flatMap(Optional::stream)
                    .forEach(
                        account ->
                            byAccount.computeIfAbsent(account, key -> new TreeSet<>()).add(month)));
    return byAccount;
  }

  private SortedMap<YearMonth, Month> between(YearMonth from, YearMonth to) {
    return months.subMap(from, to.plusMonths(1));
  }

  /** Returns the oldest delivery day; fails where the ledger is empty. */
  public LocalDate firstDay() {
    return month(months.firstKey()).firstDay();
  }

  /** Returns the newest delivery day; fails where the ledger is empty. */
  public LocalDate lastDay() {
    return month(months.lastKey()).lastDay();
  }

  private Month month(YearMonth month) {
    Month found = months.get(month);
    if (found == null) {
      throw new IllegalArgumentException("no file of " + month);
    }
    return found;
  }

  /** Returns the newest time of delivery; empty where no file's name has a time. */
  public Optional<Instant> cutOff() {
    return newest(Month::newestDelivery);
  }

  /** Returns the newest time at which a file was ingested. */
  public Optional<Instant> lastIngest() {
    return newest(Month::lastIngest);
  }

  private Optional<Instant> newest(Function<Month, Optional<Instant>> time) {
    return months.values().stream().map(time).flatMap(Optional::stream).max(Instant::compareTo);
  }
}
