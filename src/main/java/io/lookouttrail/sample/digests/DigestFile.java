package io.lookouttrail.sample.digests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.output.JsonBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What a digest file tells.
 *
 * @param fingerprint of the key that signs it
 * @param previous the chain's digest before it; a starting digest has none
 * @param logs in the order of their keys
 */
record DigestFile(
    String account,
    String key,
    Window window,
    String fingerprint,
    Optional<Written> previous,
    List<DeliveredLog> logs) {

  static final String BUCKET = "lookout-trail-sample";

  /**
   * A digest that was written.
   *
   * @param key where CloudTrail put it
   * @param sha256 of its uncompressed bytes, lower hex
   * @param signature lower hex
   */
  record Written(String key, String sha256, String signature) {}

  /** The uncompressed bytes, with {@code /} escaped as real ones have it. */
  byte[] bytes() {
    JsonBuffer json = new JsonBuffer(2048).open().field("awsAccountId", account);
    json.timeField("digestStartTime", window.start()).timeField("digestEndTime", window.end());
    json.field("digestS3Bucket", BUCKET).field("digestS3Object", key);
    json.field("digestPublicKeyFingerprint", fingerprint);
    json.field("digestSignatureAlgorithm", "SHA256withRSA");
    time(json, "newestEventTime", logs.stream().mapToLong(DeliveredLog::newest).max().orElse(-1));
    time(json, "oldestEventTime", logs.stream().mapToLong(DeliveredLog::oldest).min().orElse(-1));
    Written before = previous.orElse(null);
    json.field("previousDigestS3Bucket", before == null ? null : BUCKET);
    json.field("previousDigestS3Object", before == null ? null : before.key());
    json.field("previousDigestHashValue", before == null ? null : before.sha256());
    json.field("previousDigestHashAlgorithm", before == null ? null : "SHA-256");
    json.field("previousDigestSignature", before == null ? null : before.signature());
    json.array("logFiles");
    for (DeliveredLog log : logs) {
      json.open().field("s3Bucket", BUCKET).field("s3Object", log.key());
      json.field("hashValue", log.sha256()).field("hashAlgorithm", "SHA-256");
      time(json, "newestEventTime", log.newest());
      time(json, "oldestEventTime", log.oldest());
      json.end();
    }
    return json.endArray().end().toString().replace("/", "\\/").getBytes(UTF_8);
  }

  /** What CloudTrail signs: when it ends, where it is, its hash and the signature before it. */
  String toSign(String sha256) {
    return String.join(
        "\n",
        new JsonBuffer(20).time(window.end()).toString(),
        BUCKET + "/" + key,
        sha256,
        previous.map(Written::signature).orElse("null"));
  }

  DigestFile withoutCutOut() {
    List<DeliveredLog> left = logs.stream().filter(log -> !log.isCutOut()).toList();
    return new DigestFile(account, key, window, fingerprint, previous, left);
  }

  private static void time(JsonBuffer json, String name, long second) {
    if (second < 0) {
      json.field(name, (String) null);
    } else {
      json.timeField(name, second);
    }
  }
}
