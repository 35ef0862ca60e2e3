package io.lookouttrail.identity;

import java.util.Optional;

/**
 * Amazon resource names of Lookout for Vision's projects and models.
 *
 * <p>Source: service authorization reference, "Resource types defined by Amazon Lookout for
 * Vision".
 */
public final class ResourceArns {
  private ResourceArns() {}

  /**
   * The resource that a call was about: the one its request names, else the first one its record
   * lists, else the model or project of its request; empty where none of them is known.
   *
   * <p>A version {@code latest} stays as asked for.
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
    return requested.or(() -> listed).or(() -> built(region, accountId, projectName, modelVersion));
  }

  private static Optional<String> built(
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

  /** The partition that a Region belongs to, as ARNs spell it. */
  public static String partition(String region) {
    if (region.startsWith("us-gov-")) {
      return "aws-us-gov";
    }
    return region.startsWith("cn-") ? "aws-cn" : "aws";
  }
}
