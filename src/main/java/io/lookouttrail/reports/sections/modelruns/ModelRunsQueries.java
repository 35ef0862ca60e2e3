package io.lookouttrail.reports.sections.modelruns;

import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.SqlText;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queries of the section on model runs, over {@code {model_runs}}. */
record ModelRunsQueries(ReportOptions options) {
  /** The columns that identify a model; the version {@code latest} counts as a model. */
  private static final String MODEL = "account_id, region, project_name, model_version";

  /** The order of models; versions are compared as numbers, so that 10 follows 9. */
  private static final String BY_MODEL =
      "account_id, region, project_name, try_cast(model_version AS BIGINT), model_version";

  private static final String FIGURES =
      """
        count(DISTINCT run_key) AS runs,
        count(DISTINCT IF(open, run_key, NULL)) AS open_runs,
        %s AS hours,
        %s AS inference_hours_low,
        %s AS inference_hours_high,
        coalesce(sum(detections), 0) AS detections,
        %s AS idle_hours,
        %s AS idle_inference_hours"""
          .formatted(
              sum("hours"),
              sum("inference_hours_low"),
              sum("inference_hours_high"),
              sum("idle_hours"),
              sum("idle_hours * units_low"));

  static final int MAX_LANES = 20;

  /** Bounds the spans per lane: runs that are closer than this share of the period become one. */
  private static final int SPANS_A_LANE = 200;

  ReportQuery inferenceHours() {
    return new ReportQuery(
            "inference_hours",
            "Inference hours by model",
            inferenceHoursNotes(),
            "SELECT %s,\n%s%s%s\nFROM {model_runs}\nWHERE %s\nGROUP BY %s\nORDER BY %s"
                .formatted(MODEL, FIGURES, cost(), byMonth(), inPeriod(), MODEL, BY_MODEL))
        .inMemory(inMemory()::inferenceHours);
  }

  private ModelRunsTables inMemory() {
    return new ModelRunsTables(options);
  }

  private List<String> inferenceHoursNotes() {
    return List.of(
        "Inference hours are hours times inference units: at least with the minimum of units that"
            + " the model was started with, at most with the maximum. The service scales between"
            + " them without a log entry.",
        "Idle hours are the clock hours (UTC) of a run in which it analysed no image; idle inference"
            + " hours are idle hours times the minimum of units.",
        "A run that began before the period or ended after it counts with its part in the period.");
  }

  ReportQuery runs() {
    return new ReportQuery(
            "model_runs",
            "Runs of models",
            List.of(
                "A row is a run's part in one month; the parts of a run have the same run_key.",
                "stopped_by is what ended the part. Unknown means that the logs hold no end; the notes"
                    + " of the run say how it counts."),
            """
        SELECT month, event_source, run_key, account_id, region, project_name, model_version,
          run_started_at, run_stopped_at, open, started_at, stopped_at, stopped_by, started_by,
          hours, units_low, units_high, inference_hours_low, inference_hours_high, detections,
          idle_hours, notes
        FROM {model_runs}
        WHERE %s
        ORDER BY %s, started_at, stopped_at, run_key"""
                .formatted(inPeriod(), BY_MODEL))
        .inMemory(inMemory()::runs);
  }

  /**
   * The figures of all models together, for the period and for the month before, without a month;
   * and for each month.
   */
  String totals() {
    return """
        SELECT in_period, month,
          count(DISTINCT %s) AS models,
        %s%s
        FROM (SELECT *, month >= '%s' AS in_period FROM {model_runs} WHERE %s)
        GROUP BY GROUPING SETS ((in_period), (in_period, month))"""
        .formatted(
            MODEL.replace("region", "coalesce(region, '')"),
            FIGURES,
            cost(),
            options.from(),
            between(options.from().minusMonths(1)));
  }

  /** The query of one figure of {@link #totals}, which the report shows. */
  String total(String name) {
    String expression =
        Arrays.stream((FIGURES + cost()).split(",\n"))
            .map(String::strip)
            .filter(line -> line.endsWith(" AS " + name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(name));
    return "SELECT %s\nFROM {model_runs}\nWHERE %s".formatted(expression, inPeriod());
  }

  /**
   * The runs of the models with the most hours as spans of a {@link Chart.Timeline}. Runs that are
   * close together become one span.
   */
  String spans() {
    return """
        WITH lanes AS (
          SELECT struct(%1$s) AS model, sum(CAST(hours AS DECIMAL(18, 6))) AS model_hours
          FROM {model_runs} WHERE %2$s GROUP BY 1 ORDER BY model_hours DESC, model LIMIT %3$d),
        parts AS (SELECT *, struct(%1$s) AS model FROM {model_runs} WHERE %2$s),
        shown AS (
          SELECT *, max(stopped_at) OVER (PARTITION BY model ORDER BY started_at, stopped_at, run_key
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ran_until
          FROM parts JOIN lanes USING (model)),
        spans AS (
          SELECT *, count_if(ran_until IS NULL OR
              unix_millis(started_at) - unix_millis(ran_until) > %4$d)
            OVER (PARTITION BY model ORDER BY started_at, stopped_at, run_key
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS span
          FROM shown)
        SELECT model.*, min(started_at) AS from_time, max(stopped_at) AS to_time,
          max_by(open AND stopped_at = run_stopped_at, struct(stopped_at, run_key)) AS open,
          count(DISTINCT run_key) AS runs,
          sum(CAST(hours AS DECIMAL(18, 6))) AS hours,
          sum(detections) AS detections
        FROM spans GROUP BY model, model_hours, span ORDER BY model_hours DESC, model, span"""
        .formatted(MODEL, inPeriod(), MAX_LANES, closeMillis());
  }

  /** The same spans as plain code. */
  ResultRows spans(ReportMemory memory) {
    return new ModelRunSpans(MAX_LANES, closeMillis()).of(inMemory().inPeriod(memory));
  }

  private long closeMillis() {
    return Duration.between(
                options.from().atDay(1).atStartOfDay(),
                options.to().plusMonths(1).atDay(1).atStartOfDay())
            .toMillis()
        / SPANS_A_LANE;
  }

  private String inPeriod() {
    return between(options.from());
  }

  private String between(YearMonth from) {
    return "event_source = %s AND month BETWEEN '%s' AND '%s'"
        .formatted(SqlText.text(options.eventSource()), from, options.to());
  }

  private String cost() {
    return options
        .priceInferenceHour()
        .map(
            price ->
                Stream.of("low", "high")
                    .map(
                        bound ->
                            ",\n  CAST(%s * CAST('%s' AS DECIMAL(18, 6)) AS DECIMAL(38, 2))"
                                    .formatted(
                                        sum("inference_hours_" + bound), price.toPlainString())
                                + " AS estimated_cost_"
                                + bound)
                    .collect(Collectors.joining()))
        .orElse("");
  }

  private String byMonth() {
    if (options.isMonth()) {
      return "";
    }
    return Stream.iterate(
            options.from(), month -> !month.isAfter(options.to()), month -> month.plusMonths(1))
        .map(
            month ->
                ",\n  %s AS `inference_hours_low_%s`"
                    .formatted(
                        sum("IF(month = '%s', inference_hours_low, 0)".formatted(month)), month))
        .collect(Collectors.joining());
  }

  /** Sums as decimals: a sum of doubles depends on the order of the rows. */
  private static String sum(String expression) {
    return "coalesce(sum(CAST(%s AS DECIMAL(18, 6))), 0)".formatted(expression);
  }
}
