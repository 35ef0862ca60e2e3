package io.lookouttrail.reports.facts;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Puts rows of {@link FactRows} into the facts that rules read. */
final class FactReader {
  private static final double SECONDS_AN_HOUR = 3_600;

  private final ReportPeriods spans;
  private final IngestedMonths ledger;
  private final String eventSource;
  private final Map<String, List<Row>> byKind;

  FactReader(ReportPeriods spans, IngestedMonths ledger, String eventSource, List<Row> rows) {
    this.spans = spans;
    this.ledger = ledger;
    this.eventSource = eventSource;
    this.byKind = rows.stream().collect(Collectors.groupingBy(row -> text(row, "kind").orElse("")));
  }

  PeriodFacts read() {
    return new PeriodFacts(
        facts(FactRows.PERIOD, spans.from(), spans.to()),
        facts(FactRows.BEFORE, spans.before(), spans.before()));
  }

  private Facts facts(String span, YearMonth from, YearMonth to) {
    Map<CallKind, TopItems<Facts.Calls>> calls = new EnumMap<>(CallKind.class);
    for (CallKind kind : CallKind.values()) {
      calls.put(kind, top(span, kind.name(), FactReader::calls));
    }
    Map<DigestKind, TopItems<Facts.Digests>> digests = new EnumMap<>(DigestKind.class);
    for (DigestKind kind : DigestKind.values()) {
      digests.put(kind, top(span, kind.name(), FactReader::digests));
    }
    boolean isChecked =
        !rows(span, DigestFactRows.CHECKED).isEmpty()
            || digests.values().stream().anyMatch(some -> !some.items().isEmpty());
    return new Facts(
        eventSource,
        from,
        to,
        wholeMonthsBefore(from),
        delivered(from, to).values().stream()
            .flatMap(month -> month.files().values().stream())
            .mapToLong(Long::longValue)
            .sum(),
        calls,
        top(span, RecordFactRows.IDLE_MODEL, FactReader::idleModel),
        digests,
        isChecked,
        top(span, RecordFactRows.QUARANTINE, FactReader::quarantined),
        lateEvents(from, to),
        logMonths(from, to));
  }

  private List<Row> rows(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  private List<Row> rows(String span, String kind) {
    return rows(kind).stream().filter(row -> span.equals(row.getAs("span"))).toList();
  }

  private <T> TopItems<T> top(String span, String kind, Function<Row, T> fact) {
    List<Row> rows =
        rows(span, kind).stream()
            .sorted(Comparator.comparingInt(row -> row.<Integer>getAs("place")))
            .toList();
    return rows.isEmpty()
        ? TopItems.none()
        : new TopItems<>(rows.stream().map(fact).toList(), number(rows.get(0), "total"));
  }

  private static Facts.Calls calls(Row row) {
    return new Facts.Calls(
        text(row, "account_id"),
        subject(row),
        number(row, "calls"),
        number(row, "succeeded"),
        number(row, "peak"),
        moment(row, "first").orElseThrow(),
        moment(row, "last").orElseThrow(),
        details(row));
  }

  private static Facts.IdleModel idleModel(Row row) {
    return new Facts.IdleModel(
        text(row, "account_id").orElse("unknown"),
        subject(row),
        fraction(row, "hours"),
        fraction(row, "inference_hours"),
        moment(row, "first").orElse(Instant.EPOCH),
        moment(row, "last").orElse(Instant.EPOCH));
  }

  private static Facts.Digests digests(Row row) {
    return new Facts.Digests(
        text(row, "account_id"),
        subject(row),
        text(row, "state").orElse(""),
        number(row, "calls"),
        number(row, "peak") / SECONDS_AN_HOUR,
        moment(row, "first"),
        moment(row, "last"),
        details(row));
  }

  private static Facts.Quarantined quarantined(Row row) {
    return new Facts.Quarantined(
        text(row, "account_id"),
        subject(row),
        number(row, "calls"),
        moment(row, "first"),
        moment(row, "last"),
        details(row));
  }

  /** The months right before one of which files were read from their first day on. */
  private int wholeMonthsBefore(YearMonth month) {
    SortedMap<YearMonth, IngestedMonths.Month> months = ledger.months();
    int whole = 0;
    YearMonth earlier = month.minusMonths(1);
    while (months.containsKey(earlier) && !ledger.firstDay().isAfter(earlier.atDay(1))) {
      whole++;
      earlier = earlier.minusMonths(1);
    }
    return whole;
  }

  private SortedMap<YearMonth, IngestedMonths.Month> delivered(YearMonth from, YearMonth to) {
    return ledger.months().subMap(from, to.plusMonths(1));
  }

  private SortedMap<String, Set<YearMonth>> logMonths(YearMonth from, YearMonth to) {
    SortedMap<String, Set<YearMonth>> months = new TreeMap<>();
    delivered(from, to)
        .forEach(
            (month, files) ->
                files.files().keySet().stream()
                    .flatMap(Optional::stream)
                    .forEach(
                        account ->
                            months.computeIfAbsent(account, none -> new TreeSet<>()).add(month)));
    return months;
  }

  private List<Facts.LateEvents> lateEvents(YearMonth from, YearMonth to) {
    return rows(RecordFactRows.ADDED).stream()
        .collect(
            Collectors.groupingBy(
                row -> YearMonth.parse(subject(row)), TreeMap::new, Collectors.toList()))
        .subMap(from, true, to, true)
        .entrySet()
        .stream()
        .flatMap(month -> lateEvents(month.getKey(), month.getValue()).stream())
        .toList();
  }

  /**
   * What came to a month after the last report that was made before its newest events: reports made
   * since then hold them all, and say so again.
   */
  private Optional<Facts.LateEvents> lateEvents(YearMonth month, List<Row> added) {
    Instant newest =
        added.stream()
            .flatMap(row -> moment(row, "first").stream())
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return rows(RecordFactRows.REPORT).stream()
        .filter(report -> isOf(report, month))
        .flatMap(report -> moment(report, "first").stream())
        .filter(madeAt -> madeAt.isBefore(newest))
        .max(Comparator.naturalOrder())
        .map(
            madeAt ->
                new Facts.LateEvents(
                    month,
                    madeAt,
                    added.stream()
                        .filter(row -> moment(row, "first").filter(madeAt::isBefore).isPresent())
                        .mapToLong(row -> number(row, "calls"))
                        .sum(),
                    newest));
  }

  private static boolean isOf(Row report, YearMonth month) {
    List<String> days = details(report);
    return !LocalDate.parse(days.get(0)).isAfter(month.atDay(1))
        && !LocalDate.parse(days.get(1)).isBefore(month.atEndOfMonth());
  }

  private static String subject(Row row) {
    return text(row, "subject").orElse("");
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getAs(column));
  }

  private static Optional<Instant> moment(Row row, String column) {
    return Optional.ofNullable(row.getAs(column));
  }

  private static long number(Row row, String column) {
    return Optional.ofNullable(row.<Long>getAs(column)).orElse(0L);
  }

  private static double fraction(Row row, String column) {
    return Optional.ofNullable(row.<Double>getAs(column)).orElse(0.0);
  }

  private static List<String> details(Row row) {
    int column = row.fieldIndex("details");
    return row.isNullAt(column) ? List.of() : row.getList(column);
  }
}
