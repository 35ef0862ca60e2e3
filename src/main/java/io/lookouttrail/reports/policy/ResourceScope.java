package io.lookouttrail.reports.policy;

import java.util.Optional;

/**
 * Resource in two steps, from wide to narrow, so that many can be folded into one pattern.
 *
 * @param prefix the beginning of the ARN, as a pattern: of the models or projects of an account and
 *     Region, or of a bucket's objects; the whole resource where there is nothing to fold
 * @param type what the narrow parts name
 * @param outer the project, or the key of an object; empty for all
 * @param inner the version of a model; empty for all
 */
record ResourceScope(String prefix, Type type, Optional<String> outer, Optional<String> inner)
    implements Comparable<ResourceScope> {

  /** What a resource is. */
  enum Type {
    MODEL,
    PROJECT,
    OBJECT,
    /** Nothing that is folded: an ARN as delivered, or {@code *}. */
    FIXED
  }

  static ResourceScope of(String pattern) {
    return new ResourceScope(pattern, Type.FIXED, Optional.empty(), Optional.empty());
  }

  /**
   * @param place {@code arn:partition:lookoutvision:region:account:}
   */
  static ResourceScope model(String place, Optional<String> project, Optional<String> version) {
    return new ResourceScope(
        place + "model/", Type.MODEL, project, project.flatMap(name -> version));
  }

  /** As above. */
  static ResourceScope project(String place, Optional<String> project) {
    return new ResourceScope(place + "project/", Type.PROJECT, project, Optional.empty());
  }

  /**
   * @param bucket the ARN of the bucket
   */
  static ResourceScope object(String bucket, String key) {
    return new ResourceScope(bucket + "/", Type.OBJECT, Optional.of(key), Optional.empty());
  }

  ResourceScope withoutInner() {
    return new ResourceScope(prefix, type, outer, Optional.empty());
  }

  ResourceScope withoutOuter() {
    return new ResourceScope(prefix, type, Optional.empty(), Optional.empty());
  }

  /** The resource as a policy names it: names are literal, even with characters of wildcards. */
  String pattern() {
    if (type == Type.FIXED) {
      return prefix;
    }
    String pattern = prefix + outer.map(ResourceScope::literal).orElse("*");
    return type == Type.MODEL && outer.isPresent()
        ? pattern + "/" + inner.map(ResourceScope::literal).orElse("*")
        : pattern;
  }

  /**
   * Returns a text that stands for itself in a resource.
   *
   * <p>Source: IAM user guide, "IAM policy elements: variables and tags", special characters.
   */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c == '*' || c == '?' || c == '$') {
                literal.append("${").append((char) c).append('}');
              } else {
                literal.append((char) c);
              }
            });
    return literal.toString();
  }

  @Override
  public int compareTo(ResourceScope other) {
    return pattern().compareTo(other.pattern());
  }
}
