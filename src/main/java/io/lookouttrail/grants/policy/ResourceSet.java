package io.lookouttrail.grants.policy;

import java.util.List;

/**
 * Set of resources: those that match any of some patterns, and none of some others.
 *
 * @param any without a pattern the set is empty
 */
public record ResourceSet(List<ResourcePattern> any, List<ResourcePattern> none) {
  public static final ResourceSet NONE = new ResourceSet(List.of(), List.of());
  public static final ResourceSet ALL = new ResourceSet(List.of(ResourcePattern.ALL), List.of());

  public ResourceSet {
    any = List.copyOf(any);
    none = List.copyOf(none);
  }

  public static ResourceSet of(List<ResourcePattern> patterns) {
    return new ResourceSet(patterns, List.of());
  }

  static ResourceSet allBut(List<ResourcePattern> patterns) {
    return new ResourceSet(List.of(ResourcePattern.ALL), patterns);
  }

  boolean isEmpty() {
    return any.isEmpty();
  }

  boolean isAll() {
    return none.isEmpty() && any.stream().anyMatch(ResourcePattern::isAll);
  }
}
