package io.lookouttrail.identity;

import java.util.Optional;

/**
 * An Amazon resource name in its parts. Blanks are dropped (AWS's own examples have ARNs like
 * {@code arn: aws: iam: : 123456789012: role/DevRole}; a real one has none), anything that is no
 * ARN is empty.
 */
record Arn(String partition, String service, String region, String account, String resource) {
  private static final int PARTS = 6;

  static Optional<Arn> parse(String text) {
    String[] parts = withoutBlanks(text).split(":", PARTS);
    return parts.length == PARTS && parts[0].equals("arn")
        ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** The account, where the ARN names one. */
  Optional<String> accountId() {
    return Optional.of(account).filter(id -> !id.isEmpty());
  }

  /** Whether the resource is of a type: {@code role/Inspector} is of {@code role}. */
  boolean isA(String resourceType) {
    return resource.startsWith(resourceType + "/");
  }

  /** What stands after the resource's last slash: the name without its path. */
  Optional<String> lastName() {
    return Optional.of(resource.substring(resource.lastIndexOf('/') + 1))
        .filter(name -> !name.isEmpty());
  }

  /** The role behind {@code assumed-role/<role>/<session>}; STS leaves the role's path out. */
  Optional<Arn> assumedRole() {
    String[] parts = resource.split("/", 3);
    return isA("assumed-role") && !parts[1].isEmpty()
        ? Optional.of(new Arn(partition, "iam", "", account, "role/" + parts[1]))
        : Optional.empty();
  }

  /** The session of {@code assumed-role/<role>/<session>}. */
  Optional<String> sessionName() {
    String[] parts = resource.split("/", 3);
    return isA("assumed-role") && parts.length == 3 && !parts[2].isEmpty()
        ? Optional.of(parts[2])
        : Optional.empty();
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }

  private static String withoutBlanks(String text) {
    StringBuilder dense = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> dense.append((char) c));
    return dense.toString();
  }
}
