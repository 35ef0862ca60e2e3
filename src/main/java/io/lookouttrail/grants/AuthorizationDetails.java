package io.lookouttrail.grants;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Users, groups, roles and policies of one account, as {@code aws iam
 * get-account-authorization-details} prints them.
 *
 * <p>It has neither the service control policies of an organization, nor session policies, nor
 * resource-based policies.
 *
 * @param name the name of the file as the user gave it
 * @param sha256 the SHA-256 of the file's text in UTF-8, in lower-case hexadecimal
 * @param identities at least one, in the order of the file
 * @param policies the managed policies by ARN
 */
public record AuthorizationDetails(
    String name,
    String sha256,
    String accountId,
    List<IamIdentity> identities,
    Map<String, ManagedPolicy> policies) {
  public AuthorizationDetails {
    identities = List.copyOf(identities);
    if (identities.isEmpty()) {
      throw new IllegalArgumentException("no user, group or role");
    }
    policies = Map.copyOf(policies);
  }

  /**
   * Reads the details of one account.
   *
   * @param name the name of the file as the user gave it, for error messages
   * @param text the whole content of the file
   * @throws io.lookouttrail.run.UserError if the text is not the whole output of the command, is of
   *     several accounts, or has a policy that cannot be read
   */
  public static AuthorizationDetails parse(String name, String text) {
    return new AuthorizationDetailsReader(name).read(text);
  }

  /** The partition of the account's ARNs, such as {@code aws}. */
  public String partition() {
    return identities.get(0).partition();
  }

  /** The groups by name. */
  Map<String, IamIdentity> groups() {
    return identities.stream()
        .filter(identity -> identity.type() == IdentityType.GROUP)
        .collect(Collectors.toMap(IamIdentity::name, group -> group, (one, other) -> one));
  }
}
