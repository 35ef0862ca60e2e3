package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key figures that count calls, actors and the like. {@link CallFigureQuery} computes them. */
final class CallFigures {
  /** A figure that one aggregate expression over {@code {seen}} gives. */
  record Counted(
      String name, String label, String unit, String expression, Figure<CallCount> inMemory) {}

  private static final List<Counted> OF_ANY_SOURCE =
      List.of(
          new Counted("calls", "Calls", "calls", calls("true"), sum(call -> true)),
          new Counted(
              "succeeded",
              "Succeeded",
              "calls",
              calls("outcome = 'success'"),
              sum(call -> call.hasOutcome("success"))),
          new Counted(
              "denied",
              "Denied",
              "calls",
              calls("outcome = 'denied'"),
              sum(call -> call.hasOutcome("denied"))),
          new Counted(
              "throttled",
              "Throttled",
              "calls",
              calls("outcome = 'throttled'"),
              sum(call -> call.hasOutcome("throttled"))),
          new Counted(
              "failed",
              "Failed",
              "calls",
              calls("outcome = 'failed'"),
              sum(call -> call.hasOutcome("failed"))),
          new Counted(
              "read_calls",
              "Reads",
              "calls",
              calls("call_class = 'read'"),
              sum(call -> call.hasClass("read"))),
          new Counted(
              "inference_calls",
              "Inference",
              "calls",
              calls("call_class = 'inference'"),
              sum(call -> call.hasClass("inference"))),
          new Counted(
              "change_calls",
              "Changes",
              "calls",
              calls("call_class = 'change'"),
              sum(call -> call.hasClass("change"))),
          new Counted(
              "unclassified_calls",
              "Unclassified",
              "calls",
              calls("call_class = 'unclassified'"),
              sum(call -> call.hasClass("unclassified"))),
          new Counted(
              "root_calls",
              "Calls by root",
              "calls",
              calls("actor_kind = 'root'"),
              sum(call -> isKind(call, "root"))),
          new Counted(
              "console_calls",
              "Calls from the console",
              "calls",
              calls("client = 'console'"),
              sum(call -> "console".equals(call.client()))),
          new Counted(
              "cross_account_calls",
              "Calls from other accounts",
              "calls",
              calls("cross_account"),
              sum(CallCount::isCrossAccount)),
          new Counted(
              "calls_without_mfa",
              "Calls without MFA",
              "calls",
              calls("NOT mfa_authenticated"),
              sum(CallCount::isWithoutMfa)),
          new Counted(
              "people_and_workloads",
              "People and workloads",
              "actors",
              distinct(
                  "IF(actor_kind IN ('human', 'root', 'workload'), struct(actor_kind, actor), NULL)"),
              Figure.distinct(
                  call ->
                      isKind(call, "human") || isKind(call, "root") || isKind(call, "workload")
                          ? Arrays.asList(call.actorKind(), call.actor())
                          : null)),
          new Counted(
              "people",
              "People",
              "actors",
              distinct("IF(actor_kind = 'human', actor, NULL)"),
              Figure.distinct(call -> isKind(call, "human") ? call.actor() : null)),
          new Counted(
              "workloads",
              "Workloads",
              "actors",
              distinct("IF(actor_kind = 'workload', actor, NULL)"),
              Figure.distinct(call -> isKind(call, "workload") ? call.actor() : null)),
          new Counted(
              "roles", "Roles", "roles", distinct("role_arn"), Figure.distinct(CallCount::roleArn)),
          new Counted(
              "source_ips",
              "Source addresses",
              "addresses",
              distinct("source_ip"),
              Figure.distinct(CallCount::sourceIp)),
          new Counted(
              "accounts",
              "Accounts with calls",
              "accounts",
              distinct("account_id"),
              Figure.distinct(CallCount::accountId)),
          new Counted(
              "regions",
              "Regions with calls",
              "Regions",
              distinct("region"),
              Figure.distinct(CallCount::region)));

  private static final List<Counted> OF_LOOKOUT_VISION =
      List.of(
          new Counted(
              "images_analysed",
              "Images analysed",
              "images",
              succeeded("DetectAnomalies"),
              sum(call -> isSuccess(call, "DetectAnomalies"))),
          new Counted(
              "projects_in_use",
              "Projects in use",
              "projects",
              distinct(inUse("project_name IS NOT NULL", "project_name")),
              Figure.distinct(CallFigures::project)),
          new Counted(
              "models_in_use",
              "Models in use",
              "models",
              distinct(inUse("model_version <> 'latest'", "project_name, model_version")),
              Figure.distinct(CallFigures::model)),
          new Counted(
              "projects_created",
              "Projects created",
              "projects",
              succeeded("CreateProject"),
              sum(call -> isSuccess(call, "CreateProject"))),
          new Counted(
              "projects_deleted",
              "Projects deleted",
              "projects",
              succeeded("DeleteProject"),
              sum(call -> isSuccess(call, "DeleteProject"))),
          new Counted(
              "datasets_created",
              "Datasets created",
              "datasets",
              succeeded("CreateDataset"),
              sum(call -> isSuccess(call, "CreateDataset"))),
          new Counted(
              "datasets_deleted",
              "Datasets deleted",
              "datasets",
              succeeded("DeleteDataset"),
              sum(call -> isSuccess(call, "DeleteDataset"))),
          new Counted(
              "models_created",
              "Models created",
              "models",
              succeeded("CreateModel"),
              sum(call -> isSuccess(call, "CreateModel"))),
          new Counted(
              "models_deleted",
              "Models deleted",
              "models",
              succeeded("DeleteModel"),
              sum(call -> isSuccess(call, "DeleteModel"))),
          new Counted(
              "trial_detection_calls",
              "Trial detection",
              "calls",
              calls("action_group = 'trial_detection'"),
              sum(call -> "trial_detection".equals(call.actionGroup()))));

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

  private static Figure<CallCount> sum(Predicate<CallCount> condition) {
    return Figure.sum(CallGroups.callsIf(condition));
  }

  private static boolean isKind(CallCount call, String actorKind) {
    return actorKind.equals(call.actorKind());
  }

  private static boolean isSuccess(CallCount call, String action) {
    return call.hasOutcome("success") && call.action().equals(action);
  }

  private static @Nullable Object project(CallCount call) {
    return call.hasOutcome("success") && call.projectName() != null
        ? Arrays.asList(call.accountId(), call.region(), call.projectName())
        : null;
  }

  private static @Nullable Object model(CallCount call) {
    return call.hasOutcome("success")
            && call.modelVersion() != null
            && !call.modelVersion().equals("latest")
        ? Arrays.asList(call.accountId(), call.region(), call.projectName(), call.modelVersion())
        : null;
  }

  private static String distinct(String thing) {
    return "count(DISTINCT " + thing + ")";
  }

  private CallFigures() {}

  /** The figures of a report, in order. */
  static List<Counted> of(ReportOptions options) {
    return options.hasCatalogue()
        ? Stream.concat(OF_ANY_SOURCE.stream(), OF_LOOKOUT_VISION.stream()).toList()
        : OF_ANY_SOURCE;
  }
}
