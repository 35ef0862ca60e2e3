package io.lookouttrail.reports.sections.modelruns;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The figures of all models together.
 *
 * @param period the row of the report's months; empty where no model ran
 * @param monthBefore the row of the month before; empty where no model ran
 * @param months the row of each of the report's months in which a model ran
 */
record ModelRunsTotals(
    Optional<NamedRow> period, Optional<NamedRow> monthBefore, Map<YearMonth, NamedRow> months) {
  ModelRunsTotals {
    months = Map.copyOf(months);
  }

  /** What a figure counts. */
  private enum Unit {
    RUNS("runs"),
    HOURS("hours"),
    MONEY("in the currency of the price");

    private final String label;

    Unit(String label) {
      this.label = label;
    }
  }

  /** A key figure and the column that holds it. */
  private record Figure(String name, String column, String label, Unit unit) {
    Value of(NamedRow row) {
      return unit == Unit.RUNS ? Value.whole(row.whole(column)) : Value.decimal(number(row));
    }

    BigDecimal number(NamedRow row) {
      return unit == Unit.RUNS
          ? BigDecimal.valueOf(row.whole(column))
          : row.decimal(column).setScale(2, RoundingMode.HALF_UP);
    }

    Value zero() {
      return unit == Unit.RUNS ? Value.whole(0) : Value.decimal(new BigDecimal("0.00"));
    }
  }

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(
              "inference_hours_low",
              "inference_hours_low",
              "Inference hours, at least",
              Unit.HOURS),
          new Figure(
              "inference_hours_high",
              "inference_hours_high",
              "Inference hours, at most",
              Unit.HOURS),
          new Figure("model_runs", "runs", "Runs of models", Unit.RUNS),
          new Figure("open_model_runs", "open_runs", "Runs without an end in the logs", Unit.RUNS),
          new Figure("model_hours", "hours", "Hours that models ran", Unit.HOURS),
          new Figure("idle_model_hours", "idle_hours", "Hours without an image", Unit.HOURS));

  private static final List<Figure> COSTS =
      List.of(
          new Figure(
              "estimated_cost_low", "estimated_cost_low", "Estimated cost, at least", Unit.MONEY),
          new Figure(
              "estimated_cost_high", "estimated_cost_high", "Estimated cost, at most", Unit.MONEY));

  static ModelRunsTotals read(QueryRunner runner, ModelRunsQueries queries) {
    List<NamedRow> rows =
        runner.rows(
            "Report: sum the model runs",
            queries.totals(),
            new ModelRunsTables(queries.options())::totals);
    Map<YearMonth, NamedRow> months = new HashMap<>();
    rows.stream()
        .filter(row -> row.flag("in_period"))
        .forEach(row -> row.text("month").ifPresent(it -> months.put(YearMonth.parse(it), row)));
    return new ModelRunsTotals(find(rows, true), find(rows, false), months);
  }

  private static Optional<NamedRow> find(List<NamedRow> rows, boolean inPeriod) {
    return rows.stream()
        .filter(row -> row.flag("in_period") == inPeriod)
        .filter(row -> row.text("month").isEmpty())
        .findFirst();
  }

  /** Returns the trend of each figure over the report's months; none where no model ran. */
  List<Chart.Trend> trends(ReportOptions options) {
    return period.isEmpty()
        ? List.of()
        : figures(options).stream().map(figure -> trend(figure, options.months())).toList();
  }

  private Chart.Trend trend(Figure figure, List<YearMonth> all) {
    return new Chart.Trend(
        figure.name(),
        figure.label(),
        figure.unit().label,
        all.stream()
            .map(
                month ->
                    Optional.ofNullable(months.get(month))
                        .map(figure::number)
                        .orElse(BigDecimal.ZERO))
            .toList());
  }

  private static List<Figure> figures(ReportOptions options) {
    return options.priceInferenceHour().isPresent()
        ? Stream.concat(FIGURES.stream(), COSTS.stream()).toList()
        : FIGURES;
  }

  /** Returns the key figures; none where no model ran. */
  List<KeyFigure> figures(QueryRunner runner, ModelRunsQueries queries, boolean hasMonthBefore) {
    ReportOptions options = queries.options();
    boolean compares = options.isMonth() && hasMonthBefore;
    return period.stream()
        .flatMap(
            total ->
                figures(options).stream()
                    .map(
                        figure ->
                            new KeyFigure(
                                figure.name(),
                                figure.label(),
                                figure.of(total),
                                figure.unit().label,
                                compares ? Optional.of(before(figure)) : Optional.empty(),
                                runner.pasteable(queries.total(figure.column())))))
        .toList();
  }

  private Value before(Figure figure) {
    return monthBefore.map(figure::of).orElseGet(figure::zero);
  }

  /** Returns the totals of the period in two sentences; empty where no model ran. */
  Optional<String> summary() {
    return period.map(
        row ->
            String.format(
                Locale.ROOT,
                "%,d runs of %,d models: %s hours, %s to %s inference hours, %,d images analysed."
                    + " %s hours were idle; of %,d runs no end is in the logs.",
                row.whole("runs"),
                row.whole("models"),
                hours(row, "hours"),
                hours(row, "inference_hours_low"),
                hours(row, "inference_hours_high"),
                row.whole("detections"),
                hours(row, "idle_hours"),
                row.whole("open_runs")));
  }

  private static String hours(NamedRow row, String column) {
    return String.format(
        Locale.ROOT, "%,.2f", row.decimal(column).setScale(2, RoundingMode.HALF_UP));
  }
}
