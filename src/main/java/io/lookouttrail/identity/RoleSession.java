package io.lookouttrail.identity;

import io.lookouttrail.identity.UserIdentity.SessionContext;
import io.lookouttrail.identity.UserIdentity.SessionIssuer;
import java.util.Optional;
import java.util.Set;

/**
 * Session of a role, with temporary credentials (userIdentity types AssumedRole and Role).
 *
 * @param roleArn with the role's path if the record has it
 * @param roleId the role's unique id, AROA…
 */
record RoleSession(
    Optional<String> roleArn,
    Optional<String> roleName,
    Optional<String> roleId,
    Optional<String> sessionName)
    implements Principal {

  private static final String IDENTITY_CENTER_PREFIX = "AWSReservedSSO_";

  /** Words in the names of roles that compute assumes. */
  private static final Set<String> COMPUTE_ROLE_WORDS =
      Set.of(
          "bot",
          "ci",
          "cicd",
          "codebuild",
          "codepipeline",
          "execution",
          "fargate",
          "greengrass",
          "irsa",
          "lambda");

  static RoleSession of(UserIdentity identity) {
    Optional<Arn> own = identity.arn().flatMap(Arn::parse);
    Optional<SessionIssuer> issuer =
        identity.sessionContext().flatMap(SessionContext::sessionIssuer);
    Optional<Arn> role =
        issuer
            .flatMap(SessionIssuer::arn)
            .flatMap(Arn::parse)
            .filter(arn -> arn.isA("role"))
            .or(() -> own.flatMap(Arn::assumedRole))
            .or(() -> own.filter(arn -> arn.isA("role")));
    return new RoleSession(
        role.map(Arn::toString),
        role.flatMap(Arn::lastName).or(() -> issuer.flatMap(SessionIssuer::userName)),
        Principal.idOf(identity.principalId()),
        Principal.sessionOf(identity.principalId()).or(() -> own.flatMap(Arn::sessionName)));
  }

  @Override
  public CredentialKind credentialKind() {
    return CredentialKind.ROLE_SESSION;
  }

  /** The permission set of {@code AWSReservedSSO_<permission set>_<hash>}. */
  Optional<String> permissionSet() {
    return roleName
        .filter(name -> name.startsWith(IDENTITY_CENTER_PREFIX))
        .map(name -> name.substring(IDENTITY_CENTER_PREFIX.length()))
        .map(name -> name.lastIndexOf('_') > 0 ? name.substring(0, name.lastIndexOf('_')) : name)
        .filter(name -> !name.isEmpty());
  }

  @Override
  public Actor actor(ClientHints hints) {
    Optional<Actor> person =
        sessionName
            .filter(name -> permissionSet().isPresent())
            .filter(name -> !new NameClassification(name).isUniqueId())
            .map(Actor::human);
    return person
        .or(() -> hints.onBehalfOfUser().map(Actor::human))
        .or(() -> hints.sourceIdentity().map(name -> Actor.user(Optional.of(name), hints)))
        .or(() -> sessionName.filter(name -> namesPerson(name, hints)).map(Actor::human))
        .orElseGet(() -> role(hints));
  }

  /** MFA has a meaning if root or an IAM user may have assumed the role. */
  @Override
  public boolean isMfaMeaningful(ClientHints hints) {
    return permissionSet().isEmpty()
        && !hints.federated()
        && hints.onBehalfOfUser().isEmpty()
        && !isSessionOfCompute(hints);
  }

  private boolean namesPerson(String session, ClientHints hints) {
    NameClassification name = new NameClassification(session);
    if (hints.person()) {
      return !name.isMachineOrPlaceholder();
    }
    return name.namesPerson()
        && (name.isEmail() || !(isSessionOfCompute(hints) || isComputeRole()));
  }

  private Actor role(ClientHints hints) {
    Optional<String> name = roleName.or(() -> roleId).or(hints::callingService);
    if (name.isEmpty()) {
      return Actor.UNKNOWN;
    }
    if (isServiceLinked()) {
      return new Actor(name.get(), ActorKind.AWS_SERVICE);
    }
    return new Actor(name.get(), hints.person() ? ActorKind.HUMAN : ActorKind.WORKLOAD);
  }

  /** Whether a service or a host got the session, so that MFA was not possible. */
  private boolean isSessionOfCompute(ClientHints hints) {
    return hints.workload()
        || isServiceLinked()
        || roleArn.filter(arn -> arn.contains(":role/service-role/")).isPresent()
        || sessionName.filter(name -> new NameClassification(name).isEc2Instance()).isPresent();
  }

  private boolean isServiceLinked() {
    return roleArn.filter(arn -> arn.contains(":role/aws-service-role/")).isPresent()
        || roleName.filter(name -> name.startsWith("AWSServiceRoleFor")).isPresent();
  }

  private boolean isComputeRole() {
    return roleName
        .filter(
            name ->
                new NameClassification(name)
                    .words().stream().anyMatch(COMPUTE_ROLE_WORDS::contains))
        .isPresent();
  }
}
