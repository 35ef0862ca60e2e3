package io.lookouttrail.reports.policy.usage;

import io.lookouttrail.tables.Corrections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Counts events by {@link CallKind}: the plain code beside {@link SparkCallCounts}. Not safe for
 * several threads.
 */
final class EventCounter {
  private static final List<String> CORE =
      List.of(
          "event_source",
          "event_date",
          "event_time",
          "event_id",
          "credential_kind",
          "role_arn",
          "permission_set",
          "principal_arn",
          "principal_id",
          "actor",
          "action",
          "event_name",
          "event_type",
          "call_class",
          "account_id",
          "region",
          "project_name",
          "model_version",
          "resource_arn",
          "outcome",
          "vpc_endpoint_id",
          "mfa_authenticated");

  private final CallSelection selection;
  private final Corrections corrections;
  private final Map<CallKind, CallTally> counts = new HashMap<>();

  EventCounter(CallSelection selection, Corrections corrections) {
    this.selection = selection;
    this.corrections = corrections;
  }

  /**
   * Returns the columns that {@link #add} reads.
   *
   * @param action the action of the file's events
   */
  static List<String> columns(CallSelection selection, String action) {
    List<String> columns = new ArrayList<>(CORE);
    if (!selection.hasCatalogue()) {
      columns.add("resources");
    }
    if (!selection.hasCatalogue() || DataReferences.ACTION_NAMES.contains(action)) {
      columns.add("request_parameters");
    }
    return columns;
  }

  int size() {
    return counts.size();
  }

  /** Adds an event with {@link #columns} if it is selected and no other event corrects it. */
  void add(Row event) {
    if (isSelected(event) && corrections.isCurrent(event)) {
      counts.merge(
          kind(event),
          CallTally.of(event.<Instant>getAs("event_time"), event.<String>getAs("event_id")),
          CallTally::plus);
    }
  }

  void merge(EventCounter other) {
    other.counts.forEach((kind, tally) -> counts.merge(kind, tally, CallTally::plus));
  }

  List<CallGroup> groups() {
    List<CallGroup> groups = new ArrayList<>(counts.size());
    counts.forEach((kind, tally) -> groups.add(new CallGroup(kind, tally)));
    return groups;
  }

  private boolean isSelected(Row event) {
    return selection.eventSource().equals(event.<String>getAs("event_source"))
        && selection.isWanted(event.getAs("event_date"))
        && selection.roleArn().map(arn -> arn.equals(event.<String>getAs("role_arn"))).orElse(true)
        && selection.actor().map(name -> name.equals(event.<String>getAs("actor"))).orElse(true);
  }

  private CallKind kind(Row event) {
    String credentials = event.getAs("credential_kind");
    String role = event.getAs("role_arn");
    boolean isUser = "iam_user".equals(credentials);
    String outcome = Objects.requireNonNullElse(event.<String>getAs("outcome"), "");
    return new CallKind(
        credentials,
        role,
        event.getAs("permission_set"),
        isUser ? event.getAs("principal_arn") : null,
        role != null || isUser ? uniqueId(event.getAs("principal_id")) : null,
        event.getAs("action"),
        event.getAs("event_name"),
        event.getAs("event_type"),
        event.getAs("call_class"),
        event.getAs("account_id"),
        event.getAs("region"),
        event.getAs("project_name"),
        event.getAs("model_version"),
        event.getAs("resource_arn"),
        selection.hasCatalogue() ? "" : arns(event.getAs("resources")),
        outcome,
        event.getAs("vpc_endpoint_id"),
        event.getAs("mfa_authenticated"),
        outcome.equals("success") ? data(event) : null);
  }

  private static @Nullable String uniqueId(@Nullable String principalId) {
    if (principalId == null) {
      return null;
    }
    int end = principalId.indexOf(':');
    return end < 0 ? principalId : principalId.substring(0, end);
  }

  private static String arns(@Nullable Seq<Row> resources) {
    StringBuilder arns = new StringBuilder();
    if (resources != null) {
      for (Iterator<Row> each = resources.iterator(); each.hasNext(); ) {
        Row resource = each.next();
        String arn = resource == null ? null : resource.getAs("arn");
        if (arn != null) {
          arns.append(arns.length() == 0 ? "" : "\n").append(arn);
        }
      }
    }
    return arns.toString();
  }

  private @Nullable String data(Row event) {
    if (selection.hasCatalogue()) {
      return DataReferences.ACTION_NAMES.contains(event.<String>getAs("action"))
          ? event.getAs("request_parameters")
          : null;
    }
    return DataReferences.NO_PASSED_ROLES.contains(selection.eventSource())
        ? null
        : DataReferences.roles(event.getAs("request_parameters"));
  }
}
