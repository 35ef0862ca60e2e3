package io.lookouttrail.reports.sections;

import static io.lookouttrail.reports.sections.CallGroups.callsIf;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables of the section on access as plain code; {@link AccessQueries} has their SQL. */
final class AccessTables {
  private AccessTables() {}

  private static List<CallCount> calls(ReportMemory memory, Predicate<CallCount> condition) {
    return memory.calls().stream().filter(CallCount::inPeriod).filter(condition).toList();
  }

  private static boolean hasRole(CallCount call) {
    return call.roleArn() != null;
  }

  static ResultRows by(String keys, ReportMemory memory) {
    return figures(keys).of(memory.callsInPeriod());
  }

  static ResultRows byRole(String keys, ReportMemory memory) {
    return figures(keys).of(calls(memory, AccessTables::hasRole));
  }

  private static Grouping<CallCount> figures(String keys) {
    return CallGroups.ofAccess(CallGroups.ofPeriod(CallGroups.by(keys)));
  }

  static ResultRows rolePeople(ReportMemory memory) {
    Grouping<CallCount> people =
        CallGroups.by("role_arn, account_id, actor, actor_kind")
            .figure("permission_set", Column.Type.TEXT, Figure.max(CallCount::permissionSet))
            .distinct("sessions", CallCount::session);
    return withTimes(CallGroups.callsAndChanges(people)).of(calls(memory, AccessTables::hasRole));
  }

  private static Grouping<CallCount> withTimes(Grouping<CallCount> grouping) {
    return CallGroups.last("last_call", CallGroups.first("first_call", grouping));
  }

  static ResultRows roleActions(ReportMemory memory) {
    Grouping<CallCount> actions =
        CallGroups.by("role_arn, action, resource_arn").sum("calls", CallCount::calls);
    return CallGroups.last("last_call", CallGroups.denied(actions))
        .of(calls(memory, AccessTables::hasRole));
  }

  static ResultRows identityKinds(ReportMemory memory) {
    Grouping<CallCount> kinds =
        CallGroups.by("actor_kind, identity_type, credential_kind, temporary_credentials")
            .sum("calls", CallCount::calls)
            .sum("calls_with_mfa", callsIf(call -> Boolean.TRUE.equals(call.mfaAuthenticated())))
            .sum("calls_without_mfa", callsIf(CallCount::isWithoutMfa))
            .sum("mfa_not_judged", callsIf(call -> call.mfaAuthenticated() == null))
            .distinct("actors", CallCount::actor);
    return CallGroups.last("last_call", kinds).of(memory.callsInPeriod());
  }

  static ResultRows clients(ReportMemory memory) {
    Grouping<CallCount> clients =
        CallGroups.denied(CallGroups.callsAndChanges(CallGroups.by("client, actor_kind")))
            .distinct("actors", CallCount::actor);
    return CallGroups.last("last_call", clients).of(memory.callsInPeriod());
  }

  static ResultRows services(ReportMemory memory) {
    Grouping<CallCount> services =
        new Grouping<CallCount>()
            .key("service", Column.Type.TEXT, AccessTables::service)
            .key("actor", Column.Type.TEXT, CallCount::actor)
            .key("actor_kind", Column.Type.TEXT, CallCount::actorKind)
            .key("account_id", Column.Type.TEXT, CallCount::accountId);
    return CallGroups.last("last_call", CallGroups.denied(CallGroups.callsAndChanges(services)))
        .of(calls(memory, AccessTables::isThroughService));
  }

  private static @Nullable String service(CallCount call) {
    return call.invokedBy() == null ? call.actor() : call.invokedBy();
  }

  private static boolean isThroughService(CallCount call) {
    return "aws_service".equals(call.actorKind())
        || (call.invokedBy() != null && !call.invokedBy().equals("signin.amazonaws.com"));
  }

  static ResultRows crossAccount(ReportMemory memory) {
    Grouping<CallCount> callers =
        CallGroups.by("caller_account_id, account_id, actor, actor_kind, role_arn");
    return withTimes(CallGroups.denied(CallGroups.callsAndChanges(callers)))
        .of(calls(memory, CallCount::isCrossAccount));
  }

  static ResultRows denied(ReportMemory memory) {
    Grouping<CallCount> denied =
        CallGroups.by("actor, actor_kind, account_id, role_arn, action, resource_arn")
            .sum("denied", CallCount::calls);
    return CallGroups.last("last_denied", CallGroups.first("first_denied", denied))
        .of(calls(memory, call -> call.hasOutcome("denied")));
  }

  static ResultRows review(ReportMemory memory) {
    Grouping<CallCount> review =
        CallGroups.by("actor, actor_kind, role_arn")
            .figure("accounts", Column.Type.TEXT, Figure.texts(CallCount::accountId));
    return CallGroups.callsAndChanges(CallGroups.last("last_used", review))
        .empty("granted_actions", Column.Type.WHOLE)
        .empty("unused_actions", Column.Type.WHOLE)
        .empty("decision", Column.Type.TEXT)
        .empty("reviewer", Column.Type.TEXT)
        .empty("reviewed_on", Column.Type.DAY)
        .empty("ticket", Column.Type.TEXT)
        .empty("comment", Column.Type.TEXT)
        .of(memory.callsInPeriod());
  }
}
