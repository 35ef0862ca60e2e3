package io.lookouttrail.identity;

import static io.lookouttrail.identity.ActorKind.AWS_SERVICE;
import static io.lookouttrail.identity.ActorKind.HUMAN;
import static io.lookouttrail.identity.ActorKind.UNKNOWN;
import static io.lookouttrail.identity.ActorKind.WORKLOAD;
import static io.lookouttrail.identity.Identities.json;
import static io.lookouttrail.identity.Identities.permissionSetSession;
import static io.lookouttrail.identity.Identities.roleSession;
import static io.lookouttrail.identity.Identities.roleSessionOf;
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

/** Examples of actor and actor_kind for role sessions. */
class RoleSessionActorTest {
  private static final String SDK = "Boto3/1.34.0 md/Botocore#1.34.0";
  private static final String CLI = "aws-cli/2.15.0 Python/3.11.6";
  private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0";
  private static final String LAMBDA = "Boto3/1.34.0 exec-env/AWS_Lambda_python3.12";
  private static final String USER_ID = "94a8c4e8-0001-7002-8003-1234567890ab";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"namedRoleSessions", "machineRoleSessions"})
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

  static Stream<Arguments> namedRoleSessions() {
    Map<String, Object> chained = roleSession("Inspector", "botocore-session-1756879200");
    return Stream.of(
        arguments(
            "Identity Center",
            permissionSetSession("QualityAdmin", "erika-meier"),
            CLI,
            "erika-meier",
            HUMAN),
        arguments(
            "Identity Center, whatever the name looks like",
            permissionSetSession("QualityAdmin", "svc-1234567890"),
            SDK,
            "svc-1234567890",
            HUMAN),
        arguments(
            "Identity Center, but a unique id",
            permissionSetSession("QualityAdmin", "botocore-session-x"),
            SDK,
            "AWSReservedSSO_QualityAdmin_0f1e2d3c4b5a6978",
            WORKLOAD),
        arguments(
            "Identity Center, but a UUID",
            permissionSetSession("QualityAdmin", "94a8c4e8-0001-7002-8003-1234567890ab"),
            SDK,
            "AWSReservedSSO_QualityAdmin_0f1e2d3c4b5a6978",
            WORKLOAD),
        arguments(
            "Identity Center, but an instance",
            permissionSetSession("QualityAdmin", "i-0abc1234def567890"),
            SDK,
            "AWSReservedSSO_QualityAdmin_0f1e2d3c4b5a6978",
            WORKLOAD),
        arguments(
            "a unique id in the console",
            roleSession("Admin", "gntd-3p8Xk2QqLm7Zb"),
            BROWSER,
            "Admin",
            HUMAN),
        arguments(
            "a unique id as source identity, by MFA",
            with(
                with(chained, "sessionContext.sourceIdentity", "AIDAJ45Q7YFFAREXAMPLE"),
                "sessionContext.attributes.mfaAuthenticated",
                "true"),
            SDK,
            "AIDAJ45Q7YFFAREXAMPLE",
            WORKLOAD),
        arguments(
            "on behalf of an Identity Center user",
            with(chained, "onBehalfOf.userId", USER_ID),
            SDK,
            USER_ID,
            HUMAN),
        arguments(
            "source identity of a person",
            with(chained, "sessionContext.sourceIdentity", "erika@example.com"),
            SDK,
            "erika@example.com",
            HUMAN),
        arguments(
            "source identity of a machine",
            with(chained, "sessionContext.sourceIdentity", "nightly-job"),
            SDK,
            "nightly-job",
            WORKLOAD),
        arguments(
            "e-mail",
            roleSession("LambdaDeveloper", "erika.meier@example.com"),
            CLI,
            "erika.meier@example.com",
            HUMAN),
        arguments("user name", roleSession("Admin", "erika.meier"), CLI, "erika.meier", HUMAN),
        arguments("short name", roleSession("DevRole", "Dev1"), CLI, "Dev1", HUMAN),
        arguments("underscored", roleSession("Admin", "Mary_Major"), CLI, "Mary_Major", HUMAN),
        arguments(
            "in the console", roleSession("Ops", "erika-meier"), BROWSER, "erika-meier", HUMAN),
        arguments(
            "by MFA",
            with(
                roleSession("Ops", "erika-meier"),
                "sessionContext.attributes.mfaAuthenticated",
                "true"),
            CLI,
            "erika-meier",
            HUMAN),
        arguments(
            "a placeholder in the console",
            roleSession("Admin", "console-session"),
            BROWSER,
            "Admin",
            HUMAN),
        arguments(
            "a person behind a service",
            with(roleSession("Admin", "erika.meier"), "invokedBy", "cloudformation.amazonaws.com"),
            "cloudformation.amazonaws.com",
            "erika.meier",
            HUMAN));
  }

  static Stream<Arguments> machineRoleSessions() {
    Stream<Arguments> machineMade =
        Stream.of(
                "i-0abc1234def567890",
                "AIDAJ45Q7YFFAREXAMPLE",
                "AROAJ45Q7YFFAREXAMPL",
                "ASIAFACTORYEXAMPLE01",
                "gntd-3p8Xk2QqLm7Zb",
                "botocore-session-1756879200",
                "aws-sdk-java-1756879200123",
                "aws-go-sdk-1756879200123456789",
                "GitHubActions",
                "1756879200",
                "7f9c24e8-3b12-4f6a-9d1e-0a1b2c3d4e5f",
                "9f86d081884c7d659a2feaa0c55ad015",
                "AWSCLI-Session",
                "SageMaker",
                "AWSCodeBuild-5a4b3c2d",
                "AWSCloudFormation",
                "CognitoIdentityCredentials",
                "detect-anomalies",
                "processImages",
                "session1",
                "line3.camera")
            .map(
                name ->
                    arguments(name, roleSession("Inspector", name), SDK, "Inspector", WORKLOAD));
    String path = "arn:aws:iam::" + Identities.FACTORY + ":role/";
    return Stream.concat(
        machineMade,
        Stream.of(
            arguments(
                "a function by its environment",
                roleSession("Inspector", "gatekeeper"),
                LAMBDA,
                "Inspector",
                WORKLOAD),
            arguments(
                "a function by its role",
                roleSession("gatekeeper-lambda-role", "gatekeeper"),
                SDK,
                "gatekeeper-lambda-role",
                WORKLOAD),
            arguments(
                "a service role by its path",
                roleSessionOf(path + "service-role/Gatekeeper", "gatekeeper"),
                SDK,
                "Gatekeeper",
                WORKLOAD),
            arguments(
                "an EC2 instance by its credentials' delivery",
                with(roleSession("Gate", "gatekeeper"), "sessionContext.ec2RoleDelivery", "2.0"),
                SDK,
                "Gate",
                WORKLOAD),
            arguments(
                "a pod by its web identity",
                with(
                    roleSession("Gate", "gatekeeper"),
                    "sessionContext.webIdFederationData.federatedProvider",
                    "arn:aws:iam::1:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB"),
                SDK,
                "Gate",
                WORKLOAD),
            arguments(
                "a service-linked role",
                roleSessionOf(
                    path + "aws-service-role/iot.amazonaws.com/AWSServiceRoleForIoT", "iot"),
                "iot.amazonaws.com",
                "AWSServiceRoleForIoT",
                AWS_SERVICE),
            arguments(
                "a role known by its session's ARN",
                without(roleSession("Inspector", "i-0abc1234"), "sessionContext"),
                SDK,
                "Inspector",
                WORKLOAD),
            arguments(
                "a role known by its id",
                without(roleSession("Inspector", "i-0abc1234"), "sessionContext", "arn"),
                SDK,
                "AROAINSPECTEXAMPLE01",
                WORKLOAD),
            arguments(
                "a role without anything", json("type", "AssumedRole"), SDK, "unknown", UNKNOWN)));
  }
}
