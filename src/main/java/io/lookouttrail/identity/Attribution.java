package io.lookouttrail.identity;

import io.lookouttrail.identity.UserIdentity.SessionContext;
import java.util.Optional;

/**
 * Who is behind a call, as the events table tells it.
 *
 * <p>The actor is the person or workload, never a session of its own, so that calls add up by who
 * made them. By the principal that signed:
 *
 * <table>
 * <caption>actor and actor_kind</caption>
 * <tr><th>principal</th><th>actor</th><th>kind</th></tr>
 * <tr><td>root</td><td>root</td><td>root</td></tr>
 * <tr><td>IAM user</td><td>its name</td><td>workload if the name is machine-made and no person
 *     shows, else human</td></tr>
 * <tr><td>role session, the first that fits</td><td></td><td></td></tr>
 * <tr><td>– of an AWSReservedSSO_ role</td><td>session name (the Identity Center user)</td>
 *     <td>human</td></tr>
 * <tr><td>– on behalf of an Identity Center user</td><td>the user's id</td><td>human</td></tr>
 * <tr><td>– with a source identity</td><td>source identity</td><td>as an IAM user's</td></tr>
 * <tr><td>– a person shows, and the session is named for somebody</td><td>session name</td>
 *     <td>human</td></tr>
 * <tr><td>– named by an e-mail address, or by a user name while neither the credentials nor the
 *     role are compute's</td><td>session name</td><td>human</td></tr>
 * <tr><td>– of a service-linked role</td><td>role name</td><td>aws_service</td></tr>
 * <tr><td>– any other</td><td>role name</td><td>human if a person shows, else workload</td></tr>
 * <tr><td>federated user</td><td>its name, else (machine-made) the issuing user's</td>
 *     <td>human, else as the issuing user's</td></tr>
 * <tr><td>SAML user, directory user</td><td>user name</td><td>human</td></tr>
 * <tr><td>web identity user</td><td>user name</td><td>workload for CI and Kubernetes providers,
 *     else human</td></tr>
 * <tr><td>Identity Center user</td><td>user name, else user id</td><td>human</td></tr>
 * <tr><td>AWS service</td><td>invokedBy, else the service in place of the address</td>
 *     <td>aws_service</td></tr>
 * <tr><td>another account's</td><td>source identity, a person's session name, the principal's id,
 *     the account</td><td>human where a person is named, else unknown</td></tr>
 * <tr><td>unknown or none</td><td>user name, else the service in place of the address, else {@code
 *     unknown}</td><td>human where it names a person, aws_service, unknown</td></tr>
 * </table>
 *
 * <p>A person shows by the console (invokedBy signin.amazonaws.com is one's console call, not a
 * service), a browser, or MFA. A service that calls with a person's or role's session (a forward
 * access session) is told by invokedBy; the actor stays who it was. Machine-made and a person's
 * name: see {@code GivenName}.
 *
 * @param actor never empty
 * @param identityType userIdentity.type as delivered
 * @param principalArn without the blanks of misprinted ARNs
 * @param callerAccountId userIdentity's, else that of its ARN
 * @param temporaryCredentials by the access key's prefix (ASIA, AKIA), else true for sessions and
 *     federated callers; for root and IAM users true where a session is told of; empty where no
 *     credentials of AWS were used or nothing is known
 * @param roleArn of role sessions: the session issuer's, else made from the session's own ARN
 * @param roleName without the path
 * @param permissionSet the Identity Center permission set that the role stands for
 * @param mfaAuthenticated a {@code false} only of root, IAM users and the sessions that those may
 *     have assumed: where an identity provider signed in, or compute got the session, CloudTrail's
 *     {@code false} tells nothing
 * @param invokedBy as delivered
 * @param crossAccount whether the caller's account differs from the recipient's; empty where one of
 *     them is not known
 * @param federatedProvider identityProvider, else that of the session's web identity
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
      throw new IllegalArgumentException("an attribution without an actor");
    }
  }

  /**
   * Attributes a call; never throws, whatever the record's shape.
   *
   * @param recipientAccountId as resolved; {@code unknown} counts as absent
   */
  public static Attribution of(
      Optional<UserIdentity> identity,
      Optional<String> recipientAccountId,
      Optional<String> sourceIpAddress,
      Optional<String> userAgent,
      boolean sessionCredentialFromConsole) {
    ClientHints signs =
        ClientHints.of(identity, sourceIpAddress, userAgent, sessionCredentialFromConsole);
    Principal principal = principal(identity, signs);
    Actor actor = principal.actor(signs);
    Optional<RoleSession> role =
        principal instanceof RoleSession session ? Optional.of(session) : Optional.empty();
    Optional<String> arn = identity.flatMap(UserIdentity::arn);
    Optional<String> caller = callerAccount(identity);
    return new Attribution(
        actor.name(),
        actor.kind(),
        identity.flatMap(UserIdentity::type),
        identity.flatMap(UserIdentity::principalId),
        arn.map(text -> Arn.parse(text).map(Arn::toString).orElse(text)),
        caller,
        identity.flatMap(UserIdentity::accessKeyId),
        principal.credentialKind(),
        isTemporary(identity, principal),
        role.flatMap(RoleSession::roleArn),
        role.flatMap(RoleSession::roleName),
        role.flatMap(RoleSession::permissionSet),
        principal.sessionName(),
        signs.sourceIdentity(),
        session(identity)
            .flatMap(SessionContext::mfaAuthenticated)
            .filter(used -> used || principal.isMfaJudged(signs)),
        identity.flatMap(UserIdentity::invokedBy),
        crossAccount(caller, recipientAccountId),
        identity.flatMap(ClientHints::federatedProvider));
  }

  private static Principal principal(Optional<UserIdentity> identity, ClientHints signs) {
    Principal principal =
        identity.map(Principal::of).orElseGet(() -> new Principal.Unknown(Optional.empty()));
    boolean isService =
        principal instanceof Principal.Unknown unknown
            && unknown.name().isEmpty()
            && signs.callingService().isPresent();
    return isService ? new Principal.AwsService(signs.callingService()) : principal;
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
    return caller.flatMap(
        from -> recipient.filter(to -> !to.equals(UNKNOWN)).map(to -> !from.equals(to)));
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
