package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.SqlText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key figures of inference hours: at least and at most.
 *
 * @param rows the hours of each month of the report and of the month before, where a model ran
 */
record InferenceHours(QueryRunner runner, ReportOptions options, List<NamedRow> rows) {

  static InferenceHours read(QueryRunner runner, ReportOptions options) {
    String months =
        "month BETWEEN '%s' AND '%s'".formatted(options.from().minusMonths(1), options.to());
    return new InferenceHours(
        runner,
        options,
        runner.rows(
            "Report: sum the inference hours",
            "SELECT month >= '%s' AS in_period, month, %s AS low, %s AS high\n"
                    .formatted(options.from(), sum("low"), sum("high"))
                + "FROM {model_runs} WHERE event_source = %s AND %s GROUP BY ALL"
                    .formatted(SqlText.text(options.eventSource()), months),
            new ModelRunsTables(options)::inferenceHoursTotals));
  }

  /**
   * Returns both figures; none where no model ran in the report's months.
   *
   * @param compares whether each figure has the value of the month before
   */
  List<KeyFigure> figures(boolean compares) {
    if (rows.stream().noneMatch(row -> row.flag("in_period"))) {
      return List.of();
    }
    return List.of(
        figure(compares, "low", "Inference hours, at least"),
        figure(compares, "high", "Inference hours, at most"));
  }

  /** Returns the hours of each month of a period; none where no model ran in it. */
  List<Chart.Trend> trends() {
    return figures(false).stream().map(this::trend).toList();
  }

  private Chart.Trend trend(KeyFigure figure) {
    String bound = figure.name().substring(figure.name().lastIndexOf('_') + 1);
    return new Chart.Trend(
        figure.name(),
        figure.label(),
        figure.unit(),
        options.months().stream().map(month -> ofMonth(month, bound)).toList());
  }

  private BigDecimal ofMonth(YearMonth month, String bound) {
    return sum(
        rows.stream().filter(row -> row.text("month").filter(month.toString()::equals).isPresent()),
        bound);
  }

  private KeyFigure figure(boolean compares, String bound, String label) {
    String name = "inference_hours_" + bound;
    return new KeyFigure(
        name,
        label,
        hours(true, bound),
        "hours",
        compares ? Optional.of(hours(false, bound)) : Optional.empty(),
        runner.pasteable(
            "SELECT %s AS %s\nFROM {model_runs} WHERE event_source = %s AND month BETWEEN '%s' AND '%s'"
                .formatted(
                    sum(bound),
                    name,
                    SqlText.text(options.eventSource()),
                    options.from(),
                    options.to())));
  }

  /** Sums as decimals: a sum of doubles depends on the order of the rows. */
  private static String sum(String bound) {
    return "coalesce(sum(CAST(inference_hours_%s AS DECIMAL(18, 6))), 0)".formatted(bound);
  }

  private Value hours(boolean inPeriod, String bound) {
    return Value.decimal(
        sum(rows.stream().filter(row -> row.flag("in_period") == inPeriod), bound));
  }

  private static BigDecimal sum(Stream<NamedRow> rows, String bound) {
    return rows.map(row -> row.decimal(bound))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, RoundingMode.HALF_UP);
  }
}
