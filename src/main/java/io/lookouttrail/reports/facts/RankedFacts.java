package io.lookouttrail.reports.facts;

import io.lookouttrail.reports.findings.facts.TopItems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
