package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLayoutTest {

  private static final Instant NINE = Instant.parse("2025-09-03T09:05:42Z");

  @Test
  void makesTheKeyOfALogFile() {
    assertThat(KeyLayout.atTopOfBucket().logKey("012345678901", "eu-west-1", NINE, "AbCd12"))
        .isEqualTo(
            "AWSLogs/012345678901/CloudTrail/eu-west-1/2025/09/03/"
                + "012345678901_CloudTrail_eu-west-1_20250903T0905Z_AbCd12.json.gz");
  }

  @Test
  void putsPrefixAndOrganizationAroundAwsLogs() {
    KeyLayout layout = new KeyLayout("/audit/trails/", Optional.of("o-a1b2c3d4e5"));

    assertThat(layout.logKey("012345678901", "us-gov-west-1", NINE, "x"))
        .startsWith(
            "audit/trails/AWSLogs/o-a1b2c3d4e5/012345678901/CloudTrail/us-gov-west-1/2025/");
  }

  @Test
  void makesTheKeysOfDigestAndInsightFiles() {
    KeyLayout layout = KeyLayout.atTopOfBucket();

    assertThat(layout.digestKey("012345678901", "eu-west-1", "factory", "us-east-1", NINE, false))
        .isEqualTo(
            "AWSLogs/012345678901/CloudTrail-Digest/eu-west-1/2025/09/03/"
                + "012345678901_CloudTrail-Digest_eu-west-1_factory_us-east-1_20250903T090542Z"
                + ".json.gz");
    assertThat(layout.digestKey("012345678901", "eu-west-1", "factory", "us-east-1", NINE, true))
        .endsWith("_20250903T090542Z_backfill.json.gz");
    assertThat(layout.insightKey("012345678901", "eu-west-1", NINE, "x"))
        .isEqualTo(
            "AWSLogs/012345678901/CloudTrail-Insight/eu-west-1/2025/09/03/"
                + "012345678901_CloudTrail-Insight_eu-west-1_20250903T0905Z_x.json.gz");
  }

  @Test
  void refusesInvalidParts() {
    KeyLayout layout = KeyLayout.atTopOfBucket();

    assertThatThrownBy(() -> layout.logKey("12345", "eu-west-1", NINE, "x"))
        .hasMessageContaining("account: 12345");
    assertThatThrownBy(() -> layout.logKey("012345678901", "Ireland", NINE, "x"))
        .hasMessageContaining("Region: Ireland");
    assertThatThrownBy(() -> new KeyLayout("", Optional.of("r-1")))
        .hasMessageContaining("organization: r-1");
  }

  @Test
  void readsTheKeyThatItMade() {
    KeyLayout layout = new KeyLayout("audit", Optional.of("o-abc"));

    KeyLayout.KeyFacts facts =
        KeyLayout.read("s3://bucket/" + layout.logKey("012345678901", "cn-north-1", NINE, "x"));

    assertThat(facts.account()).contains("012345678901");
    assertThat(facts.region()).contains("cn-north-1");
    assertThat(facts.deliveredAt()).contains(Instant.parse("2025-09-03T09:05:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012_CloudTrail_us-east-1_20140415T1230Z_x.json.gz, 2014-04-15T12:30:00Z, us-east-1",
    "123456789012_CloudTrail_us-east-1_20131101T2355x9Q.json.gz, 2013-11-01T23:55:00Z, us-east-1",
    "123456789012_CloudTrail_us-east-1_20131101T235512abc.json, 2013-11-01T23:55:00Z, us-east-1",
    "123456789012_CloudTrail_ap-southeast-1-20200930T2358.json, 2020-09-30T23:58:00Z,"
        + " ap-southeast-1",
    "123456789012_CloudTrail_us-east-1_20231015T230404Z.json, 2023-10-15T23:04:04Z, us-east-1",
    "123456789012_CloudTrail_us-isob-east-1_20231015T2304Z_x.json, 2023-10-15T23:04:00Z,"
        + " us-isob-east-1"
  })
  void readsTheNamesOfRealArchives(String name, Instant deliveredAt, String region) {
    KeyLayout.KeyFacts facts = KeyLayout.read(name);

    assertThat(facts.deliveredAt()).contains(deliveredAt);
    assertThat(facts.region()).contains(region);
    assertThat(facts.account()).contains("123456789012");
  }

  @ParameterizedTest
  @CsvSource({
    "events.json",
    "TTTTTTTTTTTTTTTTTT.json",
    "x_20251301T0000Z.json",
    "x_20250230T0000Z.json",
    "x_20250903T2460Z.json",
    "x_20250903T2400Z.json",
    "x_120250903T0900Z.json",
    "x_20250903T090",
    "T0900.json"
  })
  void readsNoOtherDigitsAsATime(String name) {
    assertThat(KeyLayout.read(name).deliveredAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/02/29/x.json, 2024-02-29T00:00:00Z",
    "plain/2024/02/29/x.json, 2024-02-29T00:00:00Z",
    "2024/02/29/x.json, 2024-02-29T00:00:00Z",
    "plain/2024/02/29/123_20250101T0102Z.json, 2025-01-01T01:02:00Z"
  })
  void usesTheDayFolderIfTheNameHasNoTime(String key, Instant deliveredAt) {
    assertThat(KeyLayout.read(key).deliveredAt()).contains(deliveredAt);
  }

  @ParameterizedTest
  @CsvSource({"plain/2023/02/29/x.json", "plain/12024/02/28/x.json", "a/b/c.json"})
  void readsNoOtherFoldersAsADay(String key) {
    assertThat(KeyLayout.read(key).deliveredAt()).isEmpty();
  }

  @Test
  void foldersTakePrecedenceOverTheName() {
    KeyLayout.KeyFacts facts =
        KeyLayout.read(
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2025/09/03/"
                + "222222222222_CloudTrail_us-east-1_20250903T0905Z_x.json.gz");

    assertThat(facts.account()).contains("111111111111");
    assertThat(facts.region()).contains("eu-west-1");
  }

  @Test
  void readsTwelveDigitsAsAnAccountOnlyInTheLayout() {
    assertThat(KeyLayout.read("run/202509030101/x.json").account()).isEmpty();
    assertThat(KeyLayout.read("copy/111111111111/CloudTrail/eu-west-1/x.json").account())
        .contains("111111111111");
  }
}
