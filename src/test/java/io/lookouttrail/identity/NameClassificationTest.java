package io.lookouttrail.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameClassificationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "Alice",
        "erika.meier",
        "Mary_Major",
        "Dev1",
        "u1234567",
        "j.r.tolkien",
        "operator",
        "erika.meier@example.com",
        "line.operator@plant.example.com",
        "erika-meier@example.com"
      })
  void names_a_person(String name) {
    assertThat(new NameClassification(name).namesPerson()).isTrue();
    assertThat(new NameClassification(name).isMachineMade()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i-0abc1234",
        "i-0abc1234def567890",
        "mi-0abc1234def567890",
        "botocore-session-1756879200",
        "aws-sdk-java-1756879200123",
        "aws-sdk-js-session-1756879200123",
        "AWSCLI-Session",
        "GitHubActions",
        "gitlab-runner-77",
        "terraform-run",
        "SageMaker",
        "AWSCodeBuild-5a4b3c2d",
        "eks-quality-inspector-7f9c24e8",
        "7f9c24e8-3b12-4f6a-9d1e-0a1b2c3d4e5f",
        "9f86d081884c7d659a2feaa0c55ad015",
        "1756879200",
        "ticket123456789",
        "detect-anomalies-fn",
        "imageUploader",
        "camera3",
        "svc-quality@example.com",
        "ci-bot@example.com",
        "vision@acme.iam.gserviceaccount.com"
      })
  void machine_made(String name) {
    assertThat(new NameClassification(name).isMachineMade()).isTrue();
    assertThat(new NameClassification(name).namesPerson()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console-session",
        "RoleSession1",
        "default",
        "test",
        "user",
        "my_session",
        "12345",
        "-"
      })
  void placeholders_name_nobody_and_are_no_machines(String name) {
    assertThat(new NameClassification(name).isMachineOrPlaceholder()).isTrue();
    assertThat(new NameClassification(name).isMachineMade()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"erika-meier", "MaryMajor", "a.b.c.d", "erika=admin"})
  void other_names_need_another_sign_of_a_person(String name) {
    assertThat(new NameClassification(name).namesPerson()).isFalse();
    assertThat(new NameClassification(name).isMachineOrPlaceholder()).isFalse();
  }

  @Test
  void words_are_split_at_separators_and_humps() {
    assertThat(new NameClassification("AWSCodeBuild-v2_night").words())
        .containsExactly("awscodebuild", "aws", "code", "build", "v2", "v", "2", "night");
    assertThat(new NameClassification("--").words()).isEmpty();
  }
}
