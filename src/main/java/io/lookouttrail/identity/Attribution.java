package io.lookouttrail.identity;

import io.lookouttrail.identity.UserIdentity.SessionContext;
import io.lookouttrail.run.AccountId;
import java.util.Optional;

/**
 * Identity of the caller of one call, as the events table stores it.
 *
 * <p>The actor is the person, workload or service behind the call. It is never a single session, so
 * that calls of one actor add up over its sessions. The actor depends on the principal, that is on
 * the credentials that signed the call:
 *
 * <table>
 * <caption>actor and actor_kind</caption>
 * <tr><th>principal</th><th>actor</th><th>kind</th></tr>
 * <tr><td>root</td><td>root</td><td>root</td></tr>
 * <tr><td>IAM user</td><td>its name</td><td>workload if the name is machine-made and there is no
 *     sign of a person, else human</td></tr>
 * <tr><td>role session, the first that fits</td><td></td><td></td></tr>
 * <tr><td>– of an AWSReservedSSO_ role, unless the session name is a unique id</td>
 *     <td>session name (the Identity Center user)</td>
 *     <td>human</td></tr>
 * <tr><td>– on behalf of an Identity Center user</td><td>the user's id</td><td>human</td></tr>
 * <tr><td>– with a source identity</td><td>source identity</td><td>as an IAM user's</td></tr>
 * <tr><td>– with a sign of a person, and a session name that is no placeholder</td><td>session name</td>
 *     <td>human</td></tr>
 * <tr><td>– with a session name that is an e-mail address; or a user name, if neither the credentials
 *     nor the role belong to compute</td><td>session name</td><td>human</td></tr>
 * <tr><td>– of a service-linked role</td><td>role name</td><td>aws_service</td></tr>
 * <tr><td>– any other</td><td>role name</td><td>human with a sign of a person, else workload</td></tr>
 * <tr><td>federated user</td><td>its name, or the issuing user's if its name is machine-made</td>
 *     <td>human, else as the issuing user's</td></tr>
 * <tr><td>SAML user, directory user</td><td>user name</td><td>human</td></tr>
 * <tr><td>web identity user</td><td>user name</td><td>workload for CI and Kubernetes providers,
 *     else human</td></tr>
 * <tr><td>Identity Center user</td><td>user name, else user id</td><td>human</td></tr>
 * <tr><td>AWS service</td><td>invokedBy, else the service named as source address</td>
 *     <td>aws_service</td></tr>
 * <tr><td>principal of another account</td><td>the first of: source identity, a session name that names a
 *     person, the principal's id, the account</td><td>human if it names a person, else unknown</td></tr>
 * <tr><td>unknown or none</td><td>user name, else the service named as source address, else {@code
 *     unknown}</td><td>human if it names a person, aws_service, unknown</td></tr>
 * </table>
 *
 * <p>Signs of a person are the console (invokedBy signin.amazonaws.com means a person's console
 * call, not a service), a browser, and MFA. If an AWS service calls with the session of a person or
 * role (a forward access session), invokedBy names the service and the actor stays the person or
 * role. {@link NameClassification} decides which names are machine-made and which name a person.
 *
 * @param actor never blank
 * @param identityType userIdentity.type, as delivered
 * @param principalArn the ARN without blanks
 * @param callerAccountId userIdentity's account, else the account in its ARN
 * @param temporaryCredentials by the access key's prefix (ASIA true, AKIA false), else true for
 *     sessions and federated callers; true for root and IAM users if the record has a session
 *     context; else empty
 * @param roleArn for a role session: the session issuer's ARN, else derived from the session's ARN
 * @param roleName the role's name without its path
 * @param permissionSet the Identity Center permission set of an AWSReservedSSO_ role
 * @param mfaAuthenticated {@code false} only for root, IAM users and role sessions that they may
 *     have assumed; for sessions of identity providers and of compute CloudTrail's {@code false}
 *     has no meaning, and the value is empty
 * @param invokedBy userIdentity.invokedBy, as delivered
 * @param crossAccount whether the caller's account differs from the recipient's; empty if one of
 *     them is not known or is no account, such as {@code anonymous}
 * @param federatedProvider identityProvider, else the provider of the session's web identity
 */
