package io.lookouttrail.reports.sections.modelruns;

import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.ModelRunPart;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultColumn;
import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.query.ReportOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the section on model runs as plain code; {@link ModelRunsQueries} has their SQL.
 */
record ModelRunsTables(ReportOptions options) {
  private static final String VERSION_NUMBER = "version_number";
  private static final String[] BY_MODEL = {
    "account_id", "region", "project_name", VERSION_NUMBER, "model_version"
  };

  /** The scale to which Spark rounds a product of hours and price before it rounds to cents. */
  private static final int PRODUCT_SCALE = 6;

  /** Whether a part is in the report's months, and not in the month before. */
  private boolean isInPeriod(ModelRunPart part) {
    return part.month().compareTo(options.from().toString()) >= 0;
  }

  /** Returns the parts in the report's months. */
  List<ModelRunPart> inPeriod(ReportMemory memory) {
    return memory.modelRuns().stream().filter(this::isInPeriod).toList();
  }

  /** The columns that identify a model, as a value that compares as a struct in SQL does. */
  static List<@Nullable String> model(ModelRunPart part) {
    return Arrays.asList(part.accountId(), part.region(), part.projectName(), part.modelVersion());
  }

  ResultRows inferenceHours(ReportMemory memory) {
    Grouping<ModelRunPart> byModel =
        new Grouping<ModelRunPart>()
            .key("account_id", Column.Type.TEXT, ModelRunPart::accountId)
            .key("region", Column.Type.TEXT, ModelRunPart::region)
            .key("project_name", Column.Type.TEXT, ModelRunPart::projectName)
            .key("model_version", Column.Type.TEXT, ModelRunPart::modelVersion)
            .key(VERSION_NUMBER, Column.Type.WHOLE, part -> number(part.modelVersion()));
    addFigures(byModel);
    if (!options.isMonth()) {
      options.months().forEach(month -> addMonth(month, byModel));
    }
    return without(VERSION_NUMBER, byModel.of(inPeriod(memory)).orderedBy(BY_MODEL));
  }

  private static void addMonth(YearMonth month, Grouping<ModelRunPart> byModel) {
    byModel.figure(
        "inference_hours_low_" + month,
        Column.Type.DECIMAL,
        Figure.sumOfHours(
            part -> part.month().equals(month.toString()) ? part.inferenceHoursLow() : null));
  }

  private void addFigures(Grouping<ModelRunPart> grouping) {
    grouping
        .distinct("runs", ModelRunPart::runKey)
        .distinct("open_runs", part -> Boolean.TRUE.equals(part.open()) ? part.runKey() : null)
        .figure("hours", Column.Type.DECIMAL, Figure.sumOfHours(ModelRunPart::hours))
        .figure(
            "inference_hours_low",
            Column.Type.DECIMAL,
            Figure.sumOfHours(ModelRunPart::inferenceHoursLow))
        .figure(
            "inference_hours_high",
            Column.Type.DECIMAL,
            Figure.sumOfHours(ModelRunPart::inferenceHoursHigh))
        .sum("detections", part -> part.detections() == null ? 0 : part.detections())
        .figure("idle_hours", Column.Type.DECIMAL, Figure.sumOfHours(ModelRunPart::idleHours))
        .figure(
            "idle_inference_hours",
            Column.Type.DECIMAL,
            Figure.sumOfHours(ModelRunPart::idleInferenceHours));
    options
        .priceInferenceHour()
        .ifPresent(
            price -> {
              grouping.figure(
                  "estimated_cost_low",
                  Column.Type.DECIMAL,
                  cost(price, ModelRunPart::inferenceHoursLow));
              grouping.figure(
                  "estimated_cost_high",
                  Column.Type.DECIMAL,
                  cost(price, ModelRunPart::inferenceHoursHigh));
            });
  }

  private static Figure<ModelRunPart> cost(
      BigDecimal price, Function<ModelRunPart, @Nullable Double> hours) {
    BigDecimal exact = price.setScale(PRODUCT_SCALE, RoundingMode.HALF_UP);
    return Figure.sumOfHours(hours)
        .map(
            sum ->
                ((BigDecimal) sum)
                    .multiply(exact)
                    .setScale(PRODUCT_SCALE, RoundingMode.HALF_UP)
                    .setScale(2, RoundingMode.HALF_UP));
  }

