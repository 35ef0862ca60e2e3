package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.SqlText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** The key figures of inference hours: at least and at most. */
record InferenceHours(QueryRunner runner, ReportOptions options, boolean compares) {

  /** Returns both figures; none where no model ran in the report's months. */
  List<KeyFigure> read() {
    String months =
        "month BETWEEN '%s' AND '%s'".formatted(options.from().minusMonths(1), options.to());
    List<NamedRow> rows =
        runner.rows(
            "Report: sum the inference hours",
            "SELECT month >= '%s' AS in_period, %s AS low, %s AS high\n"
                    .formatted(options.from(), sum("low"), sum("high"))
                + "FROM {model_runs} WHERE event_source = %s AND %s GROUP BY ALL"
                    .formatted(SqlText.text(options.eventSource()), months),
            new ModelRunsTables(options)::inferenceHoursTotals);
    if (rows.stream().noneMatch(row -> row.flag("in_period"))) {
      return List.of();
    }
    return List.of(
        figure(rows, "low", "Inference hours, at least"),
        figure(rows, "high", "Inference hours, at most"));
  }

  private KeyFigure figure(List<NamedRow> rows, String bound, String label) {
    String name = "inference_hours_" + bound;
    return new KeyFigure(
        name,
        label,
        hours(rows, true, bound),
        "hours",
        compares ? Optional.of(hours(rows, false, bound)) : Optional.empty(),
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

  private static Value hours(List<NamedRow> rows, boolean inPeriod, String bound) {
    BigDecimal sum =
        rows.stream()
            .filter(row -> row.flag("in_period") == inPeriod)
            .map(row -> row.decimal(bound))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Value.decimal(sum.setScale(2, RoundingMode.HALF_UP));
  }
}
