package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.SqlText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * The single figures of a report, beside those of the month before.
 *
 * @param comparable whether the month before was ingested
 * @param catalogue whether the source's actions are known by group, project and model
 */
public record KeyFigures(
    QueryRunner answers,
    QueryContext relations,
    ReportOptions options,
    boolean comparable,
    boolean catalogue) {

  /** A figure that one aggregate over {@code {seen}} gives. */
  private record Counted(String name, String label, String unit, String expression) {}

  private static final List<Counted> OF_ANY_SOURCE =
      List.of(
          new Counted("calls", "Calls", "calls", calls("true")),
          new Counted("succeeded", "Succeeded", "calls", calls("outcome = 'success'")),
          new Counted("denied", "Denied", "calls", calls("outcome = 'denied'")),
          new Counted("throttled", "Throttled", "calls", calls("outcome = 'throttled'")),
          new Counted("failed", "Failed", "calls", calls("outcome = 'failed'")),
          new Counted("read_calls", "Reads", "calls", calls("call_class = 'read'")),
          new Counted("inference_calls", "Inference", "calls", calls("call_class = 'inference'")),
          new Counted("change_calls", "Changes", "calls", calls("call_class = 'change'")),
          new Counted(
              "unclassified_calls", "Unclassified", "calls", calls("call_class = 'unclassified'")),
          new Counted("root_calls", "Calls by root", "calls", calls("actor_kind = 'root'")),
          new Counted(
              "console_calls", "Calls from the console", "calls", calls("client = 'console'")),
          new Counted(
              "cross_account_calls", "Calls from other accounts", "calls", calls("cross_account")),
          new Counted(
              "calls_without_mfa", "Calls without MFA", "calls", calls("NOT mfa_authenticated")),
          new Counted(
              "people_and_workloads",
              "People and workloads",
              "actors",
              distinct(
                  "IF(actor_kind IN ('human', 'root', 'workload'), struct(actor_kind, actor), NULL)")),
          new Counted(
              "people", "People", "actors", distinct("IF(actor_kind = 'human', actor, NULL)")),
          new Counted(
              "workloads",
              "Workloads",
              "actors",
              distinct("IF(actor_kind = 'workload', actor, NULL)")),
          new Counted("roles", "Roles", "roles", distinct("role_arn")),
          new Counted("source_ips", "Source addresses", "addresses", distinct("source_ip")),
          new Counted("accounts", "Accounts with calls", "accounts", distinct("account_id")),
          new Counted("regions", "Regions with calls", "Regions", distinct("region")));

  private static final List<Counted> OF_LOOKOUT =
      List.of(
          new Counted("images_analysed", "Images analysed", "images", succeeded("DetectAnomalies")),
          new Counted(
              "projects_in_use",
              "Projects in use",
              "projects",
              distinct(inUse("project_name IS NOT NULL", "project_name"))),
          new Counted(
              "models_in_use",
              "Models in use",
              "models",
              distinct(inUse("model_version <> 'latest'", "project_name, model_version"))),
          new Counted(
              "projects_created", "Projects created", "projects", succeeded("CreateProject")),
          new Counted(
              "projects_deleted", "Projects deleted", "projects", succeeded("DeleteProject")),
          new Counted(
              "datasets_created", "Datasets created", "datasets", succeeded("CreateDataset")),
          new Counted(
              "datasets_deleted", "Datasets deleted", "datasets", succeeded("DeleteDataset")),
          new Counted("models_created", "Models created", "models", succeeded("CreateModel")),
          new Counted("models_deleted", "Models deleted", "models", succeeded("DeleteModel")),
          new Counted(
              "trial_detection_calls",
              "Trial detection",
              "calls",
              calls("action_group = 'trial_detection'")));

  private static String calls(String condition) {
    return condition.equals("true")
        ? "coalesce(sum(calls), 0)"
        : "coalesce(sum(IF(" + condition + ", calls, 0)), 0)";
  }

  private static String succeeded(String action) {
    return calls("outcome = 'success' AND action = '" + action + "'");
  }

  /** What a successful call named, told apart by account and Region. */
  private static String inUse(String named, String columns) {
    return "IF(outcome = 'success' AND %s, struct(account_id, region, %s), NULL)"
        .formatted(named, columns);
  }

  private static String distinct(String thing) {
    return "count(DISTINCT " + thing + ")";
  }

  /** Every figure by its name. */
  public Map<String, KeyFigure> all() {
    List<Counted> counted = new ArrayList<>(OF_ANY_SOURCE);
    if (catalogue) {
      counted.addAll(OF_LOOKOUT);
    }
    Map<String, KeyFigure> figures = new LinkedHashMap<>();
    counted(counted).forEach(figure -> figures.put(figure.name(), figure));
    if (catalogue) {
      inferenceHours().forEach(figure -> figures.put(figure.name(), figure));
    }
    return figures;
  }

  /** The five of the first screen. */
  public List<KeyFigure> headline(Map<String, KeyFigure> all) {
    List<String> names =
        !catalogue
            ? List.of("calls", "change_calls", "people_and_workloads", "source_ips", "denied")
            : all.containsKey("inference_hours_low")
                ? List.of(
                    "calls",
                    "images_analysed",
                    "inference_hours_low",
                    "people_and_workloads",
                    "denied")
                : List.of(
                    "calls", "images_analysed", "change_calls", "people_and_workloads", "denied");
    return names.stream().map(name -> Objects.requireNonNull(all.get(name))).toList();
  }

  private List<KeyFigure> counted(List<Counted> counted) {
    String expressions =
        counted.stream()
            .map(figure -> figure.expression() + " AS " + figure.name())
            .collect(Collectors.joining(",\n  "));
    List<Row> rows =
        answers.few(
            "Report: single figures",
            "SELECT in_period,\n  " + expressions + "\nFROM {seen} GROUP BY in_period");
    return counted.stream()
        .map(
            figure ->
                new KeyFigure(
                    figure.name(),
                    figure.label(),
                    Value.whole(count(rows, true, figure.name())),
                    figure.unit(),
                    hasBefore()
                        ? Optional.of(Value.whole(count(rows, false, figure.name())))
                        : Optional.empty(),
                    relations.text(
                        "SELECT %s AS %s\nFROM {seen} WHERE in_period"
                            .formatted(figure.expression(), figure.name()))))
        .toList();
  }

  private boolean hasBefore() {
    return options.isMonth() && comparable;
  }

  private static long count(List<Row> rows, boolean inPeriod, String name) {
    return rows.stream()
        .filter(row -> row.getBoolean(0) == inPeriod)
        .mapToLong(row -> row.<Long>getAs(name))
        .sum();
  }

  /** At least and at most, where runs of models are known. */
  private List<KeyFigure> inferenceHours() {
    String months =
        "month BETWEEN '%s' AND '%s'".formatted(options.from().minusMonths(1), options.to());
    List<Row> rows =
        answers.few(
            "Report: inference hours",
            "SELECT month >= '%s' AS in_period, %s AS low, %s AS high\n"
                    .formatted(options.from(), hours("low"), hours("high"))
                + "FROM {model_runs} WHERE event_source = %s AND %s GROUP BY ALL"
                    .formatted(SqlText.text(options.eventSource()), months));
    if (rows.stream().noneMatch(row -> row.getBoolean(0))) {
      return List.of();
    }
    return List.of(
        inferenceHours(rows, "low", "Inference hours, at least"),
        inferenceHours(rows, "high", "Inference hours, at most"));
  }

  private KeyFigure inferenceHours(List<Row> rows, String bound, String label) {
    String name = "inference_hours_" + bound;
    return new KeyFigure(
        name,
        label,
        hours(rows, true, bound),
        "hours",
        hasBefore() ? Optional.of(hours(rows, false, bound)) : Optional.empty(),
        relations.text(
            "SELECT %s AS %s\nFROM {model_runs} WHERE event_source = %s AND month BETWEEN '%s' AND '%s'"
                .formatted(
                    hours(bound),
                    name,
                    SqlText.text(options.eventSource()),
                    options.from(),
                    options.to())));
  }

  /** As decimals: sums of doubles depend on their order. */
  private static String hours(String bound) {
    return "coalesce(sum(CAST(inference_hours_%s AS DECIMAL(18, 6))), 0)".formatted(bound);
  }

  private static Value hours(List<Row> rows, boolean inPeriod, String bound) {
    BigDecimal sum =
        rows.stream()
            .filter(row -> row.getBoolean(0) == inPeriod)
            .map(row -> row.<BigDecimal>getAs(bound))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Value.decimal(sum.setScale(2, RoundingMode.HALF_UP));
  }
}
