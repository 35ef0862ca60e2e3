package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The figures of all models together.
 *
 * @param period empty where no model ran
 * @param before of the month before the period
 */
record ModelRunsTotals(Optional<Row> period, Optional<Row> before) {
  private static final String OF_MONEY = "in the currency of the price";

  /** A figure by its own name and its column's. */
  private record Figure(String name, String column, String label, String unit) {
    Value of(Row row) {
      return row.<Object>getAs(column) instanceof BigDecimal hours
          ? Value.decimal(hours.setScale(2, RoundingMode.HALF_UP))
          : Value.whole(row.<Long>getAs(column));
    }

    Value none() {
      return unit.equals("runs") ? Value.whole(0) : Value.decimal(new BigDecimal("0.00"));
    }
  }

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("model_runs", "runs", "Runs of models", "runs"),
          new Figure("open_model_runs", "open_runs", "Runs without an end in the logs", "runs"),
          new Figure("model_hours", "hours", "Hours that models ran", "hours"),
          new Figure("idle_model_hours", "idle_hours", "Hours without an image", "hours"));

  private static final List<Figure> COSTS =
      List.of(
          new Figure(
              "estimated_cost_low", "estimated_cost_low", "Estimated cost, at least", OF_MONEY),
          new Figure(
              "estimated_cost_high", "estimated_cost_high", "Estimated cost, at most", OF_MONEY));

  static ModelRunsTotals of(QueryRunner answers, ModelRunsQueries questions) {
    List<Row> rows = answers.few("Report: model runs together", questions.totals());
    return new ModelRunsTotals(find(rows, true), find(rows, false));
  }

  private static Optional<Row> find(List<Row> rows, boolean inPeriod) {
    return rows.stream().filter(row -> row.<Boolean>getAs("in_period") == inPeriod).findFirst();
  }

  List<KeyFigure> figures(QueryContext relations, ModelRunsQueries questions, boolean comparable) {
    ReportOptions options = questions.options();
    boolean compared = options.isMonth() && comparable;
    return period.stream()
        .flatMap(
            total ->
                (options.priceInferenceHour().isPresent()
                        ? Stream.concat(FIGURES.stream(), COSTS.stream())
                        : FIGURES.stream())
                    .map(
                        figure ->
                            new KeyFigure(
                                figure.name(),
                                figure.label(),
                                figure.of(total),
                                figure.unit(),
                                compared
                                    ? Optional.of(before.map(figure::of).orElseGet(figure::none))
                                    : Optional.empty(),
                                relations.text(questions.total(figure.column())))))
        .toList();
  }

  /** The period's in a sentence or two; empty where no model ran. */
  Optional<String> inWords() {
    return period.map(
        row ->
            "%,d runs of %,d models: %s hours, %s to %s inference hours, %,d images analysed."
                    .formatted(
                        row.<Long>getAs("runs"),
                        row.<Long>getAs("models"),
                        hours(row, "hours"),
                        hours(row, "inference_hours_low"),
                        hours(row, "inference_hours_high"),
                        row.<Long>getAs("detections"))
                + " %s hours were idle; of %,d runs no end is in the logs."
                    .formatted(hours(row, "idle_hours"), row.<Long>getAs("open_runs")));
  }

  private static String hours(Row row, String column) {
    return String.format(
        Locale.ROOT, "%,.2f", row.<BigDecimal>getAs(column).setScale(2, RoundingMode.HALF_UP));
  }
}
