package io.lookouttrail.identity;

import static io.lookouttrail.identity.Identities.FACTORY;
import static io.lookouttrail.identity.Identities.OTHER_ACCOUNT;
import static io.lookouttrail.identity.Identities.awsService;
import static io.lookouttrail.identity.Identities.federatedUser;
import static io.lookouttrail.identity.Identities.iamUser;
import static io.lookouttrail.identity.Identities.identityCenterUser;
import static io.lookouttrail.identity.Identities.json;
import static io.lookouttrail.identity.Identities.otherAccount;
import static io.lookouttrail.identity.Identities.roleSession;
import static io.lookouttrail.identity.Identities.roleSessionOf;
import static io.lookouttrail.identity.Identities.root;
import static io.lookouttrail.identity.Identities.samlUser;
import static io.lookouttrail.identity.Identities.webIdentityUser;
import static io.lookouttrail.identity.Identities.with;
import static io.lookouttrail.identity.Identities.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttributionTest {
  @Test
  void has_the_contracts_columns_in_their_order() {
    List<String> columns =
        Arrays.stream(Attribution.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
            .toList();

    assertThat(String.join(", ", columns))
        .isEqualTo(
            "actor, actor_kind, identity_type, principal_id, principal_arn, caller_account_id,"
                + " access_key_id, credential_kind, temporary_credentials, role_arn, role_name,"
                + " permission_set, session_name, source_identity, mfa_authenticated, invoked_by,"
                + " cross_account, federated_provider");
  }

  @Test
  void a_role_session_is_told_in_full() {
    Attribution who =
        of(
            with(
                roleSessionOf("arn:aws:iam::" + FACTORY + ":role/plant/Inspector", "i-0abc1234"),
                "invokedBy",
                "cloudformation.amazonaws.com"));

    assertThat(who.actor()).isEqualTo("Inspector");
    assertThat(who.identityType()).hasValue("AssumedRole");
    assertThat(who.principalId()).hasValue("AROAINSPECTEXAMPLE01:i-0abc1234");
    assertThat(who.principalArn())
        .hasValue("arn:aws:sts::" + FACTORY + ":assumed-role/Inspector/i-0abc1234");
    assertThat(who.callerAccountId()).hasValue(FACTORY);
    assertThat(who.accessKeyId()).hasValue("ASIAFACTORYEXAMPLE01");
    assertThat(who.credentialKind()).isEqualTo(CredentialKind.ROLE_SESSION);
    assertThat(who.roleArn()).hasValue("arn:aws:iam::" + FACTORY + ":role/plant/Inspector");
    assertThat(who.roleName()).hasValue("Inspector");
    assertThat(who.sessionName()).hasValue("i-0abc1234");
    assertThat(who.permissionSet()).isEmpty();
    assertThat(who.invokedBy()).hasValue("cloudformation.amazonaws.com");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::210987654321:assumed-role/Inspector/night,"
        + " arn:aws:iam::210987654321:role/Inspector",
    "arn:aws-us-gov:sts::210987654321:assumed-role/Inspector/night,"
        + " arn:aws-us-gov:iam::210987654321:role/Inspector",
    "arn:aws-cn:sts::210987654321:assumed-role/Inspector/night,"
        + " arn:aws-cn:iam::210987654321:role/Inspector",
    "arn: aws: sts: : 210987654321: assumed-role/Inspector/night,"
        + " arn:aws:iam::210987654321:role/Inspector",
    "arn:aws:iam::210987654321:role/plant/Inspector,"
        + " arn:aws:iam::210987654321:role/plant/Inspector"
  })
  void a_role_without_an_issuer_is_told_by_the_sessions_arn(String arn, String roleArn) {
    for (String type : List.of("AssumedRole", "Role")) {
      Attribution who = of(json("type", type, "arn", arn, "sessionContext", json()));

      assertThat(who.roleArn()).hasValue(roleArn);
      assertThat(who.roleName()).hasValue("Inspector");
      assertThat(who.callerAccountId()).hasValue(FACTORY);
    }
  }

  @Test
  void the_session_stands_in_the_principal_id_else_in_the_arn() {
    Map<String, Object> spaced =
        with(roleSession("Dev", "Dev1"), "principalId", "AROAINSPECTEXAMPLE01: Dev1");

    assertThat(of(spaced).sessionName()).hasValue("Dev1");
    assertThat(of(without(spaced, "principalId")).sessionName()).hasValue("Dev1");
    assertThat(of(with(spaced, "principalId", "AROAINSPECTEXAMPLE01:")).sessionName())
        .hasValue("Dev1");
    assertThat(of(iamUser("Alice")).sessionName()).isEmpty();
    assertThat(of(federatedUser("erika")).sessionName()).hasValue("erika");
  }

  @ParameterizedTest
  @CsvSource({
    "AWSReservedSSO_QualityAdmin_0f1e2d3c4b5a6978, QualityAdmin",
    "AWSReservedSSO_Quality_Admin_0f1e2d3c4b5a6978, Quality_Admin",
    "AWSReservedSSO_QualityAdmin, QualityAdmin",
    "AWSReservedSSO_,",
    "QualityAdmin,"
  })
  void a_permission_set_is_told_by_the_roles_name(String role, String permissionSet) {
    assertThat(of(roleSession(role, "erika")).permissionSet())
        .isEqualTo(Optional.ofNullable(permissionSet));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        arguments(root(), CredentialKind.ROOT, null),
        arguments(iamUser("Alice"), CredentialKind.IAM_USER, false),
        arguments(
            with(iamUser("Alice"), "accessKeyId", "ASIAFACTORYEXAMPLE03"),
            CredentialKind.IAM_USER,
            true),
        arguments(
            with(
                without(iamUser("Alice"), "accessKeyId"),
                "sessionContext.attributes.creationDate",
                "20250903T060000Z"),
            CredentialKind.IAM_USER,
            true),
        arguments(roleSession("Inspector", "night"), CredentialKind.ROLE_SESSION, true),
        arguments(
            with(roleSession("Inspector", "night"), "accessKeyId", ""),
            CredentialKind.ROLE_SESSION,
            true),
        arguments(
            with(roleSession("Inspector", "night"), "type", "Role"),
            CredentialKind.ROLE_SESSION,
            true),
        arguments(federatedUser("erika"), CredentialKind.FEDERATED_USER, true),
        arguments(samlUser(), CredentialKind.SAML_USER, true),
        arguments(
            webIdentityUser("accounts.google.com", "1"), CredentialKind.WEB_IDENTITY_USER, true),
        arguments(identityCenterUser(), CredentialKind.IDENTITY_CENTER_USER, true),
        arguments(without(identityCenterUser(), "type"), CredentialKind.IDENTITY_CENTER_USER, true),
        arguments(awsService("iot.amazonaws.com"), CredentialKind.AWS_SERVICE, null),
        arguments(json("invokedBy", "AWS Internal"), CredentialKind.AWS_SERVICE, null),
        arguments(otherAccount("AIDASUPPLIER"), CredentialKind.AWS_ACCOUNT, null),
        arguments(json("type", "Directory"), CredentialKind.UNKNOWN, null),
        arguments(json("type", "Unknown"), CredentialKind.UNKNOWN, null),
        arguments(json(), CredentialKind.UNKNOWN, null),
        arguments(without(root(), "type"), CredentialKind.ROOT, null),
        arguments(without(federatedUser("erika"), "type"), CredentialKind.FEDERATED_USER, true));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void credentials_are_told_by_type_and_key(
      Map<String, Object> identity, CredentialKind kind, Boolean temporary) {
    assertThat(of(identity).credentialKind()).isEqualTo(kind);
    assertThat(of(identity).temporaryCredentials()).isEqualTo(Optional.ofNullable(temporary));
  }

  @Test
  void a_call_crosses_accounts_where_both_are_known_and_differ() {
    assertThat(crossAccount(otherAccount("AIDASUPPLIER"), Optional.of(FACTORY))).hasValue(true);
    assertThat(crossAccount(iamUser("Alice"), Optional.of(FACTORY))).hasValue(false);
    assertThat(crossAccount(iamUser("Alice"), Optional.of("unknown"))).isEmpty();
    assertThat(crossAccount(with(otherAccount(""), "accountId", "anonymous"), Optional.of(FACTORY)))
        .isEmpty();
    assertThat(crossAccount(iamUser("Alice"), Optional.empty())).isEmpty();
    assertThat(crossAccount(awsService("iot.amazonaws.com"), Optional.of(FACTORY))).isEmpty();
    assertThat(crossAccount(without(iamUser("Alice"), "accountId"), Optional.of(OTHER_ACCOUNT)))
        .hasValue(true);
  }

  @Test
  void the_federated_provider_is_the_callers_else_the_sessions() {
    assertThat(of(samlUser()).federatedProvider()).hasValue("Zm9vYmFyZXhhbXBsZQ=");
    assertThat(
            of(with(
                    roleSession("App", "erika"),
                    "sessionContext.webIdFederationData.federatedProvider",
                    "accounts.google.com"))
                .federatedProvider())
        .hasValue("accounts.google.com");
    assertThat(of(iamUser("Alice")).federatedProvider()).isEmpty();
  }

  @Test
  void a_record_without_an_identity_is_unknown_or_the_service_in_place_of_the_address() {
    Attribution unknownCaller =
        Attribution.of(
            Optional.empty(), Optional.empty(), Optional.of("::1"), Optional.empty(), false);
    Attribution service =
        Attribution.of(
            Optional.empty(),
            Optional.of(FACTORY),
            Optional.of("autoscaling.amazonaws.com"),
            Optional.empty(),
            false);

    assertThat(unknownCaller.actor()).isEqualTo("unknown");
    assertThat(unknownCaller.actorKind()).isEqualTo(ActorKind.UNKNOWN);
    assertThat(unknownCaller.credentialKind()).isEqualTo(CredentialKind.UNKNOWN);
    assertThat(service.actor()).isEqualTo("autoscaling.amazonaws.com");
    assertThat(service.actorKind()).isEqualTo(ActorKind.AWS_SERVICE);
    assertThat(service.credentialKind()).isEqualTo(CredentialKind.AWS_SERVICE);
  }

  @Test
  void a_console_session_shows_a_person() {
    Attribution who =
        Attribution.of(
            Optional.of(UserIdentity.parse(roleSession("Admin", "erika-meier"))),
            Optional.of(FACTORY),
            Optional.of("198.51.100.7"),
            Optional.of("aws-cli/2.15.0 exec-env/CloudShell"),
            true);

    assertThat(who.actor()).isEqualTo("erika-meier");
    assertThat(who.actorKind()).isEqualTo(ActorKind.HUMAN);
  }

  @Test
  void labels_are_the_contracts() {
    assertThat(Arrays.stream(ActorKind.values()).map(ActorKind::label))
        .containsExactly("human", "workload", "aws_service", "root", "unknown");
    assertThat(Arrays.stream(CredentialKind.values()).map(CredentialKind::label))
        .containsExactly(
            "root",
            "iam_user",
            "role_session",
            "federated_user",
            "saml_user",
            "web_identity_user",
            "identity_center_user",
            "aws_service",
            "aws_account",
            "unknown");
  }

  @Test
  void an_empty_actor_is_refused() {
    Attribution who = of(root());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Attribution(
                    " ",
                    who.actorKind(),
                    who.identityType(),
                    who.principalId(),
                    who.principalArn(),
                    who.callerAccountId(),
                    who.accessKeyId(),
                    who.credentialKind(),
                    who.temporaryCredentials(),
                    who.roleArn(),
                    who.roleName(),
                    who.permissionSet(),
                    who.sessionName(),
                    who.sourceIdentity(),
                    who.mfaAuthenticated(),
                    who.invokedBy(),
                    who.crossAccount(),
                    who.federatedProvider()));
  }

  private static Optional<Boolean> crossAccount(
      Map<String, Object> identity, Optional<String> recipient) {
    return Attribution.of(
            Optional.of(UserIdentity.parse(identity)),
            recipient,
            Optional.empty(),
            Optional.empty(),
            false)
        .crossAccount();
  }

  private static Attribution of(Map<String, Object> identity) {
    return Attribution.of(
        Optional.of(UserIdentity.parse(identity)),
        Optional.of(FACTORY),
        Optional.of("198.51.100.7"),
        Optional.of("aws-cli/2.15.0"),
        false);
  }
}
