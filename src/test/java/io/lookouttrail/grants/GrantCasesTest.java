package io.lookouttrail.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrantCasesTest {
  static Stream<GrantCase> cases() {
    return Stream.of(StatementCases.all(), ConditionCases.all(), AttachmentCases.all())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void grantsWhatTheDocumentationSays(GrantCase example) {
    assertThat(example.grant()).as(example.rule()).isEqualTo(example.expected());
  }

  @Test
  void hasAtLeastSixtyCasesOfDifferentNames() {
    assertThat(cases().map(GrantCase::name).distinct().count())
        .isEqualTo(cases().count())
        .isGreaterThanOrEqualTo(60);
  }
}
