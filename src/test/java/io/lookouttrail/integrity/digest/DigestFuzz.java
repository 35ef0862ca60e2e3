package io.lookouttrail.integrity.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.integrity.digest.DigestDocument.ListedLog;
import java.io.IOException;

/** Fuzz target: a digest's JSON, compared with Jackson's tree. */
public final class DigestFuzz {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DigestFuzz() {}

  /** Either an {@link IOException} with one line, or the document that Jackson reads. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    DigestDocument digest;
    try {
      digest = DigestDocument.parse(data);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    JsonNode tree = JSON.readTree(new String(data, UTF_8));
    assertThat(digest.account()).isEqualTo(tree.get("awsAccountId").textValue());
    assertThat(digest.endTimeText()).isEqualTo(tree.get("digestEndTime").textValue());
    assertThat(digest.bucket()).isEqualTo(tree.get("digestS3Bucket").textValue());
    assertThat(digest.key()).isEqualTo(tree.get("digestS3Object").textValue());
    assertThat(digest.logs()).hasSize(tree.get("logFiles").size());
    for (int i = 0; i < digest.logs().size(); i++) {
      ListedLog log = digest.logs().get(i);
      JsonNode node = tree.get("logFiles").get(i);
      assertThat(log.key()).isEqualTo(node.get("s3Object").textValue());
      assertThat(log.sha256()).isEqualTo(node.get("hashValue").textValue());
    }
    assertThat(digest.previous().isPresent())
        .isEqualTo(tree.path("previousDigestS3Object").isTextual());
    digest.contradiction().ifPresent(why -> assertThat(why).isNotBlank());
  }
}
