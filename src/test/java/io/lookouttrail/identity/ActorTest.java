package io.lookouttrail.identity;

import static io.lookouttrail.identity.ActorKind.AWS_SERVICE;
import static io.lookouttrail.identity.ActorKind.HUMAN;
import static io.lookouttrail.identity.ActorKind.ROOT;
import static io.lookouttrail.identity.ActorKind.UNKNOWN;
import static io.lookouttrail.identity.ActorKind.WORKLOAD;
import static io.lookouttrail.identity.Identities.awsService;
import static io.lookouttrail.identity.Identities.federatedUser;
import static io.lookouttrail.identity.Identities.iamUser;
import static io.lookouttrail.identity.Identities.identityCenterUser;
import static io.lookouttrail.identity.Identities.json;
import static io.lookouttrail.identity.Identities.otherAccount;
import static io.lookouttrail.identity.Identities.roleSession;
import static io.lookouttrail.identity.Identities.root;
import static io.lookouttrail.identity.Identities.samlUser;
import static io.lookouttrail.identity.Identities.webIdentityUser;
import static io.lookouttrail.identity.Identities.with;
import static io.lookouttrail.identity.Identities.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples of actor and actor_kind for all principals except role sessions. */
class ActorTest {
  private static final String SDK = "Boto3/1.34.0 md/Botocore#1.34.0";
  private static final String CLI = "aws-cli/2.15.0 Python/3.11.6";
  private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0";
  private static final String USER_ID = "94a8c4e8-0001-7002-8003-1234567890ab";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"rootAndUsers", "federated", "servicesAndStrangers"})
  void actor_follows_the_rules(
      String what, Map<String, Object> identity, String userAgent, String actor, ActorKind kind) {
    Attribution attribution =
        Attribution.of(
            Optional.of(UserIdentity.parse(identity)),
            Optional.of(Identities.FACTORY),
            Optional.of("198.51.100.7"),
            Optional.ofNullable(userAgent),
            false);

    assertThat(attribution.actor()).as(what).isEqualTo(actor);
    assertThat(attribution.actorKind()).as(what).isEqualTo(kind);
  }

  static Stream<Arguments> rootAndUsers() {
    return Stream.of(
        arguments("root in the console", root(), BROWSER, "root", ROOT),
        arguments("root with keys", with(root(), "accessKeyId", "AKIAROOT"), CLI, "root", ROOT),
        arguments(
            "root by sts:AssumeRoot",
            with(root(), "sessionContext.assumedRoot", "true"),
            CLI,
            "root",
            ROOT),
        arguments("a person's IAM user", iamUser("Alice"), CLI, "Alice", HUMAN),
        arguments("a camera's IAM user", iamUser("line3-camera"), SDK, "line3-camera", WORKLOAD),
        arguments("a CI's IAM user", iamUser("github-deploy"), SDK, "github-deploy", WORKLOAD),
        arguments("the same in a browser", iamUser("ci-bot"), BROWSER, "ci-bot", HUMAN),
        arguments(
            "a console call by sign-in's service",
            with(iamUser("Alice"), "invokedBy", "signin.amazonaws.com"),
            "signin.amazonaws.com",
            "Alice",
            HUMAN),
        arguments(
            "an IAM user behind a service",
            with(iamUser("Alice"), "invokedBy", "cloudformation.amazonaws.com"),
            "cloudformation.amazonaws.com",
            "Alice",
            HUMAN),
        arguments(
            "an IAM user known by ARN", without(iamUser("Alice"), "userName"), CLI, "Alice", HUMAN),
        arguments(
            "an IAM user known by id",
            without(iamUser("Alice"), "userName", "arn"),
            CLI,
            "AIDAQUALITYEXAMPLE001",
            HUMAN),
        arguments(
            "a mistyped name at sign-in",
            with(iamUser("Alice"), "userName", "HIDDEN_DUE_TO_SECURITY_REASONS"),
            BROWSER,
            "unknown",
            UNKNOWN));
  }

  static Stream<Arguments> federated() {
    return Stream.of(
        arguments("federated person", federatedUser("erika"), CLI, "erika", HUMAN),
        arguments(
            "federated machine: its issuer",
            with(
                federatedUser("session-1756879200"),
                "sessionContext.sessionIssuer.userName",
                "token-service"),
            SDK,
            "token-service",
            WORKLOAD),
        arguments(
            "federated by the issuer's unique id",
            federatedUser("AIDAJ45Q7YFFAREXAMPLE"),
            BROWSER,
            "portal-broker",
            HUMAN),
        arguments(
            "federated by S3 Access Grants",
            federatedUser("gntd-3p8Xk2QqLm7Zb"),
            SDK,
            "portal-broker",
            HUMAN),
        arguments(
            "federated by a unique id, without an issuer",
            without(federatedUser("AIDAJ45Q7YFFAREXAMPLE"), "sessionContext"),
            BROWSER,
            "AIDAJ45Q7YFFAREXAMPLE",
            WORKLOAD),
        arguments("SAML", samlUser(), null, "erika.meier", HUMAN),
        arguments(
            "SAML by principalId", without(samlUser(), "userName"), null, "erika.meier", HUMAN),
        arguments(
            "web identity of a person",
            webIdentityUser("accounts.google.com", "109876543210987654321"),
            BROWSER,
            "109876543210987654321",
            HUMAN),
        arguments(
            "web identity of a CI job",
            webIdentityUser(
                "token.actions.githubusercontent.com", "repo:acme/vision:ref:refs/heads/main"),
            SDK,
            "repo:acme/vision:ref:refs/heads/main",
            WORKLOAD),
        arguments(
            "web identity of a pod",
            webIdentityUser("kubernetes.example.com", "system:serviceaccount:quality:inspector"),
            SDK,
            "system:serviceaccount:quality:inspector",
            WORKLOAD),
        arguments("Identity Center by id", identityCenterUser(), BROWSER, USER_ID, HUMAN),
        arguments(
            "Identity Center by name",
            with(identityCenterUser(), "userName", "erika@example.com"),
            BROWSER,
            "erika@example.com",
            HUMAN),
        arguments(
            "directory user",
            json("type", "Directory", "userName", "emeier"),
            BROWSER,
            "emeier",
            HUMAN));
  }

  static Stream<Arguments> servicesAndStrangers() {
    return Stream.of(
        arguments(
            "a service",
            awsService("lookoutvision.amazonaws.com"),
            "lookoutvision.amazonaws.com",
            "lookoutvision.amazonaws.com",
            AWS_SERVICE),
        arguments(
            "a service without a type",
            json("accountId", Identities.FACTORY, "invokedBy", "AWS Internal"),
            "AWS Internal",
            "AWS Internal",
            AWS_SERVICE),
        arguments(
            "a service by user agent",
            json("type", "AWSService"),
            "config.amazonaws.com",
            "config.amazonaws.com",
            AWS_SERVICE),
        arguments("a nameless service", json("type", "AWSService"), null, "unknown", AWS_SERVICE),
        arguments(
            "another account's user",
            otherAccount("AIDASUPPLIEREXAMPLE01"),
            CLI,
            "AIDASUPPLIEREXAMPLE01",
            UNKNOWN),
        arguments(
            "another account's role, by a person",
            otherAccount("AROASUPPLIEREXAMPLE01:max@supplier.example"),
            CLI,
            "max@supplier.example",
            HUMAN),
        arguments(
            "another account's role, by a machine",
            otherAccount("AROASUPPLIEREXAMPLE01:botocore-session-1756879200"),
            SDK,
            "AROASUPPLIEREXAMPLE01",
            UNKNOWN),
        arguments(
            "another account without an id",
            otherAccount(""),
            SDK,
            Identities.OTHER_ACCOUNT,
            UNKNOWN),
        arguments(
            "Unknown with an e-mail (the access portal before IdentityCenterUser)",
            json("type", "Unknown", "userName", "erika@example.com", "accountId", "1"),
            BROWSER,
            "erika@example.com",
            HUMAN),
        arguments("Unknown", json("type", "Unknown"), CLI, "unknown", UNKNOWN),
        arguments("empty", json(), CLI, "unknown", UNKNOWN),
        arguments(
            "a role session without a type",
            without(roleSession("Inspector", "i-0abc1234"), "type"),
            SDK,
            "Inspector",
            WORKLOAD),
        arguments(
            "a user of a type to come",
            with(iamUser("Alice"), "type", "IAMUserV2"),
            CLI,
            "Alice",
            HUMAN));
  }
}