public record Attribution(
    String actor,
    ActorKind actorKind,
    Optional<String> identityType,
    Optional<String> principalId,
    Optional<String> principalArn,
    Optional<String> callerAccountId,
    Optional<String> accessKeyId,
    CredentialKind credentialKind,
    Optional<Boolean> temporaryCredentials,
    Optional<String> roleArn,
    Optional<String> roleName,
    Optional<String> permissionSet,
    Optional<String> sessionName,
    Optional<String> sourceIdentity,
    Optional<Boolean> mfaAuthenticated,
    Optional<String> invokedBy,
    Optional<Boolean> crossAccount,
    Optional<String> federatedProvider) {

  static final String UNKNOWN = "unknown";

  public Attribution {
    if (actor.isBlank()) {
      throw new IllegalArgumentException("an attribution needs an actor");
    }
  }

  /**
   * Derives the attribution of a call; never throws, whatever the shape of the record.
   *
   * @param recipientAccountId account of the event; {@code unknown} counts as absent
   */
  public static Attribution of(
      Optional<UserIdentity> identity,
      Optional<String> recipientAccountId,
      Optional<String> sourceIpAddress,
      Optional<String> userAgent,
      boolean sessionCredentialFromConsole) {
    ClientHints hints =
        ClientHints.of(identity, sourceIpAddress, userAgent, sessionCredentialFromConsole);
    Principal principal = principal(identity, hints);
    Actor actor = principal.actor(hints);
    Optional<RoleSession> role =
        principal instanceof RoleSession session ? Optional.of(session) : Optional.empty();
    Optional<String> caller = callerAccount(identity);
    return new Attribution(
        actor.name(),
        actor.kind(),
        identity.flatMap(UserIdentity::type),
        identity.flatMap(UserIdentity::principalId),
        identity.flatMap(UserIdentity::arn).map(Attribution::withoutBlanks),
        caller,
        identity.flatMap(UserIdentity::accessKeyId),
        principal.credentialKind(),
        isTemporary(identity, principal),
        role.flatMap(RoleSession::roleArn),
        role.flatMap(RoleSession::roleName),
        role.flatMap(RoleSession::permissionSet),
        principal.sessionName(),
        hints.sourceIdentity(),
        mfaAuthenticated(identity, principal, hints),
        identity.flatMap(UserIdentity::invokedBy),
        crossAccount(caller, recipientAccountId),
        identity.flatMap(ClientHints::federatedProvider));
  }

  private static Principal principal(Optional<UserIdentity> identity, ClientHints hints) {
    Principal principal =
        identity.map(Principal::of).orElseGet(() -> new Principal.Unknown(Optional.empty()));
    boolean isService =
        principal instanceof Principal.Unknown unknown
            && unknown.name().isEmpty()
            && hints.callingService().isPresent();
    return isService ? new Principal.AwsService(hints.callingService()) : principal;
  }

  private static String withoutBlanks(String arn) {
    return Arn.parse(arn).map(Arn::toString).orElse(arn);
  }

  private static Optional<Boolean> mfaAuthenticated(
      Optional<UserIdentity> identity, Principal principal, ClientHints hints) {
    return session(identity)
        .flatMap(SessionContext::mfaAuthenticated)
        .filter(used -> used || principal.isMfaMeaningful(hints));
  }

  private static Optional<SessionContext> session(Optional<UserIdentity> identity) {
    return identity.flatMap(UserIdentity::sessionContext);
  }

  private static Optional<String> callerAccount(Optional<UserIdentity> identity) {
    return identity
        .flatMap(UserIdentity::accountId)
        .or(() -> identity.flatMap(UserIdentity::arn).flatMap(Arn::parse).flatMap(Arn::accountId));
  }

  private static Optional<Boolean> crossAccount(
      Optional<String> caller, Optional<String> recipient) {
    return caller
        .filter(AccountId::isValid)
        .flatMap(from -> recipient.filter(AccountId::isValid).map(to -> !from.equals(to)));
  }

  private static Optional<Boolean> isTemporary(
      Optional<UserIdentity> identity, Principal principal) {
    String key = identity.flatMap(UserIdentity::accessKeyId).orElse("");
    if (key.startsWith("ASIA") || key.startsWith("AKIA")) {
      return Optional.of(key.startsWith("ASIA"));
    }
    return switch (principal.credentialKind()) {
      case ROLE_SESSION, FEDERATED_USER, SAML_USER, WEB_IDENTITY_USER, IDENTITY_CENTER_USER ->
          Optional.of(true);
      case ROOT, IAM_USER ->
          session(identity).flatMap(SessionContext::creationDate).map(began -> true);
      case AWS_SERVICE, AWS_ACCOUNT, UNKNOWN -> Optional.empty();
    };
  }
}
