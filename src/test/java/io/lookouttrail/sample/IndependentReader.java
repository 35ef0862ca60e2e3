package io.lookouttrail.sample;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.sample.truth.SampleTruth.EventCount;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reader of an archive that shares no code with the writer or the product: it uses only Jackson.
 */
public final class IndependentReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> KINDS =
      Map.of(
          "Root", "root",
          "IAMUser", "iam_user",
          "AssumedRole", "role_session",
          "FederatedUser", "federated_user",
          "SAMLUser", "saml_user",
          "WebIdentityUser", "web_identity_user",
          "IdentityCenterUser", "identity_center_user",
          "AWSService", "aws_service",
          "AWSAccount", "aws_account");

  final Map<String, JsonNode> distinct = new TreeMap<>();
  final Map<String, List<JsonNode>> byFile = new TreeMap<>();
  long files;
  long records;
  long lookoutRecords;

  static IndependentReader of(Path archive) throws IOException {
    IndependentReader reader = new IndependentReader();
    try (Stream<Path> all = Files.walk(archive)) {
      for (Path file : all.filter(IndependentReader::isLog).sorted().toList()) {
        reader.files++;
        reader.read(file, archive.relativize(file).toString());
      }
    }
    return reader;
  }

  private static boolean isLog(Path file) {
    return file.toString().contains("/CloudTrail/")
        && file.getFileName()
            .toString()
            .matches("\\d{12}_CloudTrail_[a-z0-9-]+_\\d{8}T\\d{4}Z_[A-Za-z0-9]{16}\\.json(\\.gz)?");
  }

  private void read(Path file, String key) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    byFile.put(key, found);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      InputStream body = key.endsWith(".gz") ? new GZIPInputStream(in) : in;
      try (JsonParser parser = JSON.createParser(body)) {
        readRecords(parser, found);
      }
    } catch (IOException e) {
      // A planted fault; the records before it count.
    }
    for (JsonNode record : found) {
      records++;
      if (isLookout(record)) {
        lookoutRecords++;
        String account =
            record.path("recipientAccountId").asText(key.replaceFirst(".*/(\\d{12})_.*", "$1"));
        distinct.put(record.path("eventID").asText(record.toString()) + "@" + account, record);
      }
    }
  }

  private static void readRecords(JsonParser parser, List<JsonNode> found) throws IOException {
    int depth = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        depth++;
      } else if (token == JsonToken.START_OBJECT && depth == 0 && !isEnvelope(parser, found)) {
        return;
      } else if (token == JsonToken.START_OBJECT && depth == 1) {
        JsonNode node = parser.readValueAsTree();
        found.add(
            node.has("CloudTrailEvent")
                ? JSON.readTree(node.get("CloudTrailEvent").asText())
                : node);
      }
    }
  }

  /** Enters Records or Events, or reads the object as a record; false if it is neither. */
  private static boolean isEnvelope(JsonParser parser, List<JsonNode> found) throws IOException {
    parser.nextToken();
    if (Set.of("Records", "Events").contains(String.valueOf(parser.currentName()))) {
      return true;
    }
    if (!String.valueOf(parser.currentName()).startsWith("event")) {
      return false;
    }
    Map<String, JsonNode> fields = new HashMap<>();
    while (parser.currentToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, parser.readValueAsTree());
      parser.nextToken();
    }
    found.add(JSON.valueToTree(fields));
    return true;
  }

  private static boolean isLookout(JsonNode record) {
    return record.path("eventSource").asText().equals("lookoutvision.amazonaws.com")
        && record.has("eventTime")
        && record.path("eventName").asText().matches("[A-Za-z0-9_.:-]{1,128}");
  }

  /** Returns the key fields of an event's row in the truth; the counts are 0. */
  static EventCount key(JsonNode record, String account) {
    JsonNode identity = record.path("userIdentity");
    boolean isAwsService =
        identity.path("type").asText("").isEmpty()
            && record.path("userAgent").asText().equals("AWS Internal");
    String kind =
        isAwsService
            ? "aws_service"
            : KINDS.getOrDefault(identity.path("type").asText(), "unknown");
    return new EventCount(
        LocalDate.parse(record.get("eventTime").asText().substring(0, 10)),
        action(record.get("eventName").asText()),
        account,
        record.get("awsRegion").asText(),
        kind.equals("role_session") ? role(identity) : "",
        kind,
        outcome(record.path("errorCode").asText("")),
        0,
        0);
  }

  private static String role(JsonNode identity) {
    String issuer = identity.path("sessionContext").path("sessionIssuer").path("arn").asText("");
    return issuer.isEmpty()
        ? identity
            .get("arn")
            .asText()
            .replaceFirst("arn:aws:sts::(\\d+):assumed-role/([^/]+)/.*", "arn:aws:iam::$1:role/$2")
        : issuer;
  }

  private static String action(String name) {
    return switch (name) {
      case "StartTriallDetection", "StartTrailDetection" -> "StartTrialDetection";
      case "DescribeTrailDetection" -> "DescribeTrialDetection";
      case "ListTriallDetection", "ListTrailDetection" -> "ListTrialDetections";
      default -> name;
    };
  }

  private static String outcome(String error) {
    return error.isEmpty()
        ? "success"
        : error.contains("Denied") || error.contains("Unauthorized")
            ? "denied"
            : Set.of(
                        "ThrottlingException",
                        "Throttling",
                        "RequestLimitExceeded",
                        "TooManyRequestsException",
                        "SlowDown")
                    .contains(error)
                ? "throttled"
                : "failed";
  }

  /** Returns the values of a field in the distinct events. */
  Set<String> values(String pointer) {
    Set<String> values = new HashSet<>();
    distinct.values().forEach(record -> values.add(record.at(pointer).asText("(none)")));
    return values;
  }
}
