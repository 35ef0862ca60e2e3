package io.lookouttrail.identity;

import io.lookouttrail.identity.UserIdentity.OnBehalfOf;
import java.util.Optional;

/**
 * Principal that signed a call: one type for each userIdentity type, with the data that determines
 * the actor.
 *
 * <p>Source: CloudTrail user guide, "CloudTrail userIdentity element".
 */
sealed interface Principal
    permits Principal.Root,
        Principal.IamUser,
        RoleSession,
        FederatedUser,
        Principal.SamlUser,
        Principal.WebIdentityUser,
        Principal.IdentityCenterUser,
        Principal.AwsService,
        Principal.AwsAccount,
        Principal.Directory,
        Principal.Unknown {

  CredentialKind credentialKind();

  /** The person, workload or service behind a call by this principal. */
  Actor actor(ClientHints hints);

  default Optional<String> sessionName() {
    return Optional.empty();
  }

  /** Whether mfaAuthenticated {@code false} means that MFA was not used; else it has no meaning. */
  default boolean isMfaMeaningful(ClientHints hints) {
    return false;
  }

  /** Principal of a userIdentity: by its type, else by its ARN, else by its other fields. */
  static Principal of(UserIdentity identity) {
    return switch (identity.type().orElse("")) {
      case "Root" -> new Root();
      case "IAMUser" -> IamUser.of(identity);
      case "AssumedRole", "Role" -> RoleSession.of(identity);
      case "FederatedUser" -> FederatedUser.of(identity);
      case "SAMLUser" -> SamlUser.of(identity);
      case "WebIdentityUser" -> WebIdentityUser.of(identity);
      case "IdentityCenterUser" -> IdentityCenterUser.of(identity);
      case "AWSService" -> new AwsService(identity.invokedBy());
      case "AWSAccount" -> AwsAccount.of(identity);
      case "Directory" -> new Directory(identity.userName().or(identity::principalId));
      default -> untyped(identity);
    };
  }

  private static Principal untyped(UserIdentity identity) {
    Optional<Arn> arn = identity.arn().flatMap(Arn::parse);
    String resource = arn.map(Arn::resource).orElse("");
    if (resource.equals("root")) {
      return new Root();
    }
    if (resource.startsWith("user/")) {
      return IamUser.of(identity);
    }
    if (resource.startsWith("assumed-role/") || resource.startsWith("role/")) {
      return RoleSession.of(identity);
    }
    if (resource.startsWith("federated-user/")) {
      return FederatedUser.of(identity);
    }
    Optional<String> service = Client.service(identity.invokedBy());
    if (service.isPresent() && identity.userName().isEmpty()) {
      return new AwsService(service);
    }
    return identity.onBehalfOf().isPresent()
        ? IdentityCenterUser.of(identity)
        : new Unknown(identity.userName());
  }

  /** The id in {@code AROA…:session}. */
  static Optional<String> idOf(Optional<String> principalId) {
    return principalId
        .map(id -> id.indexOf(':') < 0 ? id : id.substring(0, id.indexOf(':')))
        .map(String::strip)
        .filter(id -> !id.isEmpty());
  }

  /** The session name in {@code AROA…:session}. */
  static Optional<String> sessionOf(Optional<String> principalId) {
    return principalId
        .filter(id -> id.indexOf(':') >= 0)
        .map(id -> id.substring(id.indexOf(':') + 1).strip())
        .filter(session -> !session.isEmpty());
  }

  /** The name at the end of an ARN, without its path. */
  static Optional<String> nameOfArn(Optional<String> arn) {
    return arn.flatMap(Arn::parse).flatMap(Arn::lastName);
  }

  /** The account's root user, or its session from sts:AssumeRoot. */
  record Root() implements Principal {
    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.ROOT;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return new Actor("root", ActorKind.ROOT);
    }

    @Override
    public boolean isMfaMeaningful(ClientHints hints) {
      return true;
    }
  }

  /** IAM user with long-term keys, a password or a session token. */
  record IamUser(Optional<String> name, Optional<String> id) implements Principal {
    static IamUser of(UserIdentity identity) {
      return new IamUser(
          identity.userName().or(() -> nameOfArn(identity.arn())), idOf(identity.principalId()));
    }

    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.IAM_USER;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return name.isEmpty() && id.isPresent() ? Actor.human(id.get()) : Actor.user(name, hints);
    }

    @Override
    public boolean isMfaMeaningful(ClientHints hints) {
      return true;
    }
  }

  /** Caller of sts:AssumeRoleWithSAML, with a SAML assertion. */
  record SamlUser(Optional<String> name) implements Principal {
    static SamlUser of(UserIdentity identity) {
      return new SamlUser(identity.userName().or(() -> sessionOf(identity.principalId())));
    }

    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.SAML_USER;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return name.map(Actor::human).orElse(Actor.UNKNOWN);
    }
  }

  /** Caller of sts:AssumeRoleWithWebIdentity, with an OpenID Connect token. */
  record WebIdentityUser(Optional<String> name) implements Principal {
    static WebIdentityUser of(UserIdentity identity) {
      return new WebIdentityUser(identity.userName().or(identity::principalId));
    }

    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.WEB_IDENTITY_USER;
    }

    @Override
    public Actor actor(ClientHints hints) {
      ActorKind kind =
          hints.workload() || name.filter(WebIdentityUser::isWorkload).isPresent()
              ? ActorKind.WORKLOAD
              : ActorKind.HUMAN;
      return name.map(user -> new Actor(user, kind)).orElse(Actor.UNKNOWN);
    }

    private static boolean isWorkload(String subject) {
      return subject.startsWith("system:serviceaccount:")
          || subject.startsWith("repo:")
          || ClientHints.isWorkloadProvider(subject);
    }
  }

  /** IAM Identity Center user with a token of the access portal. */
  record IdentityCenterUser(Optional<String> name) implements Principal {
    static IdentityCenterUser of(UserIdentity identity) {
      return new IdentityCenterUser(
          identity
              .userName()
              .or(() -> identity.onBehalfOf().flatMap(OnBehalfOf::userId))
              .or(() -> idOf(identity.principalId())));
    }

    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.IDENTITY_CENTER_USER;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return name.map(Actor::human).orElse(new Actor(Attribution.UNKNOWN, ActorKind.HUMAN));
    }
  }

  /** AWS service that acted for itself. */
  record AwsService(Optional<String> name) implements Principal {
    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.AWS_SERVICE;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return new Actor(
          name.or(hints::callingService).orElse(Attribution.UNKNOWN), ActorKind.AWS_SERVICE);
    }
  }

  /** Principal of another account; the record has only its ids. */
  record AwsAccount(Optional<String> accountId, Optional<String> id, Optional<String> sessionName)
      implements Principal {
    static AwsAccount of(UserIdentity identity) {
      return new AwsAccount(
          identity.accountId(), idOf(identity.principalId()), sessionOf(identity.principalId()));
    }

    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.AWS_ACCOUNT;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return hints
          .sourceIdentity()
          .map(name -> Actor.user(Optional.of(name), hints))
          .or(
              () ->
                  sessionName
                      .filter(name -> new NameClassification(name).namesPerson())
                      .map(Actor::human))
          .or(() -> id.or(() -> accountId).map(name -> new Actor(name, ActorKind.UNKNOWN)))
          .orElse(Actor.UNKNOWN);
    }
  }

  /** User of AWS Directory Service. */
  record Directory(Optional<String> name) implements Principal {
    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.UNKNOWN;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return name.map(Actor::human).orElse(Actor.UNKNOWN);
    }
  }

  /** Principal of type Unknown, of a new type, or without a type. */
  record Unknown(Optional<String> name) implements Principal {
    @Override
    public CredentialKind credentialKind() {
      return CredentialKind.UNKNOWN;
    }

    @Override
    public Actor actor(ClientHints hints) {
      return name.map(
              user ->
                  new Actor(
                      user,
                      new NameClassification(user).namesPerson()
                          ? ActorKind.HUMAN
                          : ActorKind.UNKNOWN))
          .orElse(Actor.UNKNOWN);
    }
  }
}
