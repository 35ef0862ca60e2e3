package io.lookouttrail.identity;

import java.util.Map;
import java.util.Optional;

/**
 * A record's userIdentity by CloudTrail's declared fields. Missing, null, empty and wrong-typed
 * fields are empty.
 *
 * <p>Source: CloudTrail user guide, "CloudTrail userIdentity element".
 */
public record UserIdentity(
    Optional<String> type,
    Optional<String> userName,
    Optional<String> principalId,
    Optional<String> arn,
    Optional<String> accountId,
    Optional<String> accessKeyId,
    Optional<String> invokedBy,
    Optional<String> identityProvider,
    Optional<String> credentialId,
    Optional<SessionContext> sessionContext,
    Optional<OnBehalfOf> onBehalfOf,
    Optional<InScopeOf> inScopeOf,
    Optional<String> invokedByDelegateAccountId) {

  /** Where temporary credentials came from. */
  public record SessionContext(
      Optional<SessionIssuer> sessionIssuer,
      Optional<String> federatedProvider,
      Optional<String> webIdFederationAttributes,
      Optional<String> creationDate,
      Optional<Boolean> mfaAuthenticated,
      Optional<String> sourceIdentity,
      Optional<String> ec2RoleDelivery,
      Optional<String> assumedRoot,
      Optional<String> ec2IssuedInVpc) {}

  /** Who issued a session. */
  public record SessionIssuer(
      Optional<String> type,
      Optional<String> userName,
      Optional<String> principalId,
      Optional<String> arn,
      Optional<String> accountId) {}

  /** The Identity Center user on whose behalf a call was made. */
  public record OnBehalfOf(Optional<String> userId, Optional<String> identityStoreArn) {}

  /** The resource within whose scope a service acted. */
  public record InScopeOf(
      Optional<String> sourceArn,
      Optional<String> sourceAccount,
      Optional<String> issuerType,
      Optional<String> credentialsIssuedTo) {}

  /**
   * Reads a userIdentity from its JSON object as plain Java: maps, lists, strings, numbers,
   * booleans and nulls.
   */
  public static UserIdentity parse(Map<String, ?> json) {
    return new UserIdentity(
        text(json, "type"),
        text(json, "userName"),
        text(json, "principalId"),
        text(json, "arn"),
        text(json, "accountId"),
        text(json, "accessKeyId"),
        text(json, "invokedBy"),
        text(json, "identityProvider"),
        text(json, "credentialId"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> text(Map<String, ?> json, String field) {
    return json.get(field) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }
}
