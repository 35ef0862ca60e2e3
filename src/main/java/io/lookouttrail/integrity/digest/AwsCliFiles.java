package io.lookouttrail.integrity.digest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Parser of the two kinds of files that allow validation without AWS. Both contain what the AWS CLI
 * prints: the output of {@code aws cloudtrail list-public-keys}, and the output of {@code aws s3api
 * head-object} for a digest, stored in the same folder as the digest's copy.
 */
public final class AwsCliFiles {
  /** Suffix that a digest's file name gets for the file with its metadata. */
  public static final String HEAD_SUFFIX = ".head.json";

  private static final String SIGNATURE = "signature";
  private static final JsonFactory JSON = new JsonFactory();

  private AwsCliFiles() {}

  /**
   * A public key of a ListPublicKeys response.
   *
   * @param fingerprint hex MD5 of the DER
   * @param value base64 of the DER
   */
  public record ListedKey(String fingerprint, String value) {}

  /**
   * Parses a ListPublicKeys response. Member names may be in upper or lower case, because older
   * tools differ.
   *
   * @throws IOException if the text is not such a response; the message says why, in one line
   */
  public static List<ListedKey> publicKeys(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean keys = parser.currentName().equalsIgnoreCase("PublicKeyList");
          parser.nextToken();
          if (keys && parser.currentToken() == JsonToken.START_ARRAY) {
            return keys(parser);
          }
          parser.skipChildren();
        }
      }
    }
    throw new IOException("it has no PublicKeyList");
  }

  /**
   * Finds the signature, in hex, in the output of head-object; empty if there is none.
   *
   * @throws IOException if the text is not JSON
   */
  public static Optional<String> signature(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      while (parser.nextToken() != null) {
        boolean metadata =
            parser.currentToken() == JsonToken.FIELD_NAME
                && parser.currentName().equalsIgnoreCase("Metadata");
        if (metadata && parser.nextToken() == JsonToken.START_OBJECT) {
          return Optional.ofNullable(texts(parser).get(SIGNATURE));
        }
      }
      return Optional.empty();
    }
  }

  private static List<ListedKey> keys(JsonParser parser) throws IOException {
    List<ListedKey> keys = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> texts = texts(parser);
      String fingerprint = texts.get("fingerprint");
      String value = texts.get("value");
      if (fingerprint == null || value == null) {
        throw new IOException("a key has no Fingerprint or no Value");
      }
      keys.add(new ListedKey(fingerprint, value));
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw new IOException("its PublicKeyList contains something that is not a key");
    }
    return keys;
  }

  /** The string members of the current object, by their names in lower case. */
  private static Map<String, String> texts(JsonParser parser) throws IOException {
    Map<String, String> texts = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName().toLowerCase(Locale.ROOT);
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        texts.put(field, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return texts;
  }
}
