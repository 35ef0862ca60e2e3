package io.lookouttrail.identity;

import java.util.Optional;

/**
 * Amazon Resource Name (ARN), in its parts. The parser drops blanks: real ARNs have none, but AWS's
 * examples contain ARNs like {@code arn: aws: iam: : 123456789012: role/DevRole}.
 */
record Arn(String partition, String service, String region, String account, String resource) {
  private static final int PARTS = 6;

  /** Parses an ARN; empty if the text is not one. */
  static Optional<Arn> parse(String text) {
    String[] parts = withoutBlanks(text).split(":", PARTS);
    return parts.length == PARTS && parts[0].equals("arn")
        ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** The account; empty if the ARN contains none. */
  Optional<String> accountId() {
    return Optional.of(account).filter(id -> !id.isEmpty());
  }

  /** Whether the resource has a type: {@code role/Inspector} has the type {@code role}. */
  boolean isA(String resourceType) {
    return resource.startsWith(resourceType + "/");
  }

  /** Text after the resource's last slash: the name without its path. */
  Optional<String> lastName() {
    return Optional.of(resource.substring(resource.lastIndexOf('/') + 1))
        .filter(name -> !name.isEmpty());
  }

  /** ARN of the role of {@code assumed-role/<role>/<session>}, without the role's path. */
  Optional<Arn> assumedRole() {
    String[] parts = resource.split("/", 3);
    return isA("assumed-role") && !parts[1].isEmpty()
        ? Optional.of(new Arn(partition, "iam", "", account, "role/" + parts[1]))
        : Optional.empty();
  }

  /** Session name of {@code assumed-role/<role>/<session>}. */
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
    StringBuilder compact = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> compact.append((char) c));
    return compact.toString();
  }
}
