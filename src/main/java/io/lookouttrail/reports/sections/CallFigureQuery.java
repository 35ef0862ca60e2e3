package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.sections.CallFigures.Counted;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query that computes all of {@link CallFigures}: of the period, and of each of its months. */
final class CallFigureQuery {
  private static final String MONTH = "month";

  private final QueryRunner runner;
  private final ReportOptions options;
  private final List<Counted> counted;
  private final List<NamedRow> rows;

  private CallFigureQuery(QueryRunner runner, ReportOptions options) {
    this.runner = runner;
    this.options = options;
    this.counted = CallFigures.of(options);
    this.rows =
        runner.rows(
            "Report: compute the key figures",
            options.isMonth() ? ofPeriods() : ofPeriodsAndMonths(),
            this::inMemory);
  }

  static CallFigureQuery run(QueryRunner runner, ReportOptions options) {
    return new CallFigureQuery(runner, options);
  }

  private String ofPeriods() {
    return "SELECT in_period,\n  " + expressions() + "\nFROM {seen} GROUP BY in_period";
  }

  /** Distinct counts of months do not add up, so that each month is a group of its own. */
  private String ofPeriodsAndMonths() {
    return """
        SELECT in_period, month,
          %s
        FROM (SELECT *, date_format(event_date, 'yyyy-MM') AS month FROM {seen})
        GROUP BY GROUPING SETS ((in_period), (in_period, month))"""
        .formatted(expressions());
  }

  private String expressions() {
    return counted.stream()
        .map(figure -> figure.expression() + " AS " + figure.name())
        .collect(Collectors.joining(",\n  "));
  }

  private ResultRows inMemory(ReportMemory memory) {
    Grouping<CallCount> periods =
        new Grouping<CallCount>()
            .key("in_period", Column.Type.FLAG, CallCount::inPeriod)
            .key(MONTH, Column.Type.TEXT, call -> null);
    ResultRows ofPeriods = with(periods).of(memory.calls());
    if (options.isMonth()) {
      return ofPeriods;
    }
    Grouping<CallCount> months =
        new Grouping<CallCount>()
            .key("in_period", Column.Type.FLAG, CallCount::inPeriod)
            .key(MONTH, Column.Type.TEXT, call -> YearMonth.from(call.eventDate()).toString());
    List<ResultRow> all = new ArrayList<>(ofPeriods.rows());
    all.addAll(with(months).of(memory.calls()).rows());
    return new ResultRows(ofPeriods.columns(), all);
  }

  private Grouping<CallCount> with(Grouping<CallCount> grouping) {
    counted.forEach(figure -> grouping.figure(figure.name(), Column.Type.WHOLE, figure.inMemory()));
    return grouping;
  }

  /**
   * Returns the figures.
   *
   * @param compares whether each figure has the value of the month before
   */
  List<KeyFigure> figures(boolean compares) {
    return counted.stream()
        .map(
            figure ->
                new KeyFigure(
                    figure.name(),
                    figure.label(),
                    value(true, figure.name()),
                    figure.unit(),
                    compares ? Optional.of(value(false, figure.name())) : Optional.empty(),
                    runner.pasteable(
                        "SELECT %s AS %s\nFROM {seen} WHERE in_period"
                            .formatted(figure.expression(), figure.name()))))
        .toList();
  }

  private Value value(boolean inPeriod, String name) {
    return Value.whole(
        rows.stream()
            .filter(row -> row.flag("in_period") == inPeriod)
            .filter(row -> options.isMonth() || row.text(MONTH).isEmpty())
            .mapToLong(row -> row.whole(name))
            .sum());
  }

  /** Returns the figures of each month of a period; empty for a report of one month. */
  Optional<MonthlyFigures> months() {
    return options.isMonth()
        ? Optional.empty()
        : Optional.of(
            new MonthlyFigures(
                options.months(),
                counted,
                rows.stream()
                    .filter(row -> row.flag("in_period"))
                    .filter(row -> row.text(MONTH).isPresent())
                    .collect(
                        Collectors.toMap(
                            row -> YearMonth.parse(row.text(MONTH).orElseThrow()), row -> row)),
                runner.pasteable(shownOfMonths())));
  }

  /** Every month has a row, also a month without calls. */
  private String shownOfMonths() {
    return """
        SELECT date_format(first_day, 'yyyy-MM') AS month,
          %s
        FROM (SELECT explode(sequence(DATE '%s', DATE '%s', INTERVAL 1 MONTH)) AS first_day)
        LEFT JOIN {seen} ON in_period AND trunc(event_date, 'MM') = first_day
        GROUP BY first_day
        ORDER BY first_day"""
        .formatted(expressions(), options.from().atDay(1), options.to().atDay(1));
  }
}
