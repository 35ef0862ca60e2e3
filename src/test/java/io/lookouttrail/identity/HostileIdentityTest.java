package io.lookouttrail.identity;

import static io.lookouttrail.identity.Identities.federatedUser;
import static io.lookouttrail.identity.Identities.iamUser;
import static io.lookouttrail.identity.Identities.identityCenterUser;
import static io.lookouttrail.identity.Identities.json;
import static io.lookouttrail.identity.Identities.roleSession;
import static io.lookouttrail.identity.Identities.webIdentityUser;
import static io.lookouttrail.identity.Identities.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile and malformed records: each gets an actor, and none throws. */
class HostileIdentityTest {
  private static final List<String> FIELDS =
      List.of(
          "type",
          "userName",
          "principalId",
          "arn",
          "accountId",
          "accessKeyId",
          "invokedBy",
          "identityProvider",
          "sessionContext",
          "sessionIssuer",
          "webIdFederationData",
          "federatedProvider",
          "attributes",
          "mfaAuthenticated",
          "creationDate",
          "sourceIdentity",
          "ec2RoleDelivery",
          "onBehalfOf",
          "userId",
          "inScopeOf",
          "invokedByDelegate");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":",
        "::::::",
        "arn",
        "arn:",
        "arn:::::",
        "arn:aws:sts::1:assumed-role",
        "arn:aws:sts::1:assumed-role/",
        "arn:aws:sts::1:assumed-role//",
        "arn:aws:iam::1:role/",
        "arn: aws: sts: : 1: assumed-role/R/S",
        "/",
        "_",
        "@",
        "i-",
        "mi-",
        "a@b@c",
        "@.",
        "-",
        "AWSReservedSSO_",
        "AWSReservedSSO__",
        "\u0000\uD800",
        "𝒜",
        "arn:aws:iam::1:user/"
      })
  void hostile_texts_never_throw(String hostile) {
    for (String type :
        List.of(
            "Root",
            "IAMUser",
            "AssumedRole",
            "Role",
            "FederatedUser",
            "SAMLUser",
            "WebIdentityUser",
            "IdentityCenterUser",
            "AWSService",
            "AWSAccount",
            "Directory",
            "Unknown",
            hostile)) {
      Map<String, Object> identity = new HashMap<>();
      FIELDS.forEach(field -> identity.put(field, hostile));
      identity.put("type", type);
      identity.put(
          "sessionContext",
          json(
              "sessionIssuer",
              json("arn", hostile, "userName", hostile),
              "attributes",
              json("creationDate", hostile)));

      assertThat(attribute(identity).actor()).isNotBlank();
    }
  }

  @Test
  void shuffled_shapes_never_throw_and_never_name_a_session() {
    Random random = new Random(20251031);
    List<Map<String, Object>> seeds =
        List.of(
            iamUser("Alice"),
            roleSession("Inspector", "i-0abc1234"),
            federatedUser("erika"),
            webIdentityUser("accounts.google.com", "1"),
            identityCenterUser());
    for (int i = 0; i < 5_000; i++) {
      Map<String, Object> identity = seeds.get(random.nextInt(seeds.size()));
      for (int changes = random.nextInt(6); changes > 0; changes--) {
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        String path = random.nextBoolean() ? field : "sessionContext." + field;
        identity = with(identity, path, anything(random, 3));
      }

      assertThat(attribute(identity).actor()).isNotBlank().doesNotContain(":assumed-role/");
    }
  }

  private static Object anything(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextBoolean();
      case 3 -> "";
      case 4 -> Character.toString(random.nextInt(0x300)).repeat(random.nextInt(4));
      case 5 -> new ArrayList<>(Collections.singletonList(anything(random, depth - 1)));
      default -> {
        Map<String, Object> object = new HashMap<>();
        object.put(FIELDS.get(random.nextInt(FIELDS.size())), anything(random, depth - 1));
        yield object;
      }
    };
  }

  private static Attribution attribute(Map<String, Object> identity) {
    return Attribution.of(
        Optional.of(UserIdentity.parse(identity)),
        Optional.of(Identities.FACTORY),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
