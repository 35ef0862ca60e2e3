package io.lookouttrail.reports.sections.modelruns;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.tables.ModelRun;
import io.lookouttrail.tables.ModelRun.Model;
import io.lookouttrail.tables.ModelRun.Part;
import io.lookouttrail.tables.ModelRun.Project;
import io.lookouttrail.tables.ModelRun.StoppedBy;
import io.lookouttrail.tables.ModelRunsTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The content about a handful of model runs. */
class ModelRunsContentTest {
  private static final YearMonth AUGUST = YearMonth.of(2025, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2025, 9);
  private static final String MODEL = "account_id|region|project_name|model_version|";

  private static QueryContext context;
  private static ModelRunsContent september;

  @BeforeAll
  static void bind() {
    // The session that opens the tables sets this.
    TestSpark.session().conf().set("spark.sql.datetime.java8API.enabled", "true");
    List<Row> rows = new ArrayList<>();
    // A run across the end of a month, with 2 to 4 units.
    rows.addAll(
        run(
            "bottles",
            "9",
            false,
            4,
            part("08-31T22:00", "09-01T00:00", StoppedBy.MONTH_END, 0, 120),
            part("09-01T00:00", "09-03T22:00", StoppedBy.STOP, 5, 68 * 60)));
    // Two runs that are close together.
    rows.addAll(
        run("bottles", "9", false, 2, part("09-05T06:00", "09-05T07:00", StoppedBy.STOP, 2, 0)));
    rows.addAll(
        run("bottles", "9", false, 2, part("09-05T07:20", "09-05T08:20", StoppedBy.STOP, 0, 60)));
    rows.addAll(
        run("bottles", "10", false, 2, part("09-08T00:00", "09-08T00:20", StoppedBy.DELETE, 1, 0)));
    rows.addAll(
        run("<b>", "1", true, 2, part("09-30T06:00", "09-30T12:00", StoppedBy.UNKNOWN, 0, 360)));
    context = new QueryContext(TestSpark.session());
    context.table(
        "model_runs", TestSpark.session().createDataFrame(rows, ModelRunsTable.SPEC.schema()));
    september = part(SEPTEMBER, SEPTEMBER, Optional.empty());
  }

  @AfterAll
  static void forget() {
    context.close();
  }

  @Test
  void sumsEachModelsHoursByItsUnits() {
    assertThat(text(table(september, "inference_hours")))
        .containsExactly(
            MODEL
                + "runs|open_runs|hours|inference_hours_low|inference_hours_high|detections|"
                + "idle_hours|idle_inference_hours",
            "111122223333|eu-west-1|<b>|1|1|1|6.00|12.00|12.00|0|6.00|12.00",
            "111122223333|eu-west-1|bottles|9|3|0|72.00|144.00|284.00|7|69.00|138.00",
            "111122223333|eu-west-1|bottles|10|1|0|0.33|0.67|0.67|1|0.00|0.00");
  }

  @Test
  void listsTheRunsWithTheColumnsOfTheTable() {
    Table runs = table(september, "model_runs");
    assertThat(runs.columns())
        .extracting(Column::name)
        .containsExactlyInAnyOrder(ModelRunsTable.SPEC.schema().fieldNames());
    assertThat(text(runs)).hasSize(6);
    assertThat(text(runs).get(2))
        .startsWith("2025-09|lookoutvision.amazonaws.com|")
        .endsWith(
            "|111122223333|eu-west-1|bottles|9|2025-08-31T22:00:00Z|2025-09-03T22:00:00Z|false|"
                + "2025-09-01T00:00:00Z|2025-09-03T22:00:00Z|stop|jane|70.00|2|4|140.00|280.00|5|"
                + "68.00|a note");
  }

