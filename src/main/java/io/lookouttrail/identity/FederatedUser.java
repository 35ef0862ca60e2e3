package io.lookouttrail.identity;

import io.lookouttrail.identity.UserIdentity.SessionContext;
import io.lookouttrail.identity.UserIdentity.SessionIssuer;
import java.util.Optional;

/** Session from sts:GetFederationToken, which an IAM user or root requested. */
record FederatedUser(Optional<String> sessionName, Optional<String> issuer) implements Principal {
  static FederatedUser of(UserIdentity identity) {
    Optional<SessionIssuer> issuer =
        identity.sessionContext().flatMap(SessionContext::sessionIssuer);
    return new FederatedUser(
        Principal.sessionOf(identity.principalId())
            .or(() -> Principal.nameOfArn(identity.arn()))
            .or(identity::userName),
        issuer
            .flatMap(SessionIssuer::userName)
            .or(() -> Principal.nameOfArn(issuer.flatMap(SessionIssuer::arn))));
  }

  @Override
  public CredentialKind credentialKind() {
    return CredentialKind.FEDERATED_USER;
  }

  @Override
  public Actor actor(ClientHints hints) {
    return sessionName
        .filter(name -> !new NameClassification(name).isMachineOrPlaceholder())
        .map(Actor::human)
        .orElseGet(() -> Actor.user(issuer.or(() -> sessionName), hints));
  }
}
