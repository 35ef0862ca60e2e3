package io.lookouttrail.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Builder of a record's JSON; fields keep the order in which they are first set. */
public final class RecordJson {
  private final Map<String, String> members = new LinkedHashMap<>();

  private RecordJson() {}

  /** Returns a DetectAnomalies call of Lookout for Vision. */
  public static RecordJson anEvent() {
    return new RecordJson()
        .text("eventVersion", "1.08")
        .with(
            "userIdentity",
            "{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:line-7\","
                + "\"arn\":\"arn:aws:sts::123456789012:assumed-role/Inspector/line-7\","
                + "\"accountId\":\"123456789012\"}")
        .text("eventTime", "2025-09-03T10:00:00Z")
        .text("eventSource", "lookoutvision.amazonaws.com")
        .text("eventName", "DetectAnomalies")
        .text("awsRegion", "eu-west-1")
        .text("sourceIPAddress", "192.0.2.7")
        .text("userAgent", "aws-sdk-java/2.29.52")
        .with("requestParameters", "{\"projectName\":\"bottle-caps\",\"modelVersion\":\"1\"}")
        .with("responseElements", "null")
        .text("requestID", "r-1")
        .text("eventID", "e-1")
        .with("readOnly", "false")
        .text("eventType", "AwsApiCall")
        .text("recipientAccountId", "123456789012")
        .text("eventCategory", "Management");
  }

  /** Returns a call of another service. */
  static RecordJson noise() {
    return anEvent().text("eventSource", "s3.amazonaws.com").text("eventName", "GetObject");
  }

  /** Returns an Insight record: it is not a call and has no eventSource. */
  static RecordJson insight() {
    return new RecordJson()
        .text("eventVersion", "1.07")
        .text("eventTime", "2025-09-03T10:00:00Z")
        .text("eventType", "AwsCloudTrailInsight")
        .with(
            "insightDetails",
            "{\"state\":\"Start\",\"eventSource\":\"lookoutvision.amazonaws.com\"}")
        .text("eventCategory", "Insight");
  }

  RecordJson with(String field, String json) {
    members.put(field, json);
    return this;
  }

  RecordJson text(String field, String text) {
    return with(field, "\"" + text + "\"");
  }

  RecordJson without(String field) {
    members.remove(field);
    return this;
  }

  public RecordJson id(String eventId) {
    return text("eventID", eventId);
  }

  RecordJson source(String source) {
    return text("eventSource", source);
  }

  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Returns the text of a log file as CloudTrail delivers it. */
  public static String body(Object... records) {
    return "{\"Records\":" + array(records) + "}";
  }

  static String array(Object... records) {
    return java.util.Arrays.stream(records)
        .map(Object::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
