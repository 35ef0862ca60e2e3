package io.lookouttrail.sample.digests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.output.JsonBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Content of a digest file.
 *
 * @param key the key of the digest file
 * @param fingerprint fingerprint of the key that signs the digest
 * @param previous the previous digest of the chain; empty for a starting digest
 * @param logs log files in the order of their keys
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
   * What a digest contains about the previous one.
   *
   * @param key the key under which CloudTrail delivered the digest
   * @param sha256 hash of its inflated content, in lower-case hex
   * @param signature signature in lower-case hex
   */
  record Written(String key, String sha256, String signature) {}

  /** The JSON text in UTF-8; real digests escape {@code /} too. */
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

  /** Returns the text that CloudTrail signs: end time, location, hash, previous signature. */
  String toSign(String sha256) {
    return String.join(
        "\n",
        new JsonBuffer(20).time(window.end()).toString(),
        BUCKET + "/" + key,
        sha256,
        previous.map(Written::signature).orElse("null"));
  }

  /** Returns the altered digest, which does not list the logs that the fault removes. */
  DigestFile withoutRemovedLogs() {
    List<DeliveredLog> remaining = logs.stream().filter(log -> !log.isRemovedFromDigest()).toList();
    return new DigestFile(account, key, window, fingerprint, previous, remaining);
  }

  private static void time(JsonBuffer json, String name, long second) {
    if (second < 0) {
      json.field(name, (String) null);
    } else {
      json.timeField(name, second);
    }
  }
}
