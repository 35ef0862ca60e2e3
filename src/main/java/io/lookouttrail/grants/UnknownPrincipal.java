package io.lookouttrail.grants;

import java.util.Comparator;
import java.util.List;

/**
 * Principal that called, and that no file has.
 *
 * @param hasFile whether there is a file of its account
 * @param actions its calls, by action
 */
public record UnknownPrincipal(
    String arn, String accountId, boolean hasFile, List<ActionCalls> actions) {
  static final Comparator<UnknownPrincipal> ORDER =
      Comparator.comparing(UnknownPrincipal::accountId).thenComparing(UnknownPrincipal::arn);

  public UnknownPrincipal {
    actions = List.copyOf(actions);
  }

  /** Why nothing is known about its access, as a sentence. */
  public String note() {
    return hasFile
        ? "Not in the authorization details of its account: it was deleted, or made after the file."
        : "No authorization details for account " + accountId + ".";
  }

  /** The type that the ARN names. */
  public IdentityType type() {
    return arn.contains(":user/") ? IdentityType.USER : IdentityType.ROLE;
  }
}
