package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The charts of a period's calls.
 *
 * @param byDay the table of usage by day, from which two of them are drawn
 */
record CallCharts(QueryRunner runner, ReportOptions options, Table byDay) {
  private static final int MAX_ACTIONS = 25;
  private static final String OTHER_ACTIONS = "other actions";
  private static final List<String> CLASSES =
      List.of("read", "inference", "change", "unclassified");
  private static final List<String> OUTCOMES = List.of("success", "denied", "throttled", "failed");
  private static final List<String> OUTCOME_COLUMNS =
      List.of("succeeded", "denied", "throttled", "failed");

  /** The calls of a day with a name, such as an action. */
  private record Count(LocalDate day, String name, long calls) {}

  List<Chart> all() {
    return List.of(
        daily(
            "Calls per day by class", CLASSES, CLASSES.stream().map(it -> it + "_calls").toList()),
        daily("Calls per day by outcome", OUTCOMES, OUTCOME_COLUMNS),
        heatMap());
  }

  /** A chart of columns of the table of days. */
  private Chart daily(String title, List<String> names, List<String> columns) {
    List<Count> counts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      counts.addAll(counts(names.get(i), columns.get(i)));
    }
    return chart(title, names, counts);
  }

  private List<Count> counts(String name, String column) {
    int date = place("date");
    int calls = place(column);
    List<Count> counts = new ArrayList<>();
    byDay
        .rows()
        .forEach(
            row -> {
              if (row.get(date) instanceof Value.Day day
                  && row.get(calls) instanceof Value.Whole number
                  && number.number() > 0) {
                counts.add(new Count(day.date(), name, number.number()));
              }
            });
    return counts;
  }

  private int place(String column) {
    for (int i = 0; i < byDay.columns().size(); i++) {
      if (byDay.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + column + " in " + byDay.name());
  }

  private static List<Count> counts(List<NamedRow> rows, String nameColumn) {
    return rows.stream()
        .map(
            row ->
                new Count(
                    row.date("event_date").orElseThrow(),
                    row.text(nameColumn).orElse(""),
                    row.whole("calls")))
        .toList();
  }

  private Chart chart(String title, List<String> names, List<Count> counts) {
    List<String> series =
        names.stream()
            .filter(name -> counts.stream().anyMatch(count -> count.name().equals(name)))
            .toList();
    List<Chart.Point> days = points(series, counts);
    return new Chart.Daily(title, summary(series, days), series, days);
  }

  private Chart heatMap() {
    List<NamedRow> rows =
        runner.rows(
            "Report: count calls by action and day",
            """
            WITH top AS (
              SELECT action AS top_action FROM {seen} WHERE in_period
              GROUP BY action ORDER BY sum(calls) DESC, action LIMIT %d)
            SELECT event_date, coalesce(top_action, '%s') AS action, sum(calls) AS calls
            FROM {seen} LEFT JOIN top ON top_action = action
            WHERE in_period GROUP BY event_date, top_action"""
                .formatted(MAX_ACTIONS, OTHER_ACTIONS),
            memory -> CallChartCounts.byAction(memory, MAX_ACTIONS, OTHER_ACTIONS));
    List<Count> counts = counts(rows, "action");
    List<String> actions = byCalls(counts);
    List<Chart.Point> days = points(actions, counts);
    return new Chart.HeatMap("Calls by action and day", summary(actions, days), actions, days);
  }

  /** Returns the names by calls, the most called first and the other actions last. */
  private static List<String> byCalls(List<Count> counts) {
    Map<String, Long> calls =
        counts.stream()
            .collect(Collectors.groupingBy(Count::name, Collectors.summingLong(Count::calls)));
    return calls.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Long>, Boolean>comparing(
                    entry -> entry.getKey().equals(OTHER_ACTIONS))
                .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns a point per day of the period, with a count per name. */
  private List<Chart.Point> points(List<String> names, List<Count> counts) {
    Map<LocalDate, Map<String, Long>> byDay = new LinkedHashMap<>();
    counts.forEach(
        count ->
            byDay
                .computeIfAbsent(count.day(), day -> new LinkedHashMap<>())
                .merge(count.name(), count.calls(), Long::sum));
    List<Chart.Point> points = new ArrayList<>();
    for (LocalDate day = options.firstDay();
        !day.isAfter(options.lastDay());
        day = day.plusDays(1)) {
      Map<String, Long> ofDay = byDay.getOrDefault(day, Map.of());
      points.add(
          new Chart.Point(day, names.stream().map(name -> ofDay.getOrDefault(name, 0L)).toList()));
    }
    return points;
  }

  private static String summary(List<String> names, List<Chart.Point> days) {
    Optional<Chart.Point> most =
        days.stream()
            .max(
                Comparator.<Chart.Point>comparingLong(CallCharts::sum)
                    .thenComparing(Chart.Point::day, Comparator.reverseOrder()))
            .filter(point -> sum(point) > 0);
    if (most.isEmpty()) {
      return String.format(Locale.ROOT, "No call on any of %,d days.", days.size());
    }
    long quiet = days.stream().filter(day -> sum(day) == 0).count();
    return String.format(
        Locale.ROOT,
        "%,d calls on %,d days: the most, %,d, on %s; %,d days without a call. Most of all: %s.",
        days.stream().mapToLong(CallCharts::sum).sum(),
        days.size(),
        sum(most.get()),
        most.get().day(),
        quiet,
        mostCalled(names, days));
  }

  private static String mostCalled(List<String> names, List<Chart.Point> days) {
    long[] sums = new long[names.size()];
    days.forEach(
        day -> {
          for (int i = 0; i < sums.length; i++) {
            sums[i] += day.counts().get(i);
          }
        });
    long most = LongStream.of(sums).max().orElse(0);
    int at = 0;
    while (sums[at] != most) {
      at++;
    }
    return String.format(Locale.ROOT, "%s (%,d)", names.get(at), most);
  }

  private static long sum(Chart.Point point) {
    return point.counts().stream().mapToLong(Long::longValue).sum();
  }
}
