package io.lookouttrail.reports.policy;

import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.identity.IamAction;
import io.lookouttrail.identity.LookoutAction;
import io.lookouttrail.reports.policy.usage.CallGroup;
import io.lookouttrail.reports.policy.usage.CallKind;
import io.lookouttrail.reports.policy.usage.CallTally;
import io.lookouttrail.reports.query.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one principal used: its calls by action and resource, folded where they are many.
 */
final class PermissionCollector {
  private final PolicyPrincipal principal;
  private final PolicyOptions options;
  private final SortedMap<IamAction, Map<ResourceScope, Entry>> byAction = new TreeMap<>();
  private final SortedMap<String, OutsidePolicy> outside = new TreeMap<>();
  private final List<String> folds = new ArrayList<>();

  PermissionCollector(PolicyPrincipal principal, PolicyOptions options) {
    this.principal = principal;
    this.options = options;
  }

  /** The calls of an action on a resource. */
  private static final class Entry {
    private final String level;
    private final NavigableSet<String> regions = new TreeSet<>();
    private final NavigableSet<String> reasons = new TreeSet<>();
    private final NavigableSet<String> eventNames = new TreeSet<>();
    private final Set<List<String>> conditions = new HashSet<>();
    private boolean isOfAnyRegion;
    private @Nullable CallTally used;
    private @Nullable CallTally denied;

    Entry(String level) {
      this.level = level;
    }

    /** Returns this entry with the conditions that find the calls of a wider resource. */
    Entry at(ResourceScope own, ResourceScope wide) {
      Entry widened = new Entry(level);
      widened.add(this);
      int depth = own.equals(wide) ? Integer.MAX_VALUE : wide.outer().isPresent() ? 2 : 1;
      widened.conditions.clear();
      conditions.forEach(
          list -> widened.conditions.add(list.subList(0, Math.min(depth, list.size()))));
      return widened;
    }

    void add(Entry other) {
      regions.addAll(other.regions);
      isOfAnyRegion |= other.isOfAnyRegion;
      reasons.addAll(other.reasons);
      eventNames.addAll(other.eventNames);
      conditions.addAll(other.conditions);
      used = sum(used, other.used);
      denied = sum(denied, other.denied);
    }
  }

  private static @Nullable CallTally sum(@Nullable CallTally one, @Nullable CallTally other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.plus(other);
  }

  /** Adds successful and denied calls; has no effect for calls that ended otherwise. */
  void add(CallGroup group) {
    CallKind kind = group.kind();
    if (!kind.isSuccess() && !kind.isDenied()) {
      return;
    }
    Optional<IamAction> action =
        IamAction.of(
            options.selection().eventSource(),
            kind.eventName(),
            Optional.ofNullable(kind.eventType()));
    if (action.isEmpty()) {
      addOutside(group);
      return;
    }
    for (CalledResource resource : resources(action.get(), kind)) {
      Entry entry = new Entry(level(kind));
      if (isAllowed(kind)) {
        entry.regions.addAll(resource.regions());
        entry.isOfAnyRegion = resource.reasons().contains(LookoutResources.NO_REGION);
      }
      entry.reasons.addAll(resource.reasons());
      entry.eventNames.add(kind.eventName());
      entry.conditions.add(resource.conditions());
      entry.used = kind.isSuccess() ? group.tally() : null;
      entry.denied = kind.isDenied() ? group.tally() : null;
      byAction
          .computeIfAbsent(action.get(), name -> new HashMap<>())
          .computeIfAbsent(resource.scope(), scope -> new Entry(entry.level))
          .add(entry);
    }
  }

  private boolean isAllowed(CallKind kind) {
    return kind.isSuccess() || options.includeDenied();
  }

