package io.lookouttrail.grants;

import io.lookouttrail.grants.EvaluatedGrants.IdentityGrants;
import io.lookouttrail.identity.IamAction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Comparison of the grants of all identities with their calls. */
final class UseComparison {
  private final EvaluatedGrants grants;
  private final Map<String, LogSpan> logs;

  /** Calls of the identities of the files, by ARN. */
  private final Map<String, List<UsedAction>> used = new HashMap<>();

  /** Numbers of calls of earlier identities of the same names, by ARN. */
  private final Map<String, Long> earlier = new HashMap<>();

  private final Map<String, List<UsedAction>> unknown = new LinkedHashMap<>();

  /**
   * @param logs by account, the days of which logs were read
   */
  UseComparison(EvaluatedGrants grants, Map<String, LogSpan> logs) {
    this.grants = grants;
    this.logs = logs;
  }

  GrantedUse compare(Collection<UsedAction> calls) {
    calls.forEach(this::assign);
    List<IdentityUse> identities =
        grants.all().stream().map(this::use).sorted(IdentityUse.ORDER).toList();
    List<UnknownPrincipal> principals = new ArrayList<>();
    unknown.forEach(
        (arn, actions) -> {
          String account = account(arn);
          principals.add(
              new UnknownPrincipal(
                  arn, account, grants.hasAccount(account), List.copyOf(sums(actions).values())));
        });
    principals.sort(UnknownPrincipal.ORDER);
    return new GrantedUse(identities, principals);
  }

  private static String account(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 ? parts[4] : "";
  }

  private void assign(UsedAction action) {
    Optional<IamIdentity> identity = grants.find(action.principalArn());
    if (identity.isEmpty()) {
      unknown.computeIfAbsent(action.principalArn(), arn -> new ArrayList<>()).add(action);
    } else if (isEarlier(identity.get(), action.lastCall())) {
      earlier.merge(identity.get().arn(), action.calls(), Long::sum);
    } else {
      used.computeIfAbsent(identity.get().arn(), key -> new ArrayList<>()).add(action);
    }
  }

  /** Whether a call was made before the identity, and so by an earlier one of its name. */
  private static boolean isEarlier(IamIdentity identity, Instant call) {
    return identity.created().filter(call::isBefore).isPresent();
  }

  private List<UsedAction> calls(IamIdentity identity) {
    return identity.type() == IdentityType.GROUP
        ? grants.members(identity).stream()
            .flatMap(member -> used.getOrDefault(member.arn(), List.of()).stream())
            .toList()
        : used.getOrDefault(identity.arn(), List.of());
  }

  private IdentityUse use(IdentityGrants granted) {
    IamIdentity identity = granted.identity();
    Map<IamAction, ActionCalls> sums = sums(calls(identity));
    List<ActionUse> actions = new ArrayList<>();
    for (int i = 0; i < granted.actions().size(); i++) {
      GrantableAction action = granted.actions().get(i);
      actions.add(
          new ActionUse(
              action,
              granted.grants().get(i),
              sums.getOrDefault(action.action(), ActionCalls.none(action.action()))));
    }
    return new IdentityUse(
        identity, actions, Optional.ofNullable(logs.get(identity.accountId())), notes(granted));
  }

  private static SortedMap<IamAction, ActionCalls> sums(List<UsedAction> calls) {
    SortedMap<IamAction, ActionCalls> sums = new TreeMap<>();
    calls.forEach(
        used ->
            sums.merge(
                used.action(),
                ActionCalls.none(used.action()).plus(used),
                (sum, one) -> sum.plus(used)));
    return sums;
  }

  private List<String> notes(IdentityGrants granted) {
    IamIdentity identity = granted.identity();
    List<String> notes = new ArrayList<>();
    if (!logs.containsKey(identity.accountId())) {
      notes.add("There is no log file of its account, so its use is unknown.");
    }
    if (identity.isServiceLinked()) {
      notes.add("A service-linked role: its policies cannot be edited.");
    }
    identity
        .permissionSet()
        .ifPresent(set -> notes.add("Edit the permission set " + set + ", not the role."));
    if (identity.type() == IdentityType.GROUP) {
      int members = grants.members(identity).size();
      notes.add(
          members == 0
              ? "The group has no member."
              : "Calls are those of its %s.".formatted(counted(members, "member")));
    }
    granted
        .missing()
        .forEach(name -> notes.add("Not in the file, so what it grants is unknown: " + name + "."));
    identity.created().ifPresent(at -> notesOnEarlier(identity, at, notes));
    return notes;
  }

  private void notesOnEarlier(IamIdentity identity, Instant created, List<String> notes) {
    LocalDate day = LocalDate.ofInstant(created, ZoneOffset.UTC);
    String type = identity.type().label();
    Optional.ofNullable(earlier.get(identity.arn()))
        .ifPresent(
            calls ->
                notes.add(
                    "Not counted: %s before it was created on %s, by an earlier %s of this name."
                        .formatted(counted(calls, "call"), day, type)));
    boolean mixed =
        used.getOrDefault(identity.arn(), List.of()).stream()
            .anyMatch(action -> action.firstCall().isBefore(created));
    if (mixed) {
      notes.add(
          "Created on %s: it counts calls before that too, by an earlier %s of this name."
              .formatted(day, type));
    }
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