  @Test
  void showsALanePerModel() {
    Chart.Timeline timeline = (Chart.Timeline) section(september).charts().get(0);
    assertThat(timeline.from()).isEqualTo("2025-09-01T00:00:00Z");
    assertThat(timeline.to()).isEqualTo("2025-10-01T00:00:00Z");
    assertThat(timeline.lanes())
        .extracting(Chart.Lane::label)
        .containsExactly(
            "bottles/9, 111122223333, eu-west-1",
            "<b>/1, 111122223333, eu-west-1",
            "bottles/10, 111122223333, eu-west-1");
    assertThat(timeline.lanes().get(0).spans())
        .as("runs that are close together are one")
        .containsExactly(
            span("09-01T00:00", "09-03T22:00", false, false, "70.00 hours, 5 images"),
            span("09-05T06:00", "09-05T08:20", false, false, "2 runs, 2.00 hours, 2 images"));
    assertThat(timeline.lanes().get(1).spans())
        .containsExactly(span("09-30T06:00", "09-30T12:00", true, true, "6.00 hours, 0 images"));
    assertThat(timeline.summary())
        .isEqualTo(
            "5 runs of 3 models: 78.33 hours, 156.67 to 296.67 inference hours, 8 images analysed."
                + " 75.00 hours were idle; of 1 runs no end is in the logs.");
  }

  @Test
  void estimatesCostsOnlyWithAPrice() {
    assertThat(section(september).notes().toString()).doesNotContain("ost").contains("estimate");

    ModelRunsContent priced = part(SEPTEMBER, SEPTEMBER, Optional.of(new BigDecimal("4.10")));
    assertThat(text(table(priced, "inference_hours")).get(2))
        .isEqualTo(
            "111122223333|eu-west-1|bottles|9|3|0|72.00|144.00|284.00|7|69.00|138.00|"
                + "590.40|1164.40");
    assertThat(section(priced).notes())
        .anyMatch(
            note ->
                note.startsWith("Cost is an estimate: inference hours at the given price of 4.10")
                    && note.endsWith("billing data is the record."));
    assertThat(figures(priced))
        .containsEntry("estimated_cost_low", "642.33 (16.40)")
        .containsEntry("estimated_cost_high", "1216.33 (32.80)");
  }

