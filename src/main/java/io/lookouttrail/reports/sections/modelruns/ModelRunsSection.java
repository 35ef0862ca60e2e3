package io.lookouttrail.reports.sections.modelruns;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Chart.Lane;
import io.lookouttrail.reports.model.Chart.Span;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The section on model runs: a timeline, inference hours by model, and the runs. */
final class ModelRunsSection {
  private ModelRunsSection() {}

  static Section read(QueryRunner runner, ModelRunsQueries queries, ModelRunsTotals totals) {
    List<Chart> charts = new ArrayList<>();
    totals
        .summary()
        .ifPresent(
            summary ->
                charts.add(
                    timeline(
                        runner.rows(
                            "Report: find when models ran",
                            queries.spans(),
                            memory -> queries.spans(memory)),
                        queries.options(),
                        summary)));
    return new Section(
        "model-runs",
        "Model runs",
        notes(queries.options(), totals),
        charts,
        runner.tables(List.of(queries.inferenceHours(), queries.runs())));
  }

  private static List<String> notes(ReportOptions options, ModelRunsTotals totals) {
    List<String> notes = new ArrayList<>();
    notes.add(totals.summary().orElse("The logs show no model run."));
    notes.add(
        "Hours are an estimate from the logged calls StartModel and StopModel, without the time"
            + " that starting and stopping take; billing data is the record.");
    notes.add(
        "A run without an end in the logs counts up to the newest log delivery, or to the service's"
            + " end on 2025-10-31. If a later ingest reads its StopModel, the figures of all months"
            + " since the run's start change.");
    notes.add(
        "Where images were analysed outside of any run, the logs lack the run's start: the run counts"
            + " from its first image, which is a lower bound.");
    options
        .priceInferenceHour()
        .ifPresent(
            price ->
                notes.add(
                    "Cost is an estimate: inference hours at the given price of %s each, without training"
                            .formatted(price.toPlainString())
                        + " and discounts; billing data is the record."));
    return notes;
  }

  private static Chart.Timeline timeline(
      List<NamedRow> rows, ReportOptions options, String summary) {
    Map<String, List<Span>> byModel = new LinkedHashMap<>();
    rows.forEach(
        row -> byModel.computeIfAbsent(label(row), model -> new ArrayList<>()).add(span(row)));
    List<Lane> lanes =
        byModel.entrySet().stream().map(lane -> new Lane(lane.getKey(), lane.getValue())).toList();
    String limit =
        lanes.size() < ModelRunsQueries.MAX_LANES
            ? ""
            : " The chart shows the %d models with the most hours.".formatted(lanes.size());
    return new Chart.Timeline(
        "When models ran",
        summary + limit,
        start(options.from()),
        start(options.to().plusMonths(1)),
        lanes);
  }

  private static String label(NamedRow row) {
    return "%s/%s, %s%s"
        .formatted(
            row.text("project_name").orElse(""),
            row.text("model_version").orElse(""),
            row.text("account_id").orElse(""),
            row.text("region").map(name -> ", " + name).orElse(""));
  }

  private static Span span(NamedRow row) {
    long runs = row.whole("runs");
    long images = row.whole("detections");
    return new Span(
        row.timestamp("from_time").orElseThrow(),
        row.timestamp("to_time").orElseThrow(),
        row.flag("open"),
        images == 0,
        String.format(
            Locale.ROOT,
            "%s%,.2f hours, %,d images",
            runs == 1 ? "" : String.format(Locale.ROOT, "%,d runs, ", runs),
            row.decimal("hours").setScale(2, RoundingMode.HALF_UP),
            images));
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
