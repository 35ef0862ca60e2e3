package io.lookouttrail.identity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record's userIdentity, with the fields that CloudTrail documents. A field that is missing,
 * null, blank or of a wrong type is empty. An object without any documented field is empty too:
 * {@code "sessionIssuer": {}} is the same as no sessionIssuer.
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

  /**
   * Origin of temporary credentials.
   *
   * @param webIdFederationAttributes JSON text with sorted keys
   * @param creationDate as delivered: {@code 2020-11-20T13:15:09Z} or {@code 20131102T010628Z}
   * @param ec2RoleDelivery {@code 1.0} or {@code 2.0}, the version of the instance metadata service
   * @param assumedRoot {@code true} if the session is from sts:AssumeRoot
   */
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

  /** Issuer of a session. */
  public record SessionIssuer(
      Optional<String> type,
      Optional<String> userName,
      Optional<String> principalId,
      Optional<String> arn,
      Optional<String> accountId) {}

  /** The Identity Center user on whose behalf a call was made. */
  public record OnBehalfOf(Optional<String> userId, Optional<String> identityStoreArn) {}

  /** Resource for which a service acted. */
  public record InScopeOf(
      Optional<String> sourceArn,
      Optional<String> sourceAccount,
      Optional<String> issuerType,
      Optional<String> credentialsIssuedTo) {}

  private static final SessionContext NO_CONTEXT =
      new SessionContext(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final SessionIssuer NO_ISSUER =
      new SessionIssuer(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final OnBehalfOf NOBODY = new OnBehalfOf(Optional.empty(), Optional.empty());
  private static final InScopeOf NO_SCOPE =
      new InScopeOf(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Creates a userIdentity from its JSON object as plain Java: maps, lists, strings, numbers,
   * booleans and nulls. Never throws, whatever the shape.
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
        sessionContext(object(json, "sessionContext")),
        onBehalfOf(object(json, "onBehalfOf")),
        inScopeOf(object(json, "inScopeOf")),
        text(object(json, "invokedByDelegate"), "accountId"));
  }

  private static Optional<SessionContext> sessionContext(Map<?, ?> json) {
    Map<?, ?> webIdentity = object(json, "webIdFederationData");
    Map<?, ?> attributes = object(json, "attributes");
    SessionContext context =
        new SessionContext(
            sessionIssuer(object(json, "sessionIssuer")),
            text(webIdentity, "federatedProvider"),
            jsonText(webIdentity.get("attributes")),
            text(attributes, "creationDate"),
            flag(attributes, "mfaAuthenticated"),
            text(json, "sourceIdentity"),
            scalar(json, "ec2RoleDelivery"),
            scalar(json, "assumedRoot"),
            scalar(json, "ec2IssuedInVpc"));
    return Optional.of(context).filter(found -> !found.equals(NO_CONTEXT));
  }

  private static Optional<SessionIssuer> sessionIssuer(Map<?, ?> json) {
    SessionIssuer issuer =
        new SessionIssuer(
            text(json, "type"),
            text(json, "userName"),
            text(json, "principalId"),
            text(json, "arn"),
            text(json, "accountId"));
    return Optional.of(issuer).filter(found -> !found.equals(NO_ISSUER));
  }

  private static Optional<OnBehalfOf> onBehalfOf(Map<?, ?> json) {
    OnBehalfOf user = new OnBehalfOf(text(json, "userId"), text(json, "identityStoreArn"));
    return Optional.of(user).filter(found -> !found.equals(NOBODY));
  }

  private static Optional<InScopeOf> inScopeOf(Map<?, ?> json) {
    InScopeOf scope =
        new InScopeOf(
            text(json, "sourceArn"),
            text(json, "sourceAccount"),
            text(json, "issuerType"),
            text(json, "credentialsIssuedTo"));
    return Optional.of(scope).filter(found -> !found.equals(NO_SCOPE));
  }

  private static Map<?, ?> object(Map<?, ?> json, String field) {
    return json.get(field) instanceof Map<?, ?> object ? object : Map.of();
  }

  private static Optional<String> text(Map<?, ?> json, String field) {
    return json.get(field) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A field that may be text, a number or a boolean. */
  private static Optional<String> scalar(Map<?, ?> json, String field) {
    Object value = json.get(field);
    return value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : text(json, field);
  }

  private static Optional<Boolean> flag(Map<?, ?> json, String field) {
    return scalar(json, field)
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .filter(value -> value.equals("true") || value.equals("false"))
        .map(Boolean::valueOf);
  }

  private static Optional<String> jsonText(@Nullable Object value) {
    if (value instanceof String text) {
      return Optional.of(text).filter(found -> !found.isBlank());
    }
    return value instanceof Map<?, ?> object && !object.isEmpty()
        ? Optional.of(SortedJson.of(object))
        : Optional.empty();
  }
}