  @Test
  void comparesTheFiguresWithTheMonthBefore() {
    assertThat(figures(september))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "inference_hours_low", "156.67 (4.00)",
                "inference_hours_high", "296.67 (8.00)",
                "model_runs", "5 (1)",
                "open_model_runs", "1 (0)",
                "model_hours", "78.33 (2.00)",
                "idle_model_hours", "75.00 (2.00)"));
    assertThat(figures(part(AUGUST, AUGUST, Optional.empty())))
        .as("nothing ran in July")
        .containsEntry("model_runs", "1 (0)")
        .containsEntry("model_hours", "2.00 (0.00)");
  }

  @Test
  void hasAColumnPerMonthOfAPeriod() {
    ModelRunsContent period = part(AUGUST, SEPTEMBER, Optional.empty());
    assertThat(text(table(period, "inference_hours")).get(2))
        .isEqualTo(
            "111122223333|eu-west-1|bottles|9|3|0|74.00|148.00|292.00|7|71.00|142.00|4.00|144.00");
    assertThat(period.figures()).allMatch(figure -> figure.before().isEmpty());
    assertThat(period.trends())
        .extracting(Chart.Trend::name, trend -> trend.values().toString())
        .contains(
            tuple("inference_hours_low", "[4.00, 156.67]"),
            tuple("model_runs", "[1, 5]"),
            tuple("model_hours", "[2.00, 78.33]"));
  }

  @Test
  void showsTheQueryOfEachFigure() {
    assertThat(table(september, "inference_hours").sql())
        .contains("FROM model_runs")
        .doesNotContain("{");
    for (KeyFigure figure : september.figures()) {
      List<Row> answer =
          context
              .dataset(figure.sql().replace("FROM model_runs", "FROM {model_runs}"))
              .collectAsList();
      assertThat(new BigDecimal(answer.get(0).get(0).toString()).setScale(2, RoundingMode.HALF_UP))
          .as(figure.name())
          .isEqualByComparingTo(text(figure.value()));
    }
  }

  @Test
  void statesThatNoModelRan() {
    YearMonth july = YearMonth.of(2025, 7);
    ModelRunsContent none = part(july, july, Optional.empty());
    assertThat(section(none).notes().get(0)).isEqualTo("The logs show no model run.");
    assertThat(section(none).charts()).isEmpty();
    assertThat(section(none).tables()).allMatch(table -> table.rows().count() == 0);
    assertThat(none.figures()).isEmpty();
  }

  @Test
  void leavesModelsOutOfAnotherSource() {
    ReportOptions options = options("s3.amazonaws.com", SEPTEMBER, SEPTEMBER, Optional.empty());
    ModelRunsContent part = ModelRunsContent.read(runner(), options, true);
    assertThat(part.section()).isEmpty();
    assertThat(part.figures()).isEmpty();
  }

  private static ModelRunsContent part(YearMonth from, YearMonth to, Optional<BigDecimal> price) {
    ReportOptions options = options("lookoutvision.amazonaws.com", from, to, price);
    return ModelRunsContent.read(runner(), options, true);
  }

  private static ReportOptions options(
      String source, YearMonth from, YearMonth to, Optional<BigDecimal> price) {
    return new ReportOptions(
        source,
        from,
        to,
        3,
        price,
        Optional.empty(),
        List.of(),
        Thresholds.DEFAULTS,
        Map.of(),
        "1.0.0");
  }

  private static QueryRunner runner() {
    return new QueryRunner(context);
  }

  private static List<Row> run(
      String project, String version, boolean open, int unitsHigh, Part... parts) {
    return ModelRunsTable.rows(
        new ModelRun(
            new Model(new Project("111122223333", Optional.of("eu-west-1"), project), version),
            parts[0].startedAt(),
            parts[parts.length - 1].stoppedAt(),
            open,
            Optional.of("jane"),
            2,
            unitsHigh,
            List.of("a note"),
            List.of(parts)));
  }

  private static Part part(
      String from, String to, StoppedBy by, long detections, long idleMinutes) {
    return new Part(
        YearMonth.parse("2025-" + from.substring(0, 2)),
        at(from),
        at(to),
        by,
        detections,
        Duration.ofMinutes(idleMinutes));
  }

  private static Chart.Span span(String from, String to, boolean open, boolean idle, String label) {
    return new Chart.Span(at(from), at(to), open, idle, label);
  }

  private static Instant at(String time) {
    return Instant.parse("2025-" + time + ":00Z");
  }

  private static Section section(ModelRunsContent part) {
    return part.section().orElseThrow();
  }

  private static Table table(ModelRunsContent part, String name) {
    return section(part).tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> figures(ModelRunsContent part) {
    return part.figures().stream()
        .collect(
            Collectors.toMap(
                KeyFigure::name,
                figure ->
                    text(figure.value())
                        + figure.before().map(before -> " (" + text(before) + ")").orElse("")));
  }

  /** Returns the header and the rows, with bars between the cells. */
  private static List<String> text(Table table) {
    List<String> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Column::name).collect(joining("|")));
    table
        .rows()
        .forEach(
            row -> lines.add(row.stream().map(ModelRunsContentTest::text).collect(joining("|"))));
    return lines;
  }

  private static String text(Value value) {
    if (value instanceof Value.Text cell) {
      return cell.text();
    }
    if (value instanceof Value.Identifier cell) {
      return cell.text();
    }
    if (value instanceof Value.Whole cell) {
      return Long.toString(cell.number());
    }
    if (value instanceof Value.Decimal cell) {
      return cell.number().toPlainString();
    }
    if (value instanceof Value.Moment cell) {
      return cell.at().toString();
    }
    return value instanceof Value.Flag cell ? Boolean.toString(cell.set()) : "";
  }
}
