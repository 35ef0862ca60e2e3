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
 * The two kinds of file that make validation possible without AWS, both as the AWS CLI prints them:
 * the answer of {@code aws cloudtrail list-public-keys}, and that of {@code aws s3api head-object}
 * for a digest, kept beside its copy.
 */
public final class AwsCliFiles {
  /** What is added to a digest's name to name the file that holds its metadata. */
  public static final String HEAD_ENDING = ".head.json";

  private static final String SIGNATURE = "signature";
  private static final JsonFactory JSON = new JsonFactory();

  private AwsCliFiles() {}

  /**
   * A public key as ListPublicKeys gives it.
   *
   * @param fingerprint hex
   * @param value base64 of the DER
   */
  public record ListedKey(String fingerprint, String value) {}

  /**
   * The keys of a ListPublicKeys answer; member names in any case, as older tools write them.
   *
   * @throws IOException where the text is no such answer; its message tells why in one line
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
   * The signature, in hex, in what head-object prints; empty where there is none.
   *
   * @throws IOException where the text is no JSON
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
      throw new IOException("its PublicKeyList holds something that is no key");
    }
    return keys;
  }

  /** The text members of the object that has begun, by their names in lower case. */
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
