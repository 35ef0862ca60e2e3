package io.lookouttrail.identity;

import java.util.Optional;

/**
 * Amazon Resource Names (ARNs) of Lookout for Vision's projects and models.
 *
 * <p>Source: service authorization reference, "Resource types defined by Amazon Lookout for
 * Vision".
 */
public final class ResourceArns {
  private ResourceArns() {}

  /**
   * ARN of a call's resource: the ARN in the request, else the first ARN in the record's resources,
   * else built from the project and model of the request; empty if none of them is known.
   *
   * <p>The model version {@code latest} is kept as requested.
   *
   * @param requested requestParameters.resourceArn
   * @param listed the ARN of the record's first resource
   * @param accountId {@code unknown} counts as absent
   */
  public static Optional<String> resourceArn(
      Optional<String> requested,
      Optional<String> listed,
      Optional<String> region,
      Optional<String> accountId,
      Optional<String> projectName,
      Optional<String> modelVersion) {
    return requested.or(() -> listed).or(() -> build(region, accountId, projectName, modelVersion));
  }

  private static Optional<String> build(
      Optional<String> region,
      Optional<String> accountId,
      Optional<String> projectName,
      Optional<String> modelVersion) {
    Optional<String> account = accountId.filter(id -> !id.equals(Attribution.UNKNOWN));
    if (region.isEmpty() || account.isEmpty() || projectName.isEmpty()) {
      return Optional.empty();
    }
    String resource =
        modelVersion
            .map(version -> "model/" + projectName.get() + "/" + version)
            .orElseGet(() -> "project/" + projectName.get());
    return Optional.of(
        new Arn(partition(region.get()), "lookoutvision", region.get(), account.get(), resource)
            .toString());
  }

  /** Partition of a Region, as in ARNs. */
  public static String partition(String region) {
    if (region.startsWith("us-gov-")) {
      return "aws-us-gov";
    }
    return region.startsWith("cn-") ? "aws-cn" : "aws";
  }
}
