package io.lookouttrail.integrity.digest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a digest file says: of what time it is, which digest came before it, and the hashes of the
 * log files delivered in its time.
 *
 * <p>Its hash and signature are taken over the bytes as they were stored, never over this. Source:
 * AWS CloudTrail User Guide, "CloudTrail digest file structure".
 *
 * @param account awsAccountId
 * @param startTime digestStartTime
 * @param endTime digestEndTime
 * @param endTimeText digestEndTime as it is written: part of what is signed
 * @param bucket digestS3Bucket
 * @param key digestS3Object: where CloudTrail put it
 * @param fingerprint digestPublicKeyFingerprint, lower case
 * @param signatureAlgorithm digestSignatureAlgorithm
 * @param previous the digest before it; empty in one that starts a chain
 * @param logs the log files that it names
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
    List<NamedLog> logs) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public DigestDocument {
    logs = List.copyOf(logs);
    if (startTime.isAfter(endTime)) {
      throw new IllegalArgumentException("it starts after it ends");
    }
  }

  /**
   * What a digest says of the one before it.
   *
   * @param sha256 lower-hex SHA-256 of its uncompressed bytes
   * @param signature its signature in hex; empty where the digest holds none
   */
  public record Previous(String bucket, String key, String sha256, Optional<String> signature) {}

  /**
   * A log file that a digest names.
   *
   * @param sha256 lower-hex SHA-256 of its uncompressed bytes
   */
  public record NamedLog(String bucket, String key, String sha256) {}

  /**
   * Reads a digest's uncompressed bytes.
   *
   * @throws IOException where they are no digest; its message tells in one line what is amiss
   */
  public static DigestDocument parse(byte[] uncompressed) throws IOException {
    Map<String, @Nullable String> texts = new HashMap<>();
    @Nullable List<NamedLog> logs = null;
    try (JsonParser parser = JSON.createParser(uncompressed)) {
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
        throw new IOException("something follows the digest");
      }
    }
    if (logs == null) {
      throw new IOException("it has no logFiles");
    }
    return of(texts, logs);
  }

  /** The key or name without its folders. */
  public static String fileName(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private static DigestDocument of(Map<String, @Nullable String> texts, List<NamedLog> logs)
      throws IOException {
    try {
      return new DigestDocument(
          given(texts, "awsAccountId"),
          Instant.parse(given(texts, "digestStartTime")),
          Instant.parse(given(texts, "digestEndTime")),
          given(texts, "digestEndTime"),
          given(texts, "digestS3Bucket"),
          given(texts, "digestS3Object"),
          given(texts, "digestPublicKeyFingerprint").toLowerCase(java.util.Locale.ROOT),
          given(texts, "digestSignatureAlgorithm"),
          previous(texts),
          logs);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IOException("it is no digest: " + e.getMessage(), e);
    }
  }

  private static Optional<Previous> previous(Map<String, @Nullable String> texts)
      throws IOException {
    if (texts.get("previousDigestS3Object") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Previous(
            given(texts, "previousDigestS3Bucket"),
            given(texts, "previousDigestS3Object"),
            given(texts, "previousDigestHashValue"),
            Optional.ofNullable(texts.get("previousDigestSignature"))));
  }

  private static List<NamedLog> logs(JsonParser parser) throws IOException {
    expect(parser.currentToken(), JsonToken.START_ARRAY, "a list of log files");
    List<NamedLog> logs = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      Map<String, @Nullable String> texts = new HashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        texts.put(field, text(parser));
      }
      logs.add(
          new NamedLog(
              given(texts, "s3Bucket"), given(texts, "s3Object"), given(texts, "hashValue")));
    }
    expect(parser.currentToken(), JsonToken.END_ARRAY, "the end of the list of log files");
    return logs;
  }

  /** A field's text; null for null, and for what is no text, which nothing here asks for. */
  private static @Nullable String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  private static String given(Map<String, @Nullable String> texts, String field)
      throws IOException {
    String text = texts.get(field);
    if (text == null) {
      throw new IOException("it has no " + field);
    }
    return text;
  }

  private static void expect(@Nullable JsonToken token, JsonToken wanted, String what)
      throws IOException {
    if (token != wanted) {
      throw new IOException("it is no digest: where " + what + " belongs stands " + token);
    }
  }
}
