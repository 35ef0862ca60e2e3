package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Chart.Lane;
import io.lookouttrail.reports.model.Chart.Span;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The section on model runs: a timeline, inference hours by model, and the runs themselves. */
final class ModelRunsSection {
  private ModelRunsSection() {}

  static Section of(QueryRunner answers, ModelRunsQueries questions, ModelRunsTotals totals) {
    List<Chart> charts = new ArrayList<>();
    totals
        .inWords()
        .ifPresent(
            words ->
                charts.add(
                    timeline(
                        answers.few("Report: timeline of model runs", questions.spans()),
                        questions.options(),
                        words)));
    return new Section(
        "model-runs",
        "Model runs",
        notes(questions.options(), totals),
        charts,
        answers.tables(List.of(questions.inferenceHours(), questions.runs())));
  }

  private static List<String> notes(ReportOptions options, ModelRunsTotals totals) {
    List<String> notes = new ArrayList<>();
    notes.add(totals.inWords().orElse("No model ran, as far as the logs tell."));
    notes.add(
        "Hours are an estimate from the logged calls StartModel and StopModel, without the time"
            + " that starting and stopping take; billing data is the record.");
    notes.add(
        "A run without an end in the logs counts up to the newest log delivery, or to the service's"
            + " end on 2025-10-31. A StopModel that is read later changes the months back to the"
            + " run's start.");
    notes.add(
        "Where images were analysed outside any run, its start is not in the logs: it counts from"
            + " the first image, which is a lower bound.");
    options
        .priceInferenceHour()
        .ifPresent(
            price ->
                notes.add(
                    "Cost is an estimate: inference hours at the given price of %s each, training"
                            .formatted(price.toPlainString())
                        + " and discounts left out; billing data is the record."));
    return notes;
  }

  private static Chart.Timeline timeline(List<Row> rows, ReportOptions options, String words) {
    Map<Row, List<Row>> byModel = new LinkedHashMap<>();
    rows.forEach(
        row -> byModel.computeIfAbsent(row.<Row>getAs("model"), n -> new ArrayList<>()).add(row));
    List<Lane> lanes =
        byModel.entrySet().stream()
            .map(
                lane ->
                    new Lane(
                        label(lane.getKey()),
                        lane.getValue().stream().map(ModelRunsSection::span).toList()))
            .toList();
    String shown =
        lanes.size() < ModelRunsQueries.MAX_LANES
            ? ""
            : " Shown are the %d models with the most hours.".formatted(lanes.size());
    return new Chart.Timeline(
        "When models ran",
        words + shown,
        start(options.from()),
        start(options.to().plusMonths(1)),
        lanes);
  }

  private static String label(Row model) {
    return "%s/%s, %s%s"
        .formatted(
            model.<String>getAs("project_name"),
            model.<String>getAs("model_version"),
            model.<String>getAs("account_id"),
            Optional.ofNullable(model.<String>getAs("region")).map(name -> ", " + name).orElse(""));
  }

  private static Span span(Row row) {
    long runs = row.<Long>getAs("runs");
    long images = row.<Long>getAs("detections");
    return new Span(
        row.<Instant>getAs("from_time"),
        row.<Instant>getAs("to_time"),
        row.<Boolean>getAs("open"),
        images == 0,
        String.format(
            Locale.ROOT,
            "%s%,.2f hours, %,d images",
            runs == 1 ? "" : "%,d runs, ".formatted(runs),
            row.<BigDecimal>getAs("hours").setScale(2, RoundingMode.HALF_UP),
            images));
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
