package io.lookouttrail.integrity.digest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.integrity.digest.DigestDocument.ListedLog;
import io.lookouttrail.integrity.digest.DigestDocument.Previous;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestDocumentTest {
  private static final String DIGEST =
      """
      {"awsAccountId":"111122223333","digestStartTime":"2025-09-03T09:04:04Z",\
      "digestEndTime":"2025-09-03T10:04:04Z","digestS3Bucket":"trail-bucket",\
      "digestS3Object":"AWSLogs\\/111122223333\\/d.json.gz",\
      "digestPublicKeyFingerprint":"BE2F","digestSignatureAlgorithm":"SHA256withRSA",\
      "newestEventTime":null,"oldestEventTime":null,\
      "previousDigestS3Bucket":"trail-bucket","previousDigestS3Object":"AWSLogs\\/p.json.gz",\
      "previousDigestHashValue":"8f95","previousDigestHashAlgorithm":"SHA-256",\
      "previousDigestSignature":"11c1",\
      "logFiles":[{"s3Bucket":"trail-bucket","s3Object":"AWSLogs\\/a.json.gz",\
      "hashValue":"4309","hashAlgorithm":"SHA-256","newestEventTime":"2025-09-03T09:10:00Z",\
      "oldestEventTime":"2025-09-03T09:10:00Z","later":{"unknown":[1]}}],"later":[{}]}\
      """;

  private static DigestDocument parse(String json) throws IOException {
    return DigestDocument.parse(json.getBytes(UTF_8));
  }

  @Test
  void readsEveryFieldAndUnescapesKeys() throws IOException {
    DigestDocument digest = parse(DIGEST);

    assertThat(digest.account()).isEqualTo("111122223333");
    assertThat(digest.startTime()).isEqualTo(Instant.parse("2025-09-03T09:04:04Z"));
    assertThat(digest.endTimeText()).isEqualTo("2025-09-03T10:04:04Z");
    assertThat(digest.key()).isEqualTo("AWSLogs/111122223333/d.json.gz");
    assertThat(digest.fingerprint()).isEqualTo("be2f");
    assertThat(digest.previous())
        .contains(new Previous("trail-bucket", "AWSLogs/p.json.gz", "8f95", Optional.of("11c1")));
    assertThat(digest.logs())
        .containsExactly(new ListedLog("trail-bucket", "AWSLogs/a.json.gz", "4309"));
  }

  @Test
  void readsAStartingDigestOfAnEmptyHour() throws IOException {
    String start =
        DIGEST
            .replaceAll("\"(previous\\w+)\":\"[^\"]*\"", "\"$1\":null")
            .replaceAll("\"logFiles\":\\[.*}],", "\"logFiles\":[],");

    assertThat(parse(start).previous()).isEmpty();
    assertThat(parse(start).logs()).isEmpty();
  }

  @Test
  void refusesWhatIsNoDigest() {
    for (String text :
        new String[] {
          "",
          "[]",
          "{}",
          "not json",
          DIGEST + "{}",
          DIGEST.substring(0, DIGEST.length() - 1),
          DIGEST.replace("\"logFiles\"", "\"files\""),
          DIGEST.replace("[{\"s3Bucket\"", "[7,{\"s3Bucket\""),
          DIGEST.replace("\"hashValue\":\"4309\"", "\"hashValue\":4309"),
          DIGEST.replace("2025-09-03T09:04:04Z", "yesterday"),
          DIGEST.replace("2025-09-03T09:04:04Z", "2025-09-03T11:04:04Z"),
          DIGEST.replace("\"digestS3Bucket\"", "\"digestS3Object\""),
          DIGEST.replace("\"previousDigestHashValue\":\"8f95\",", ""),
          DIGEST.replace("\"hashAlgorithm\":\"SHA-256\"", "\"hashAlgorithm\":\"MD5\""),
          DIGEST.replace("DigestHashAlgorithm\":\"SHA-256\"", "DigestHashAlgorithm\":\"MD5\"")
        }) {
      assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(IOException.class);
    }
  }

  /** Where a name of three bytes was read before, Jackson takes 0xff and these bytes for it. */
  @Test
  void refusesWhatIsNoUtf8() throws IOException {
    assertThat(parse(DIGEST.replaceFirst("\\{", "{\"abc\":1,")).logs()).hasSize(1);
    String invalid = DIGEST.replaceFirst("\\{", "{\"\u00ffabc\":1,");
    assertThatThrownBy(() -> DigestDocument.parse(invalid.getBytes(ISO_8859_1)))
        .isInstanceOf(IOException.class)
        .hasMessage("it is not UTF-8");
  }

  @Test
  void readsDigestNamesByTheirEnds() {
    String name =
        "111122223333_CloudTrail-Digest_us-east-1_my_own_trail_eu-west-1_20250903T100404Z";

    assertThat(DigestName.of(name + ".json.gz"))
        .contains(
            new DigestName(
                "111122223333",
                "us-east-1",
                "my_own_trail",
                "eu-west-1",
                Instant.parse("2025-09-03T10:04:04Z"),
                false,
                ".json.gz"));
    assertThat(DigestName.of(name + "_backfill.json.gz").orElseThrow().backfill()).isTrue();
    for (String spelled : new String[] {name + ".json", name + "_backfill.json.gz"}) {
      assertThat(DigestName.of(spelled).orElseThrow().fileName()).isEqualTo(spelled);
    }
    assertThat(DigestName.of(name + ".json.gz.head.json")).isEmpty();
    assertThat(DigestName.of(name.replace("0903T10", "0933T10") + ".json.gz")).isEmpty();
    assertThat(DigestName.of(name.replace("-Digest", "") + ".json.gz")).isEmpty();
  }

  @Test
  void readsSignaturesFromWhatHeadObjectPrints() throws IOException {
    assertThat(signature("{\"ETag\":\"\\\"x\\\"\",\"Metadata\":{\"signature\":\"12ab\"}}"))
        .contains("12ab");
    assertThat(signature("{\"Metadata\":{\"other\":\"12ab\"},\"signature\":\"34\"}")).isEmpty();
    assertThat(signature("{}")).isEmpty();
    assertThatThrownBy(() -> signature("An error occurred (403)")).isInstanceOf(IOException.class);
  }

  private static Optional<String> signature(String json) throws IOException {
    return AwsCliFiles.signature(json.getBytes(UTF_8));
  }
}
