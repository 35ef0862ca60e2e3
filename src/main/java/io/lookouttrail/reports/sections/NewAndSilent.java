package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.PastCalls;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a period has and its history lacks, and the reverse, as plain code; {@link AccessQueries}
 * has the SQL.
 */
final class NewAndSilent {
  /** Something that was in use, such as a role; in the period ({@code now}) or before it. */
  private record Thing(String kind, String subject, long calls, Instant firstCall, boolean now) {}

  private NewAndSilent() {}

  static ResultRows firstTime(ReportMemory memory) {
    List<Thing> things = new ArrayList<>();
    for (CallCount call : memory.callsInPeriod()) {
      @Nullable String[] subjects =
          subjects(
              call.actor(),
              call.action(),
              call.accountId(),
              call.region(),
              call.roleArn(),
              call.sourceIp());
      add(things, subjects, call.calls(), call.firstCall(), true);
    }
    for (PastCalls call : memory.currentHistory()) {
      @Nullable String[] subjects =
          subjects(
              call.actor(),
              call.action(),
              call.accountId(),
              call.region(),
              call.roleArn(),
              call.sourceIp());
      add(things, subjects, call.calls(), call.firstCall(), false);
    }
    return onlyNow(things);
  }

  private static final List<String> KINDS =
      List.of("action", "actor", "region", "role", "source_ip");

  /** Returns a name of each kind; null where there is none. */
  private static @Nullable String[] subjects(
      @Nullable String actor,
      String action,
      String accountId,
      @Nullable String region,
      @Nullable String roleArn,
      @Nullable String sourceIp) {
    return new @Nullable String[] {
      actor == null ? null : actor + " " + action,
      actor,
      region == null ? null : accountId + " " + region,
      roleArn,
      sourceIp
    };
  }

  private static void add(
      List<Thing> things, @Nullable String[] subjects, long calls, Instant firstCall, boolean now) {
    for (int i = 0; i < subjects.length; i++) {
      String subject = subjects[i];
      if (subject != null) {
        things.add(new Thing(KINDS.get(i), subject, calls, firstCall, now));
      }
    }
  }

  private static ResultRows onlyNow(List<Thing> things) {
    Set<List<String>> before = new HashSet<>();
    things.stream()
        .filter(thing -> !thing.now())
        .forEach(thing -> before.add(List.of(thing.kind(), thing.subject())));
    return new Grouping<Thing>()
        .key("kind", Column.Type.TEXT, Thing::kind)
        .key("subject", Column.Type.TEXT, Thing::subject)
        .sum("calls", Thing::calls)
        .figure("first_call", Column.Type.MOMENT, Figure.min(Thing::firstCall))
        .of(
            things.stream()
                .filter(thing -> !before.contains(List.of(thing.kind(), thing.subject())))
                .toList());
  }

  /**
   * Returns the actors who called before the period, but not in it.
   *
   * @param since actors whose last call is older fell silent before
   */
  static ResultRows fellSilent(ReportMemory memory, LocalDate since) {
    Set<List<@Nullable String>> active = new HashSet<>();
    memory
        .callsInPeriod()
        .forEach(call -> active.add(Arrays.asList(call.actor(), call.accountId())));
    ResultRows silent =
        new Grouping<PastCalls>()
            .key("actor", Column.Type.TEXT, PastCalls::actor)
            .key("actor_kind", Column.Type.TEXT, PastCalls::actorKind)
            .key("account_id", Column.Type.TEXT, PastCalls::accountId)
            .sum("calls_ever", PastCalls::calls)
            .figure("last_call", Column.Type.MOMENT, Figure.max(PastCalls::lastCall))
            .of(
                memory.currentHistory().stream()
                    .filter(call -> !active.contains(Arrays.asList(call.actor(), call.accountId())))
                    .toList());
    Instant start = since.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new ResultRows(
        silent.columns(),
        silent.rows().stream().filter(row -> !lastCall(row).isBefore(start)).toList());
  }

  private static Instant lastCall(ResultRow row) {
    return (Instant) Objects.requireNonNull(row.cells().get(row.cells().size() - 1));
  }
}
