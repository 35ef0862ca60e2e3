package io.lookouttrail.reports.sections.modelruns;

import io.lookouttrail.reports.memory.CellOrder;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.ModelRunPart;
import io.lookouttrail.reports.memory.ResultColumn;
import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The spans of the models with the most hours, as plain code; {@link ModelRunsQueries#spans} is the
 * SQL. Parts of runs that are close together become one span.
 *
 * @param maxLanes the number of models
 * @param closeMillis the longest time between two parts of one span
 */
record ModelRunSpans(int maxLanes, long closeMillis) {
  private static final Comparator<ModelRunPart> BY_TIME =
      Comparator.<ModelRunPart, @Nullable Object>comparing(
              ModelRunPart::startedAt, CellOrder.NULLS_FIRST)
          .thenComparing(ModelRunPart::stoppedAt, CellOrder.NULLS_FIRST)
          .thenComparing(ModelRunPart::runKey, CellOrder.NULLS_FIRST);

  /** A model and the parts of its runs. */
  private record Lane(List<@Nullable String> model, List<ModelRunPart> parts) {
    BigDecimal hours() {
      return (BigDecimal)
          Objects.requireNonNull(aggregate(parts, Figure.sumOfHours(ModelRunPart::hours)));
    }
  }

  ResultRows of(List<ModelRunPart> parts) {
    Map<List<@Nullable String>, List<ModelRunPart>> byModel = new LinkedHashMap<>();
    parts.forEach(
        part ->
            byModel
                .computeIfAbsent(ModelRunsTables.model(part), model -> new ArrayList<>())
                .add(part));
    Stream<Lane> lanes =
        byModel.entrySet().stream()
            .map(model -> new Lane(model.getKey(), model.getValue()))
            .sorted(
                Comparator.comparing(Lane::hours)
                    .reversed()
                    .thenComparing(Lane::model, CellOrder.NULLS_FIRST))
            .limit(maxLanes);
    return new ResultRows(COLUMNS, lanes.flatMap(lane -> spans(lane).stream()).toList());
  }

  private List<ResultRow> spans(Lane lane) {
    List<ResultRow> spans = new ArrayList<>();
    List<ModelRunPart> span = new ArrayList<>();
    @Nullable Instant ranUntil = null;
    for (ModelRunPart part : lane.parts().stream().sorted(BY_TIME).toList()) {
      if (!span.isEmpty() && isFarFrom(ranUntil, part)) {
        spans.add(row(lane, span));
        span.clear();
      }
      span.add(part);
      Instant stopped = part.stoppedAt();
      if (stopped != null && (ranUntil == null || stopped.isAfter(ranUntil))) {
        ranUntil = stopped;
      }
    }
    spans.add(row(lane, span));
    return spans;
  }

  private boolean isFarFrom(@Nullable Instant ranUntil, ModelRunPart part) {
    if (ranUntil == null) {
      return true;
    }
    return part.startedAt() != null
        && part.startedAt().toEpochMilli() - ranUntil.toEpochMilli() > closeMillis;
  }

  private static ResultRow row(Lane lane, List<ModelRunPart> span) {
    List<@Nullable Object> cells = new ArrayList<>(lane.model());
    cells.add(aggregate(span, Figure.min(ModelRunPart::startedAt)));
    cells.add(aggregate(span, Figure.max(ModelRunPart::stoppedAt)));
    cells.add(isOpen(span));
    cells.add(aggregate(span, Figure.distinct(ModelRunPart::runKey)));
    cells.add(aggregate(span, Figure.sumOfHours(ModelRunPart::hours)));
    cells.add(
        aggregate(span, Figure.sum(part -> part.detections() == null ? 0 : part.detections())));
    return new ResultRow(cells);
  }

  /** Whether the part that ends last is the end of a run without an end in the logs. */
  private static boolean isOpen(List<ModelRunPart> span) {
    ModelRunPart last =
        span.stream()
            .max(
                Comparator.<ModelRunPart, @Nullable Object>comparing(
                        ModelRunPart::stoppedAt, CellOrder.NULLS_FIRST)
                    .thenComparing(ModelRunPart::runKey, CellOrder.NULLS_FIRST))
            .orElseThrow();
    return Boolean.TRUE.equals(last.open())
        && last.stoppedAt() != null
        && last.stoppedAt().equals(last.runStoppedAt());
  }

  private static @Nullable Object aggregate(List<ModelRunPart> parts, Figure<ModelRunPart> figure) {
    Figure.Aggregate<ModelRunPart> aggregate = figure.begin();
    parts.forEach(aggregate::add);
    return aggregate.value();
  }

  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("account_id", Column.Type.TEXT),
          new ResultColumn("region", Column.Type.TEXT),
          new ResultColumn("project_name", Column.Type.TEXT),
          new ResultColumn("model_version", Column.Type.TEXT),
          new ResultColumn("from_time", Column.Type.MOMENT),
          new ResultColumn("to_time", Column.Type.MOMENT),
          new ResultColumn("open", Column.Type.FLAG),
          new ResultColumn("runs", Column.Type.WHOLE),
          new ResultColumn("hours", Column.Type.DECIMAL),
          new ResultColumn("detections", Column.Type.WHOLE));
}
