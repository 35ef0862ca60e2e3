package io.lookouttrail.identity;

import static io.lookouttrail.identity.Identities.FACTORY;
import static io.lookouttrail.identity.Identities.federatedUser;
import static io.lookouttrail.identity.Identities.iamUser;
import static io.lookouttrail.identity.Identities.identityCenterUser;
import static io.lookouttrail.identity.Identities.permissionSetSession;
import static io.lookouttrail.identity.Identities.roleSession;
import static io.lookouttrail.identity.Identities.roleSessionOf;
import static io.lookouttrail.identity.Identities.root;
import static io.lookouttrail.identity.Identities.samlUser;
import static io.lookouttrail.identity.Identities.webIdentityUser;
import static io.lookouttrail.identity.Identities.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Principals for which mfaAuthenticated has a meaning. */
class MfaTest {
  private static final String MFA = "sessionContext.attributes.mfaAuthenticated";

  @Test
  void mfa_is_judged_for_root_iam_users_and_the_sessions_that_those_assumed() {
    for (Map<String, Object> identity :
        List.of(root(), iamUser("Alice"), roleSession("Admin", "erika"))) {
      assertThat(of(with(identity, MFA, "true")).mfaAuthenticated()).hasValue(true);
      assertThat(of(with(identity, MFA, "false")).mfaAuthenticated()).hasValue(false);
    }
    assertThat(of(iamUser("Alice")).mfaAuthenticated()).isEmpty();
  }

  static Stream<Arguments> mfaDecidedElsewhere() {
    Map<String, Object> session = roleSession("Admin", "erika");
    return Stream.of(
        arguments(permissionSetSession("QualityAdmin", "erika")),
        arguments(with(samlUser(), MFA, "false")),
        arguments(with(webIdentityUser("accounts.google.com", "1"), MFA, "false")),
        arguments(with(identityCenterUser(), MFA, "false")),
        arguments(federatedUser("erika")),
        arguments(with(session, "identityProvider", "idp.example.com")),
        arguments(
            with(
                session,
                "sessionContext.webIdFederationData.federatedProvider",
                "accounts.google.com")),
        arguments(with(session, "onBehalfOf.userId", "94a8c4e8")),
        arguments(with(session, "sessionContext.ec2RoleDelivery", "2.0")),
        arguments(roleSession("Inspector", "i-0abc1234def567890")),
        arguments(roleSessionOf("arn:aws:iam::1:role/service-role/Gate", "gate")));
  }

  @ParameterizedTest
  @MethodSource("mfaDecidedElsewhere")
  void no_mfa_tells_nothing_where_it_was_decided_elsewhere(Map<String, Object> identity) {
    assertThat(of(identity).mfaAuthenticated()).isEmpty();
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
