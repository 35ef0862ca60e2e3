package io.lookouttrail.identity;

import static io.lookouttrail.identity.Identities.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.identity.UserIdentity.InScopeOf;
import io.lookouttrail.identity.UserIdentity.OnBehalfOf;
import io.lookouttrail.identity.UserIdentity.SessionContext;
import io.lookouttrail.identity.UserIdentity.SessionIssuer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserIdentityTest {
  @Test
  void every_declared_field_is_read() {
    Map<String, Object> json =
        json(
            "type", "AssumedRole",
            "userName", "name",
            "principalId", "AROA:night",
            "arn", "arn:aws:sts::012345678901:assumed-role/Inspector/night",
            "accountId", "012345678901",
            "accessKeyId", "ASIA",
            "invokedBy", "iot.amazonaws.com",
            "identityProvider", "idp",
            "credentialId", "credential",
            "sessionContext",
                json(
                    "sessionIssuer",
                    json(
                        "type", "Role",
                        "userName", "Inspector",
                        "principalId", "AROA",
                        "arn", "arn:aws:iam::012345678901:role/Inspector",
                        "accountId", "012345678901"),
                    "webIdFederationData",
                    json("federatedProvider", "accounts.google.com", "attributes", json("aud", 1)),
                    "attributes",
                    json("creationDate", "20250903T060000Z", "mfaAuthenticated", "true"),
                    "sourceIdentity",
                    "erika",
                    "ec2RoleDelivery",
                    "2.0",
                    "assumedRoot",
                    "true",
                    "ec2IssuedInVpc",
                    "vpc-1"),
            "onBehalfOf", json("userId", "user", "identityStoreArn", "store"),
            "inScopeOf",
                json(
                    "sourceArn", "function",
                    "sourceAccount", "012345678901",
                    "issuerType", "AWS::Lambda::Function",
                    "credentialsIssuedTo", "role"),
            "invokedByDelegate", json("accountId", "444455556666"));

    assertThat(UserIdentity.parse(json))
        .isEqualTo(
            new UserIdentity(
                Optional.of("AssumedRole"),
                Optional.of("name"),
                Optional.of("AROA:night"),
                Optional.of("arn:aws:sts::012345678901:assumed-role/Inspector/night"),
                Optional.of("012345678901"),
                Optional.of("ASIA"),
                Optional.of("iot.amazonaws.com"),
                Optional.of("idp"),
                Optional.of("credential"),
                Optional.of(
                    new SessionContext(
                        Optional.of(
                            new SessionIssuer(
                                Optional.of("Role"),
                                Optional.of("Inspector"),
                                Optional.of("AROA"),
                                Optional.of("arn:aws:iam::012345678901:role/Inspector"),
                                Optional.of("012345678901"))),
                        Optional.of("accounts.google.com"),
                        Optional.of("{\"aud\":1}"),
                        Optional.of("20250903T060000Z"),
                        Optional.of(true),
                        Optional.of("erika"),
                        Optional.of("2.0"),
                        Optional.of("true"),
                        Optional.of("vpc-1"))),
                Optional.of(new OnBehalfOf(Optional.of("user"), Optional.of("store"))),
                Optional.of(
                    new InScopeOf(
                        Optional.of("function"),
                        Optional.of("012345678901"),
                        Optional.of("AWS::Lambda::Function"),
                        Optional.of("role"))),
                Optional.of("444455556666")));
  }

  @Test
  void empty_objects_say_no_more_than_absent_ones() {
    Map<String, Object> hollow =
        json(
            "sessionContext",
            json("sessionIssuer", json(), "webIdFederationData", json(), "attributes", json()),
            "onBehalfOf",
            json(),
            "inScopeOf",
            json("unheardOf", "of"),
            "invokedByDelegate",
            json());

    assertThat(UserIdentity.parse(hollow)).isEqualTo(UserIdentity.parse(Map.of()));
    assertThat(UserIdentity.parse(hollow).sessionContext()).isEmpty();
  }

  @Test
  void an_empty_issuer_beside_a_creation_date_is_empty() {
    SessionContext session =
        UserIdentity.parse(
                json(
                    "sessionContext",
                    json("sessionIssuer", json(), "attributes", json("creationDate", "x"))))
            .sessionContext()
            .orElseThrow();

    assertThat(session.sessionIssuer()).isEmpty();
    assertThat(session.creationDate()).hasValue("x");
  }

  @Test
  void wrong_types_nulls_and_blanks_are_empty() {
    Map<String, Object> odd = new HashMap<>();
    odd.put("type", null);
    odd.put("userName", 17);
    odd.put("principalId", List.of("AROA"));
    odd.put("arn", Map.of("partition", "aws"));
    odd.put("accountId", 12345678901L);
    odd.put("accessKeyId", "");
    odd.put("invokedBy", "  ");
    odd.put("sessionContext", "none");
    odd.put("onBehalfOf", List.of());
    odd.put("inScopeOf", 1.5);
    odd.put("invokedByDelegate", true);

    assertThat(UserIdentity.parse(odd)).isEqualTo(UserIdentity.parse(Map.of()));
  }

  @Test
  void mfa_is_read_from_text_and_boolean() {
    assertThat(mfa("true")).hasValue(true);
    assertThat(mfa("false")).hasValue(false);
    assertThat(mfa("False")).hasValue(false);
    assertThat(mfa(true)).hasValue(true);
    assertThat(mfa(false)).hasValue(false);
    assertThat(mfa("yes")).isEmpty();
    assertThat(mfa(1)).isEmpty();
  }

  private static Optional<Boolean> mfa(Object value) {
    return UserIdentity.parse(
            json("sessionContext", json("attributes", json("mfaAuthenticated", value))))
        .sessionContext()
        .flatMap(SessionContext::mfaAuthenticated);
  }

  @Test
  void web_identity_attributes_are_json_text_with_sorted_keys() {
    Map<String, Object> attributes =
        json(
            "sub", "a\"b\\c\n\u0001",
            "aud", Arrays.asList("app", null, 1, true),
            "amr", List.of(),
            "extra", json("z", json(), "a", "é"));

    assertThat(attributes(attributes))
        .hasValue(
            "{\"amr\":[],\"aud\":[\"app\",null,1,true],\"extra\":{\"a\":\"é\",\"z\":{}},"
                + "\"sub\":\"a\\\"b\\\\c\\u000a\\u0001\"}");
    assertThat(attributes("{\"aud\":1}")).hasValue("{\"aud\":1}");
    assertThat(attributes(json())).isEmpty();
    assertThat(attributes(List.of("aud"))).isEmpty();
  }

  @Test
  void attributes_nested_without_end_are_cut() {
    Map<String, Object> nested = json("a", "b");
    for (int i = 0; i < 100_000; i++) {
      nested = json("a", nested);
    }

    assertThat(attributes(nested).orElseThrow()).endsWith(":null" + "}".repeat(32));
  }

  private static Optional<String> attributes(Object value) {
    return UserIdentity.parse(
            json("sessionContext", json("webIdFederationData", json("attributes", value))))
        .sessionContext()
        .flatMap(SessionContext::webIdFederationAttributes);
  }
}
