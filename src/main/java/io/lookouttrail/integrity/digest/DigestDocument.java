package io.lookouttrail.integrity.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.lookouttrail.archive.KeyLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Content of a digest file: its period, the digest before it, and the hashes of the log files that
 * were delivered in its period.
 *
 * <p>The digest's hash and signature are those of its stored bytes, uncompressed, not of this
 * record. Source: AWS CloudTrail User Guide, "CloudTrail digest file structure".
 *
 * @param account awsAccountId
 * @param startTime digestStartTime
 * @param endTime digestEndTime
 * @param endTimeText digestEndTime as written, because the signature covers it
 * @param bucket digestS3Bucket
 * @param key digestS3Object, the key to which CloudTrail delivered it
 * @param fingerprint digestPublicKeyFingerprint in lower case
 * @param signatureAlgorithm digestSignatureAlgorithm
 * @param previous the digest before it; empty for a digest that starts a chain
 * @param logs the log files that it lists
 */
public record DigestDocument(
    String account,
    Instant startTime,
    Instant endTime,
    String endTimeText,
    String bucket,
    String key,
    String fingerprint,
    String signatureAlgorithm,
    Optional<Previous> previous,
    List<ListedLog> logs) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public DigestDocument {
    logs = List.copyOf(logs);
    if (startTime.isAfter(endTime)) {
      throw new IllegalArgumentException("its start time is after its end time");
    }
  }

  /**
   * Reference of a digest to the digest before it.
   *
   * @param sha256 lower-hex SHA-256 of its uncompressed bytes
   * @param signature its signature in hex; empty if the digest does not contain it
   */
  public record Previous(String bucket, String key, String sha256, Optional<String> signature) {}

  /**
   * A log file that a digest lists.
   *
   * @param sha256 lower-hex SHA-256 of its uncompressed bytes
   */
  public record ListedLog(String bucket, String key, String sha256) {}

  /**
   * Parses a digest's uncompressed bytes.
   *
   * @throws IOException if they are not a digest; the message says why, in one line
   */
  public static DigestDocument parse(byte[] uncompressed) throws IOException {
    Map<String, @Nullable String> texts = new HashMap<>();
    @Nullable List<ListedLog> logs = null;
    try (JsonParser parser = JSON.createParser(text(uncompressed))) {
      expect(parser.nextToken(), JsonToken.START_OBJECT, "an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("logFiles")) {
          logs = logs(parser);
        } else {
          texts.put(field, text(parser));
        }
      }
      expect(parser.currentToken(), JsonToken.END_OBJECT, "the end of the object");
      if (parser.nextToken() != null) {
        throw new IOException("the file continues after the end of the digest");
      }
    }
    if (logs == null) {
      throw new IOException("it has no logFiles");
    }
    return of(texts, logs);
  }

  /**
   * What no digest of CloudTrail says: the name in its key has another time or account than its
   * content, or it lists a log file of another account or Region.
   *
   * @return empty if nothing contradicts
   */
  public Optional<String> contradiction() {
    Optional<DigestName> name = DigestName.of(fileName(key));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!endTime.equals(name.get().endedAt())) {
      return Optional.of(
          "its content ends at %s, and its name says another time".formatted(endTime));
    }
    if (!account.equals(name.get().account())) {
      return Optional.of(
          "its content is of account %s, and its name of another".formatted(account));
    }
    return logs.stream()
        .filter(log -> !isOf(name.get(), KeyLayout.read(log.key())))
        .findFirst()
        .map(log -> "it lists a log file of another account or Region: " + fileName(log.key()));
  }

  private static boolean isOf(DigestName digest, KeyLayout.KeyFacts log) {
    return log.account().filter(account -> !account.equals(digest.account())).isEmpty()
        && log.region().filter(region -> !region.equals(digest.region())).isEmpty();
  }

  /** Decodes strictly: from bytes, Jackson takes some invalid names for valid ones. */
  private static String text(byte[] uncompressed) throws IOException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(uncompressed)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  /** The part of a key or canonical name after the last slash. */
  public static String fileName(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private static DigestDocument of(Map<String, @Nullable String> texts, List<ListedLog> logs)
      throws IOException {
    try {
      return new DigestDocument(
          required(texts, "awsAccountId"),
          Instant.parse(required(texts, "digestStartTime")),
          Instant.parse(required(texts, "digestEndTime")),
          required(texts, "digestEndTime"),
          required(texts, "digestS3Bucket"),
          required(texts, "digestS3Object"),
          required(texts, "digestPublicKeyFingerprint").toLowerCase(java.util.Locale.ROOT),
          required(texts, "digestSignatureAlgorithm"),
          previous(texts),
          logs);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IOException("it is not a digest: " + e.getMessage(), e);
    }
  }

  private static Optional<Previous> previous(Map<String, @Nullable String> texts)
      throws IOException {
    if (texts.get("previousDigestS3Object") == null) {
      return Optional.empty();
    }
    requireSha256(texts.get("previousDigestHashAlgorithm"));
    return Optional.of(
        new Previous(
            required(texts, "previousDigestS3Bucket"),
            required(texts, "previousDigestS3Object"),
            required(texts, "previousDigestHashValue"),
            Optional.ofNullable(texts.get("previousDigestSignature"))));
  }

  private static List<ListedLog> logs(JsonParser parser) throws IOException {
    expect(parser.currentToken(), JsonToken.START_ARRAY, "a list of log files");
    List<ListedLog> logs = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      Map<String, @Nullable String> texts = new HashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        texts.put(field, text(parser));
      }
      requireSha256(texts.get("hashAlgorithm"));
      logs.add(
          new ListedLog(
              required(texts, "s3Bucket"),
              required(texts, "s3Object"),
              required(texts, "hashValue")));
    }
    expect(parser.currentToken(), JsonToken.END_ARRAY, "the end of the list of log files");
    return logs;
  }

  /** A field's text; null for null and for any other type, because no such field is used. */
  private static @Nullable String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  private static String required(Map<String, @Nullable String> texts, String field)
      throws IOException {
    String text = texts.get(field);
    if (text == null) {
      throw new IOException("it has no " + field);
    }
    return text;
  }

  private static void requireSha256(@Nullable String algorithm) throws IOException {
    if (algorithm != null && !algorithm.equals("SHA-256")) {
      throw new IOException("it has hashes of another kind than SHA-256");
    }
  }

  private static void expect(@Nullable JsonToken token, JsonToken expected, String what)
      throws IOException {
    if (token != expected) {
      throw new IOException("it is not a digest: there should be " + what);
    }
  }
}
