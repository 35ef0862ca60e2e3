package io.lookouttrail.identity;

/**
 * Type of the resource that a policy names for an action of Lookout for Vision.
 *
 * <p>Source: service authorization reference, "Actions defined by Amazon Lookout for Vision",
 * column "Resource types", as of November 2026.
 */
public enum ActionResource {
  /** The action takes no resource: a policy can allow it for {@code *} only. */
  NONE,
  /** {@code arn:partition:lookoutvision:region:account:project/NAME}. */
  PROJECT,
  /** {@code arn:partition:lookoutvision:region:account:model/PROJECT/VERSION}. */
  MODEL
}
