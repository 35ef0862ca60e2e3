package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.model.Column;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Groupings of calls in memory: the plain code beside the column expressions of {@link
 * CallColumns}.
 */
final class CallGroups {
  /** A column that calls are grouped by. */
  private record Key(Column.Type type, Function<CallCount, @Nullable Object> value) {
    static Key text(Function<CallCount, @Nullable Object> value) {
      return new Key(Column.Type.TEXT, value);
    }
  }

  private static final Map<String, Key> KEYS =
      Map.ofEntries(
          Map.entry("account_id", Key.text(CallCount::accountId)),
          Map.entry("region", Key.text(CallCount::region)),
          Map.entry("action", Key.text(CallCount::action)),
          Map.entry("access_level", Key.text(CallCount::accessLevel)),
          Map.entry("action_group", Key.text(CallCount::actionGroup)),
          Map.entry("actor", Key.text(CallCount::actor)),
          Map.entry("actor_kind", Key.text(CallCount::actorKind)),
          Map.entry("identity_type", Key.text(CallCount::identityType)),
          Map.entry("credential_kind", Key.text(CallCount::credentialKind)),
          Map.entry(
              "temporary_credentials", new Key(Column.Type.FLAG, CallCount::temporaryCredentials)),
          Map.entry("role_arn", Key.text(CallCount::roleArn)),
          Map.entry("caller_account_id", Key.text(CallCount::callerAccountId)),
          Map.entry("source_ip", Key.text(CallCount::sourceIp)),
          Map.entry("client", Key.text(CallCount::client)),
          Map.entry("project_name", Key.text(CallCount::projectName)),
          Map.entry("model_version", Key.text(CallCount::modelVersion)),
          Map.entry("resource_arn", Key.text(CallCount::resourceArn)));

  private CallGroups() {}

  /**
   * Begins a grouping.
   *
   * @param keys names of columns, with commas as in SQL
   */
  static Grouping<CallCount> by(String keys) {
    Grouping<CallCount> grouping = new Grouping<>();
    for (String name : keys.split(", ", -1)) {
      Key key = KEYS.get(name);
      if (key == null) {
        throw new IllegalArgumentException("calls are not grouped by " + name);
      }
      grouping.key(name, key.type(), key.value());
    }
    return grouping;
  }

  /** Counts the calls that match a condition. */
  static ToLongFunction<CallCount> callsIf(Predicate<CallCount> condition) {
    return row -> condition.test(row) ? row.calls() : 0;
  }

  /** Adds the figures of {@link CallColumns#OF_PERIOD}. */
  static Grouping<CallCount> ofPeriod(Grouping<CallCount> grouping) {
    return grouping
        .sum("calls", callsIf(CallCount::inPeriod))
        .sum("succeeded", inPeriod(call -> call.hasOutcome("success")))
        .sum("denied", inPeriod(call -> call.hasOutcome("denied")))
        .sum("throttled", inPeriod(call -> call.hasOutcome("throttled")))
        .sum("failed", inPeriod(call -> call.hasOutcome("failed")))
        .sum("read_calls", inPeriod(call -> call.hasClass("read")))
        .sum("inference_calls", inPeriod(call -> call.hasClass("inference")))
        .sum("change_calls", inPeriod(call -> call.hasClass("change")))
        .sum("unclassified_calls", inPeriod(call -> call.hasClass("unclassified")))
        .distinct("actors", call -> call.inPeriod() ? call.actor() : null)
        .distinct("sessions", call -> call.inPeriod() ? call.session() : null)
        .figure(
            "first_call",
            Column.Type.MOMENT,
            Figure.min(call -> call.inPeriod() ? call.firstCall() : null))
        .figure(
            "last_call",
            Column.Type.MOMENT,
            Figure.max(call -> call.inPeriod() ? call.lastCall() : null));
  }

  private static ToLongFunction<CallCount> inPeriod(Predicate<CallCount> condition) {
    return callsIf(condition.and(CallCount::inPeriod));
  }

  /** Adds the columns of {@link CallColumns#OF_ACCESS}. */
  static Grouping<CallCount> ofAccess(Grouping<CallCount> grouping) {
    return grouping
        .figure("clients", Column.Type.TEXT, Figure.texts(CallCount::client))
        .sum("cross_account_calls", callsIf(CallCount::isCrossAccount))
        .sum("calls_without_mfa", callsIf(CallCount::isWithoutMfa));
  }

  /** Adds calls and changes. */
  static Grouping<CallCount> callsAndChanges(Grouping<CallCount> grouping) {
    return grouping
        .sum("calls", CallCount::calls)
        .sum("change_calls", callsIf(call -> call.hasClass("change")));
  }

  /** Adds the number of denied calls. */
  static Grouping<CallCount> denied(Grouping<CallCount> grouping) {
    return grouping.sum("denied", callsIf(call -> call.hasOutcome("denied")));
  }

  /** Adds the time of the first call. */
  static Grouping<CallCount> first(String name, Grouping<CallCount> grouping) {
    return grouping.figure(name, Column.Type.MOMENT, Figure.min(CallCount::firstCall));
  }

  /** Adds the time of the last call. */
  static Grouping<CallCount> last(String name, Grouping<CallCount> grouping) {
    return grouping.figure(name, Column.Type.MOMENT, Figure.max(CallCount::lastCall));
  }
}
