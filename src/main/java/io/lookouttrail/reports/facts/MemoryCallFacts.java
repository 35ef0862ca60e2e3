package io.lookouttrail.reports.facts;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.identity.ActorKind;
import io.lookouttrail.identity.CallClass;
import io.lookouttrail.identity.Client;
import io.lookouttrail.identity.CredentialKind;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.PastCalls;
import io.lookouttrail.reports.query.ReportPeriods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The facts of {@link CallFacts} and {@link FirstSeenFacts} as plain code over rows in memory. */
final class MemoryCallFacts {
  private static final Pattern ADDRESS = Pattern.compile("^[0-9.]+$|:");
  private static final Set<String> DELETIONS =
      Set.of("DeleteProject", "DeleteDataset", "DeleteModel");
  private static final String UNKNOWN = "unknown";

  private final ReportPeriods periods;
  private final boolean hasCatalogue;
  private final CallSums sums = new CallSums();

  private MemoryCallFacts(ReportPeriods periods, String eventSource) {
    this.periods = periods;
    this.hasCatalogue = eventSource.equals(ActionCatalogue.LOOKOUT_VISION);
  }

  /** Returns the first facts of every kind. */
  static RankedFacts<Facts.Calls> rank(
      List<CallCount> calls,
      List<PastCalls> earlier,
      ReportPeriods periods,
      String eventSource,
      Thresholds thresholds) {
    MemoryCallFacts facts = new MemoryCallFacts(periods, eventSource);
    calls.forEach(facts::addKinds);
    facts.addLongTermKeys(calls);
    facts.addFirstSeen(calls, earlier);
    return facts.sums.rank(thresholds);
  }

  private void addKinds(CallCount call) {
    addRoot(call);
    addChanges(call);
    if (call.hasOutcome(Outcome.THROTTLED.label())) {
      add(CallKind.THROTTLED, call, call.action(), actor(call));
    }
    if (hasCatalogue && call.eventDate().isAfter(CallFacts.SERVICE_END)) {
      add(CallKind.AFTER_SERVICE_END, call, actor(call), call.action());
    }
    if (hasCatalogue
        && DELETIONS.contains(call.action())
        && call.hasOutcome(Outcome.SUCCESS.label())) {
      add(CallKind.DELETED, call, deleted(call), actor(call));
    }
  }

  private void addRoot(CallCount call) {
    if (CredentialKind.ROOT.label().equals(call.credentialKind())) {
      String root =
          call.isCrossAccount() ? concat("root of account ", call.callerAccountId()) : "root";
      add(CallKind.ROOT, call, root, call.action());
    }
  }

  private void addChanges(CallCount call) {
    if (!call.hasClass(CallClass.CHANGE.label())) {
      return;
    }
    if (Client.CONSOLE.label().equals(call.client()) && call.mfaAuthenticated() != null) {
      add(
          call.isWithoutMfa() ? CallKind.CONSOLE_WITHOUT_MFA : CallKind.CONSOLE_WITH_MFA,
          call,
          actor(call),
          call.action());
    }
    if (call.isCrossAccount()
        && call.actorKind() != null
        && !call.actorKind().equals(ActorKind.AWS_SERVICE.label())) {
      String account = concat(" (account ", call.callerAccountId());
      String subject = account == null ? null : actor(call) + account + ")";
      add(CallKind.CROSS_ACCOUNT, call, subject, call.action());
    }
  }

  private static @Nullable String deleted(CallCount call) {
    String name = call.resourceArn() != null ? call.resourceArn() : call.projectName();
    return call.actionGroup() == null
        ? null
        : call.actionGroup() + " " + (name == null ? "without a name" : name);
  }

  /** Concatenates as SQL does: null where one part is null. */
  private static @Nullable String concat(String text, @Nullable String other) {
    return other == null ? null : text + other;
  }

  private static String actor(CallCount call) {
    return call.actor() == null ? UNKNOWN : call.actor();
  }

  private void add(
      CallKind kind, CallCount call, @Nullable String subject, @Nullable String detail) {
    sums.of(period(call), kind, call.accountId(), subject).add(call, detail);
  }

  private FactPeriod period(CallCount call) {
    return FactPeriod.of(call.eventDate(), periods);
  }

  private record ActorOfPeriod(FactPeriod period, String actor) {}

  private void addLongTermKeys(List<CallCount> calls) {
    Map<ActorOfPeriod, FirstNames> roles = new HashMap<>();
    for (CallCount call : calls) {
      if (call.roleArn() != null && call.actor() != null) {
        roles
            .computeIfAbsent(
                new ActorOfPeriod(period(call), call.actor()), actor -> new FirstNames())
            .add(call.roleArn());
      }
    }
    for (CallCount call : calls) {
      FirstNames ofActor =
          isWithLongTermKey(call) && call.actor() != null
              ? roles.get(new ActorOfPeriod(period(call), call.actor()))
              : null;
      if (ofActor != null) {
        sums.of(period(call), CallKind.LONG_TERM_KEY, call.accountId(), call.actor())
            .add(call, ofActor.names());
      }
    }
  }

  private static boolean isWithLongTermKey(CallCount call) {
    return CredentialKind.IAM_USER.label().equals(call.credentialKind())
        && call.accessKeyId() != null
        && call.accessKeyId().startsWith("AKIA");
  }

  /** Something that an account saw. */
  private record Subject(CallKind kind, String accountId, @Nullable String name) {}

  /** Adds what a period saw and no earlier calls did. */
  private void addFirstSeen(List<CallCount> calls, List<PastCalls> earlier) {
    Map<Subject, Boolean> before = new HashMap<>();
    for (PastCalls call : earlier) {
      names(
          call.actorKind(),
          call.actor(),
          call.roleArn(),
          call.sourceIp(),
          call.region(),
          (kind, name) -> before.put(new Subject(kind, call.accountId(), name), true));
    }
    addFirstSeen(calls, FactPeriod.MONTH_BEFORE, before);
    addFirstSeen(calls, FactPeriod.REPORT, before);
  }

  private void addFirstSeen(
      List<CallCount> calls, FactPeriod period, Map<Subject, Boolean> before) {
    Map<Subject, Boolean> now = new HashMap<>();
    for (CallCount call : calls) {
      if (period(call) == period) {
        names(
            call.actorKind(),
            call.actor(),
            call.roleArn(),
            call.sourceIp(),
            call.region(),
            (kind, name) -> {
              Subject subject = new Subject(kind, call.accountId(), name);
              now.put(subject, true);
              if (!before.containsKey(subject)) {
                add(kind, call, name, kind == CallKind.FIRST_ACTOR ? call.action() : call.actor());
              }
            });
      }
    }
    before.putAll(now);
  }

  private static void names(
      @Nullable String actorKind,
      @Nullable String actor,
      @Nullable String roleArn,
      @Nullable String sourceIp,
      @Nullable String region,
      BiConsumer<CallKind, @Nullable String> each) {
    if (actorKind != null && !actorKind.equals(ActorKind.AWS_SERVICE.label())) {
      each.accept(CallKind.FIRST_ACTOR, actor);
    }
    if (roleArn != null) {
      each.accept(CallKind.FIRST_ROLE, roleArn);
    }
    if (sourceIp != null && ADDRESS.matcher(sourceIp).find()) {
      each.accept(CallKind.FIRST_IP, sourceIp);
    }
    if (region != null) {
      each.accept(CallKind.FIRST_REGION, region);
    }
  }
}
