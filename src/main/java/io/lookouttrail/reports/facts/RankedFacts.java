package io.lookouttrail.reports.facts;

import io.lookouttrail.reports.findings.facts.TopItems;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The first facts of each period and kind.
 *
 * @param <T> the facts' record
 */
record RankedFacts<T>(Map<Group, TopItems<T>> byGroup) {

  /**
   * A period and a kind.
   *
   * @param kind empty where the query gives facts of one kind
   */
  record Group(FactPeriod period, Optional<String> kind) {}

  RankedFacts {
    byGroup = Map.copyOf(byGroup);
  }

  static <T> RankedFacts<T> none() {
    return new RankedFacts<>(Map.of());
  }

  /**
   * Returns the first facts of each group, and the number of all.
   *
   * @param limit the number of facts of each group
   * @param order a total order of the facts of one group
   */
  static <T> RankedFacts<T> first(Map<Group, List<T>> facts, int limit, Comparator<T> order) {
    Map<Group, TopItems<T>> first = new HashMap<>();
    facts.forEach(
        (group, all) ->
            first.put(
                group,
                new TopItems<>(all.stream().sorted(order).limit(limit).toList(), all.size())));
    return new RankedFacts<>(first);
  }

  /** Returns the facts with another record for each. */
  <R> RankedFacts<R> map(Function<T, R> record) {
    Map<Group, TopItems<R>> mapped = new HashMap<>();
    byGroup.forEach(
        (group, facts) ->
            mapped.put(
                group, new TopItems<>(facts.items().stream().map(record).toList(), facts.total())));
    return new RankedFacts<>(mapped);
  }

  /** Returns these facts and others, of other kinds. */
  RankedFacts<T> and(RankedFacts<T> others) {
    Map<Group, TopItems<T>> all = new HashMap<>(byGroup);
    all.putAll(others.byGroup);
    return new RankedFacts<>(all);
  }

  /** Returns the facts of a period, where the query gives facts of one kind. */
  TopItems<T> of(FactPeriod period) {
    return byGroup.getOrDefault(new Group(period, Optional.empty()), TopItems.none());
  }

  /** Returns the facts of a period and kind. */
  TopItems<T> of(FactPeriod period, Enum<?> kind) {
    return byGroup.getOrDefault(new Group(period, Optional.of(kind.name())), TopItems.none());
  }

  /** Whether there is any fact of a period, of any kind. */
  boolean isPresent(FactPeriod period) {
    return byGroup.keySet().stream().anyMatch(group -> group.period() == period);
  }
}
