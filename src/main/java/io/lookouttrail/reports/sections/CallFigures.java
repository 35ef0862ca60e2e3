package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key figures that count calls, actors and the like; one query computes all of them. */
final class CallFigures {
  /** A figure that one aggregate expression over {@code {seen}} gives. */
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

  private static final List<Counted> OF_LOOKOUT_VISION =
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

  /**
   * Something that a successful call named; the same name in two accounts or Regions counts twice.
   */
  private static String inUse(String named, String columns) {
    return "IF(outcome = 'success' AND %s, struct(account_id, region, %s), NULL)"
        .formatted(named, columns);
  }

  private static String distinct(String thing) {
    return "count(DISTINCT " + thing + ")";
  }

  private CallFigures() {}

  /**
   * Computes the figures.
   *
   * @param compares whether each figure has the value of the month before
   */
  static List<KeyFigure> read(QueryRunner runner, ReportOptions options, boolean compares) {
    List<Counted> counted =
        options.hasCatalogue()
            ? Stream.concat(OF_ANY_SOURCE.stream(), OF_LOOKOUT_VISION.stream()).toList()
            : OF_ANY_SOURCE;
    String expressions =
        counted.stream()
            .map(figure -> figure.expression() + " AS " + figure.name())
            .collect(Collectors.joining(",\n  "));
    List<NamedRow> rows =
        runner.rows(
            "Report: compute the key figures",
            "SELECT in_period,\n  " + expressions + "\nFROM {seen} GROUP BY in_period");
    return counted.stream().map(figure -> figure(figure, rows, compares, runner)).toList();
  }

  private static KeyFigure figure(
      Counted figure, List<NamedRow> rows, boolean compares, QueryRunner runner) {
    return new KeyFigure(
        figure.name(),
        figure.label(),
        value(rows, true, figure.name()),
        figure.unit(),
        compares ? Optional.of(value(rows, false, figure.name())) : Optional.empty(),
        runner.pasteable(
            "SELECT %s AS %s\nFROM {seen} WHERE in_period"
                .formatted(figure.expression(), figure.name())));
  }

  private static Value value(List<NamedRow> rows, boolean inPeriod, String name) {
    return Value.whole(
        rows.stream()
            .filter(row -> row.flag("in_period") == inPeriod)
            .mapToLong(row -> row.whole(name))
            .sum());
  }
}
