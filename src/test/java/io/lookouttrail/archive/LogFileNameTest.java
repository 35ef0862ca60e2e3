package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of digest files; names of log files are in {@link KeyLayoutTest}. */
class LogFileNameTest {
  private static final LogFileName DIGEST =
      new LogFileName("123456789012", "eu-west-1", Instant.parse("2025-09-03T10:04:05Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012_CloudTrail-Digest_eu-west-1_t_us-east-1_20250903T100405Z.json.gz",
        "123456789012_CloudTrail-Digest_eu-west-1_t_us-east-1_20250903T100405Z.json",
        "123456789012_CloudTrail-Digest_eu-west-1_t_us-east-1_20250903T100405Z_backfill.json.gz",
        "123456789012_CloudTrail-Digest_eu-west-1_a_20240101T000000Z_b_us-east-1_20250903T100405Z"
            + ".json.gz"
      })
  void readsTheNameOfADigest(String name) {
    assertThat(LogFileName.ofDigest(name)).isEqualTo(DIGEST);
  }

  @Test
  void readsTheNameThatTheLayoutMakes() {
    String key =
        KeyLayout.atTopOfBucket()
            .digestKey(
                "123456789012",
                "eu-west-1",
                "my_trail",
                "us-east-1",
                Instant.parse("2025-09-03T10:04:05Z"),
                true);
    assertThat(LogFileName.ofDigest(key.substring(key.lastIndexOf('/') + 1))).isEqualTo(DIGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012_CloudTrail_eu-west-1_20250903T1004Z_x.json.gz",
        "123456789012_CloudTrail-Digest_eu-west-1_t_us-east-1_20250933T100405Z.json.gz",
        "123456789012_CloudTrail-Digest_eu-west-1_t_us-east-1_20250903T100405Z.json.gz.head.json",
        "123456789012_CloudTrail-Digest_Ireland_t_us-east-1_20250903T100405Z.json.gz",
        "renamed.json.gz"
      })
  void readsNoOtherNameAsADigests(String name) {
    assertThat(LogFileName.ofDigest(name)).isNull();
  }
}
