package io.lookouttrail.reports.attestation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.lookouttrail.attest.DsseEnvelope;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a report's envelope names.
 *
 * @param files the SHA-256 of each file, by name
 */
public record SignedStatement(SortedMap<String, String> files) {
  private static final JsonFactory JSON =
      JsonFactory.builder().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true).build();

  private static final Map<String, String> TYPES =
      Map.of("_type", ReportStatement.TYPE, "predicateType", ReportStatement.PREDICATE_TYPE);

  public SignedStatement {
    files = new TreeMap<>(files);
  }

  /**
   * Reads the statement in an envelope.
   *
   * @throws IllegalArgumentException if it is no statement about a report; the message says why
   */
  public static SignedStatement of(DsseEnvelope envelope) {
    if (!envelope.payloadType().equals(DsseEnvelope.IN_TOTO)) {
      throw new IllegalArgumentException("its payload is no in-toto statement");
    }
    try (JsonParser json = JSON.createParser(envelope.payload())) {
      return read(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("its statement is not JSON", e);
    }
  }

  private static SignedStatement read(JsonParser json) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    Map<String, String> types = new HashMap<>();
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      switch (name) {
        case "_type", "predicateType" -> types.put(name, text(json));
        case "subject" -> {
          expect(json.nextToken() == JsonToken.START_ARRAY);
          while (json.nextToken() == JsonToken.START_OBJECT) {
            subject(json, files);
          }
        }
        default -> {
          json.nextToken();
          json.skipChildren();
        }
      }
    }
    expect(types.equals(TYPES));
    return new SignedStatement(files);
  }

  private static void subject(JsonParser json, SortedMap<String, String> files) throws IOException {
    String name = "";
    String hash = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals("name")) {
        name = text(json);
      } else {
        expect(json.currentName().equals("digest"));
        expect(json.nextToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          expect(json.currentName().equals("sha256"));
          hash = text(json);
        }
      }
    }
    expect(files.put(name, hash) == null);
  }

  private static String text(JsonParser json) throws IOException {
    expect(json.nextToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("its statement is not that of a report");
    }
  }
}
