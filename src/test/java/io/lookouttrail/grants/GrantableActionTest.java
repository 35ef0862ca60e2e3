package io.lookouttrail.grants;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.AccountJson;
import io.lookouttrail.grants.policy.ResourcePattern;
import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.identity.IamAction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantableActionTest {
  private static final AuthorizationDetails CHINA =
      AuthorizationDetails.parse(
          "china.json",
          AccountJson.account().role("R").toString().replace("arn:aws:", "arn:aws-cn:"));

  private static GrantableAction action(String name) {
    return GrantableAction.ofLookoutVision(CHINA).stream()
        .filter(action -> action.action().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasTheActionsOfLookoutForVisionWithTheResourcesOfTheAccount() {
    assertThat(GrantableAction.ofLookoutVision(CHINA)).hasSize(25);
    assertThat(texts(action("StartModel")))
        .containsExactly("arn:aws-cn:lookoutvision:*:111122223333:model/*");
    assertThat(texts(action("CreateProject")))
        .containsExactly("arn:aws-cn:lookoutvision:*:111122223333:project/*");
    assertThat(action("ListProjects").resources()).containsExactly(ResourcePattern.ASTERISK);
    assertThat(action("DetectAnomalies").isInference()).isTrue();
    assertThat(action("DetectAnomalies").accessLevel()).contains(AccessLevel.WRITE);
    assertThat(action("TagResource").isInference()).isFalse();
  }

  @Test
  void takesAnyResourceForAnActionOfAnotherService() {
    GrantableAction action =
        GrantableAction.ofOtherService(new IamAction("s3", "GetObject"), CHINA);
    assertThat(action.accessLevel()).isEqualTo(Optional.empty());
    assertThat(texts(action)).containsExactly("${*}", "arn:aws-cn:s3:*");
    assertThat(action.resources().get(1).matches("arn:aws-cn:s3:::bucket/key")).isTrue();
  }

  private static List<String> texts(GrantableAction action) {
    return action.resources().stream().map(ResourcePattern::text).toList();
  }
}