  /** The resources that a policy is to allow. */
  private Set<ResourceScope> allowed(Map<ResourceScope, Entry> entries) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().used != null || options.includeDenied())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private List<CalledResource> resources(IamAction action, CallKind kind) {
    return options.selection().hasCatalogue()
        ? List.of(
            LookoutResources.of(principal, LookoutAction.of(kind.eventName()).orElseThrow(), kind))
        : RecordedResources.of(action, kind);
  }

  private String level(CallKind kind) {
    if (options.selection().hasCatalogue()) {
      return LookoutAction.of(kind.eventName())
          .map(LookoutAction::accessLevel)
          .orElseThrow()
          .label();
    }
    if ("read".equals(kind.callClass())) {
      return AccessLevel.READ.label();
    }
    return "change".equals(kind.callClass()) ? AccessLevel.WRITE.label() : "Use";
  }

  private void addOutside(CallGroup group) {
    CallKind kind = group.kind();
    boolean isCall = IamAction.isCall(Optional.ofNullable(kind.eventType()));
    String reason =
        isCall
            ? "no action of IAM is known for this event"
            : "an event of the type " + kind.eventType() + " is no call that IAM allows";
    String condition =
        CalledResource.equal("event_name", kind.eventName())
            + (isCall ? "" : " AND " + CalledResource.equal("event_type", kind.eventType()));
    long denied = kind.isDenied() ? group.tally().calls() : 0;
    outside.merge(
        condition,
        new OutsidePolicy(kind.eventName(), reason, group.tally(), denied, condition),
        OutsidePolicy::plus);
  }

  /** Returns what was used, by action and resource. */
  List<UsedPermission> permissions() {
    List<UsedPermission> permissions = new ArrayList<>();
    byAction.forEach(
        (action, entries) -> {
          SortedMap<ResourceScope, Entry> folded = new TreeMap<>();
          ResourceFolding folding = new ResourceFolding(action, allowed(entries), options);
          entries.forEach(
              (scope, entry) ->
                  folded
                      .computeIfAbsent(folding.of(scope), wide -> new Entry(entry.level))
                      .add(entry.at(scope, folding.of(scope))));
          folded.forEach((scope, entry) -> permissions.add(permission(action, scope, entry)));
          folds.addAll(folding.sentences());
        });
    return permissions;
  }

  private UsedPermission permission(IamAction action, ResourceScope scope, Entry entry) {
    return new UsedPermission(
        action,
        entry.level,
        scope.pattern(),
        entry.isOfAnyRegion ? new TreeSet<>() : entry.regions,
        Optional.ofNullable(entry.used),
        Optional.ofNullable(entry.denied),
        reasons(entry),
        condition(entry));
  }

  /** A call that is not allowed takes no condition away. */
  private static NavigableSet<String> reasons(Entry entry) {
    NavigableSet<String> reasons = new TreeSet<>(entry.reasons);
    if (!entry.isOfAnyRegion) {
      reasons.remove(LookoutResources.NO_REGION);
    }
    return reasons;
  }

  private String condition(Entry entry) {
    String names =
        "event_name IN (%s)"
            .formatted(
                entry.eventNames.stream().map(SqlText::text).collect(Collectors.joining(", ")));
    String types = hasOtherEvents() ? " AND " + IamAction.CALLS_IN_SQL : "";
    String resources =
        entry.conditions.stream()
            .filter(conditions -> !conditions.isEmpty())
            .map(conditions -> String.join(" AND ", conditions))
            .sorted()
            .distinct()
            .collect(Collectors.joining(" OR "));
    return names + types + (resources.isEmpty() ? "" : " AND (" + resources + ")");
  }

  /** Whether an event that is no call may have the name of one. */
  private boolean hasOtherEvents() {
    return outside.keySet().stream().anyMatch(condition -> condition.contains(" AND event_type "));
  }

  /** Returns the calls that no policy stands for, by the event's name. */
  List<OutsidePolicy> outside() {
    return List.copyOf(outside.values());
  }

  /** Returns a sentence for each fold, after {@link #permissions}. */
  List<String> folds() {
    return List.copyOf(folds);
  }
}