  /**
   * Returns the figures of all models together, of the period and of the month before, without a
   * month; and of each month.
   */
  ResultRows totals(ReportMemory memory) {
    ResultRows ofPeriods = totals(part -> null).of(memory.modelRuns());
    List<ResultRow> rows = new ArrayList<>(ofPeriods.rows());
    rows.addAll(totals(ModelRunPart::month).of(memory.modelRuns()).rows());
    return new ResultRows(ofPeriods.columns(), rows);
  }

  private Grouping<ModelRunPart> totals(Function<ModelRunPart, @Nullable Object> month) {
    Grouping<ModelRunPart> totals =
        new Grouping<ModelRunPart>()
            .key("in_period", Column.Type.FLAG, this::isInPeriod)
            .key("month", Column.Type.TEXT, month)
            .distinct("models", ModelRunsTables::countedModel);
    addFigures(totals);
    return totals;
  }

  /** SQL counts no row in which one of the columns is null; the Region may be unknown. */
  private static @Nullable Object countedModel(ModelRunPart part) {
    return part.accountId() == null || part.projectName() == null || part.modelVersion() == null
        ? null
        : model(part);
  }

  ResultRows runs(ReportMemory memory) {
    List<ResultRow> rows = new ArrayList<>();
    for (ModelRunPart part : inPeriod(memory)) {
      rows.add(
          ResultRow.of(
              part.month(),
              part.eventSource(),
              part.runKey(),
              part.accountId(),
              part.region(),
              part.projectName(),
              part.modelVersion(),
              part.runStartedAt(),
              part.runStoppedAt(),
              part.open(),
              part.startedAt(),
              part.stoppedAt(),
              part.stoppedBy(),
              part.startedBy(),
              part.hours(),
              part.unitsLow(),
              part.unitsHigh(),
              part.inferenceHoursLow(),
              part.inferenceHoursHigh(),
              part.detections(),
              part.idleHours(),
              part.notes(),
              number(part.modelVersion())));
    }
    ResultRows sorted =
        new ResultRows(RUN_COLUMNS, rows)
            .orderedBy(
                "account_id",
                "region",
                "project_name",
                VERSION_NUMBER,
                "model_version",
                "started_at",
                "stopped_at",
                "run_key");
    return without(VERSION_NUMBER, sorted);
  }

  private static final List<ResultColumn> RUN_COLUMNS =
      List.of(
          new ResultColumn("month", Column.Type.TEXT),
          new ResultColumn("event_source", Column.Type.TEXT),
          new ResultColumn("run_key", Column.Type.TEXT),
          new ResultColumn("account_id", Column.Type.TEXT),
          new ResultColumn("region", Column.Type.TEXT),
          new ResultColumn("project_name", Column.Type.TEXT),
          new ResultColumn("model_version", Column.Type.TEXT),
          new ResultColumn("run_started_at", Column.Type.MOMENT),
          new ResultColumn("run_stopped_at", Column.Type.MOMENT),
          new ResultColumn("open", Column.Type.FLAG),
          new ResultColumn("started_at", Column.Type.MOMENT),
          new ResultColumn("stopped_at", Column.Type.MOMENT),
          new ResultColumn("stopped_by", Column.Type.TEXT),
          new ResultColumn("started_by", Column.Type.TEXT),
          new ResultColumn("hours", Column.Type.DECIMAL),
          new ResultColumn("units_low", Column.Type.WHOLE),
          new ResultColumn("units_high", Column.Type.WHOLE),
          new ResultColumn("inference_hours_low", Column.Type.DECIMAL),
          new ResultColumn("inference_hours_high", Column.Type.DECIMAL),
          new ResultColumn("detections", Column.Type.WHOLE),
          new ResultColumn("idle_hours", Column.Type.DECIMAL),
          new ResultColumn("notes", Column.Type.TEXT),
          new ResultColumn(VERSION_NUMBER, Column.Type.WHOLE));

  /** Returns a version as a number, as {@code try_cast} does; null where it is none. */
  static @Nullable Long number(@Nullable String version) {
    if (version == null || !version.trim().matches("[+-]?[0-9]+")) {
      return null;
    }
    BigInteger number = new BigInteger(version.trim());
    return number.bitLength() < Long.SIZE ? (Long) number.longValue() : null;
  }

  private static ResultRows without(String name, ResultRows result) {
    int place = result.columns().stream().map(ResultColumn::name).toList().indexOf(name);
    return new ResultRows(
        without(place, result.columns()),
        result.rows().stream().map(row -> new ResultRow(without(place, row.cells()))).toList());
  }

  private static <T extends @Nullable Object> List<T> without(int place, List<T> cells) {
    List<T> others = new ArrayList<>(cells);
    others.remove(place);
    return others;
  }
}
