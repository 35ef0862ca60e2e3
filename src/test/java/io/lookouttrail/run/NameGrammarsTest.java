package io.lookouttrail.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grammars of account ids and Regions. */
class NameGrammarsTest {

  @ParameterizedTest
  @ValueSource(strings = {"eu-central-1", "us-gov-west-1", "us-isob-east-1", "eusc-de-east-1"})
  void takesEveryPartitionsRegions(String name) {
    assertThat(RegionName.isValid(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ireland",
        "eu-central",
        "EU-WEST-1",
        "eu-west-123",
        "x-west-1",
        "china-north-1",
        "eu-1"
      })
  void takesNothingElseForARegion(String name) {
    assertThat(RegionName.isValid(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345678901", "1234567890123", "12345678901x", "١٢٣٤٥٦٧٨٩٠١٢"})
  void takesTwelveAsciiDigitsForAnAccount(String id) {
    assertThat(AccountId.isValid("012345678901")).isTrue();
    assertThat(AccountId.isValid(id)).isFalse();
  }
}
