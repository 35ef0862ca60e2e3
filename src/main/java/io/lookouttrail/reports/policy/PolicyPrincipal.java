package io.lookouttrail.reports.policy;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Role or IAM user that a policy can be attached to.
 *
 * @param arn as in the events; a role that is known only from its sessions is without its path
 * @param partition such as {@code aws}
 * @param path from slash to slash
 */
public record PolicyPrincipal(
    Kind kind, String arn, String partition, String accountId, String path, String name)
    implements Comparable<PolicyPrincipal> {

  /** What the principal is. */
  public enum Kind {
    ROLE("role"),
    USER("user");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private static final Pattern ARN =
      Pattern.compile("arn:(aws[a-z-]*):iam::([0-9]{12}):(role|user)(/(?:[^/]+/)*)([^/]+)");

  private static final Comparator<PolicyPrincipal> ORDER =
      Comparator.comparing(PolicyPrincipal::accountId).thenComparing(PolicyPrincipal::arn);

  /** Parses the ARN of a role or user; empty if it is none. */
  public static Optional<PolicyPrincipal> parse(String arn) {
    Matcher parts = ARN.matcher(arn);
    return parts.matches()
        ? Optional.of(
            new PolicyPrincipal(
                parts.group(3).equals("role") ? Kind.ROLE : Kind.USER,
                arn,
                parts.group(1),
                parts.group(2),
                parts.group(4),
                parts.group(5)))
        : Optional.empty();
  }

  /** Whether AWS alone edits the role's policies. */
  public boolean isServiceLinked() {
    return kind == Kind.ROLE && path.startsWith("/aws-service-role/");
  }

  /** Whether the role belongs to a permission set of IAM Identity Center. */
  public boolean isPermissionSet() {
    return kind == Kind.ROLE && name.startsWith("AWSReservedSSO_");
  }

  /** Whether this may be another role's ARN as a session names it: without the path. */
  boolean isWithoutPathOf(PolicyPrincipal other) {
    return kind == Kind.ROLE
        && other.kind == Kind.ROLE
        && path.equals("/")
        && !other.path.equals("/")
        && accountId.equals(other.accountId)
        && name.equals(other.name);
  }

  @Override
  public int compareTo(PolicyPrincipal other) {
    return ORDER.compare(this, other);
  }
}
