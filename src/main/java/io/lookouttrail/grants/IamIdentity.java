package io.lookouttrail.grants;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * User, group or role of an account, with its policies.
 *
 * @param partition {@code aws}, or that of another group of Regions such as {@code aws-cn}
 * @param path begins and ends with a slash
 * @param id the unique id, such as {@code AROA…}; a role that was deleted and made again under its
 *     name has another one
 * @param lastUsed when the role was last used for any service, as IAM tracks it for 400 days
 * @param boundary the ARN of the policy that is the permissions boundary
 * @param groups the names of a user's groups
 */
public record IamIdentity(
    IdentityType type,
    String partition,
    String accountId,
    String name,
    String path,
    String arn,
    String id,
    Optional<Instant> created,
    Optional<Instant> lastUsed,
    List<InlinePolicy> inline,
    List<AttachedPolicy> attached,
    Optional<String> boundary,
    List<String> groups) {
  private static final String PERMISSION_SET_PREFIX = "AWSReservedSSO_";

  public IamIdentity {
    inline = List.copyOf(inline);
    attached = List.copyOf(attached);
    groups = List.copyOf(groups);
  }

  /** Whether an AWS service owns the role, so that nobody can edit its policies. */
  public boolean isServiceLinked() {
    return type == IdentityType.ROLE && path.startsWith("/aws-service-role/");
  }

  /**
   * The permission set of IAM Identity Center that owns the role {@code AWSReservedSSO_<permission
   * set>_<hash>}.
   */
  public Optional<String> permissionSet() {
    if (type != IdentityType.ROLE || !name.startsWith(PERMISSION_SET_PREFIX)) {
      return Optional.empty();
    }
    String set = name.substring(PERMISSION_SET_PREFIX.length());
    int hash = set.lastIndexOf('_');
    return Optional.of(hash > 0 ? set.substring(0, hash) : set);
  }
}
