package io.lookouttrail.grants.policy;

import java.util.List;

/**
 * Statement of an identity-based policy.
 *
 * @param conditions each condition as text, such as {@code StringEquals aws:RequestedRegion =
 *     eu-central-1}; all of them must be met. They are not evaluated.
 */
public record PolicyStatement(
    Effect effect, ActionPatterns actions, ResourcePatterns resources, List<String> conditions) {

  /** What a statement does to the requests that it matches. */
  public enum Effect {
    ALLOW,
    DENY
  }

  public PolicyStatement {
    conditions = List.copyOf(conditions);
  }

  public boolean allows() {
    return effect == Effect.ALLOW;
  }

  /** The resources that the statement matches whatever the request is. */
  public ResourceSet certain() {
    return conditions.isEmpty() ? resources.certain() : ResourceSet.NONE;
  }

  /** The resources that the statement matches for some request. */
  public ResourceSet possible() {
    return resources.possible();
  }
}
