package io.lookouttrail.grants.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Element Resource or NotResource of a statement.
 *
 * @param isNegated whether the element is NotResource, which matches all other resources
 */
public record ResourcePatterns(List<ResourcePattern> patterns, boolean isNegated) {
  public ResourcePatterns {
    patterns = List.copyOf(patterns);
  }

  /** The resources that match whatever the values of policy variables are. */
  ResourceSet certain() {
    return isNegated ? ResourceSet.allBut(patterns) : ResourceSet.of(withoutVariables());
  }

  /** The resources that match for some values of the policy variables. */
  ResourceSet possible() {
    return isNegated ? ResourceSet.allBut(withoutVariables()) : ResourceSet.of(patterns);
  }

  private List<ResourcePattern> withoutVariables() {
    return patterns.stream().filter(pattern -> !pattern.hasVariable()).toList();
  }

  boolean hasVariable() {
    return patterns.stream().anyMatch(ResourcePattern::hasVariable);
  }

  /** The element in words: {@code arn:…:model/*} or {@code all but arn:…:model/*}. */
  @Override
  public String toString() {
    String all = patterns.stream().map(ResourcePattern::text).collect(Collectors.joining("; "));
    return isNegated ? "all but " + all : all;
  }
}
