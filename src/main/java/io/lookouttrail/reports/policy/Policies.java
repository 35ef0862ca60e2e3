package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.grants.GrantComparison;
import io.lookouttrail.reports.policy.usage.CallTally;
import java.util.List;
import java.util.Optional;

/**
 * The policies of all selected roles and users.
 *
 * @param policies by account and ARN
 * @param grants what is granted beside what was used; empty without authorization details
 * @param others callers that no identity policy can be attached to, such as root
 */
public record Policies(
    PolicyOptions options,
    List<PrincipalPolicy> policies,
    List<OtherCallers> others,
    Optional<GrantComparison> grants) {
  public Policies {
    policies = List.copyOf(policies);
    others = List.copyOf(others);
  }

  /**
   * Callers without a role or IAM user.
   *
   * @param credentialKind as in the events
   */
  public record OtherCallers(String credentialKind, String accountId, CallTally calls) {

    /** Returns why no policy is made for them, as the end of a sentence. */
    public String reason() {
      return switch (credentialKind) {
        case "root" -> "no identity policy limits the root user";
        case "aws_service" -> "the service itself called, without a role";
        case "federated_user" ->
            "a federated user has what its IAM user and the session's policy allow";
        case "identity_center_user", "saml_user", "web_identity_user" -> "the record names no role";
        default -> "the record names no role or IAM user";
      };
    }
  }
}
