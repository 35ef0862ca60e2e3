package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.body;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import io.lookouttrail.scan.CloudTrailRecord.Resource;
import io.lookouttrail.scan.body.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRulesTest {
  private static Scanned scan(Object... records) {
    return Scanned.text(body(records));
  }

  private static CloudTrailRecord read(Object record) {
    return scan(record).onlyRecord();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\0", "{\0\0\0", "{\"\0", "{\0\"\0e\0"})
  void zerosWhereUtf16HasThemAreAProblemOfTheFile(String beginning) {
    Scanned scanned = scan(beginning + "eventSource\":\"lookoutvision.amazonaws.com\"}", "{}");

    assertThat(scanned.found()).isEmpty();
    assertThat(scanned.kinds()).containsAnyOf(Problem.Kind.BAD_RECORD, Problem.Kind.NOT_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eventSource | -                        | eventSource is missing
          eventSource | null                     | eventSource is not a string
          eventSource | 7                        | eventSource is not a string
          eventSource | ""                       | eventSource is not valid: ""
          eventTime   | -                        | eventTime is missing
          eventTime   | 1756893600               | eventTime is not a string
          eventTime   | "2025-02-30T10:00:00Z"   | eventTime is not valid: "2025-02-30T10:00:00Z"
          eventTime   | "2025-09-03 10:00:00"    | eventTime is not valid: "2025-09-03 10:00:00"
          eventTime   | "2025-09-03T24:00:00Z"   | eventTime is not valid: "2025-09-03T24:00:00Z"
          eventTime   | "1025-09-03T10:00:00Z"   | eventTime is not valid: "1025-09-03T10:00:00Z"
          eventName   | -                        | eventName is missing
          eventName   | {}                       | eventName is not a string
          eventName   | "../../up"               | eventName is not valid: "../../up"
          eventName   | ""                       | eventName is not valid: ""
          """)
  void aRecordWithoutItsKeyFieldsIsRejectedAlone(String field, String json, String detail) {
    RecordJson wrong = json.equals("-") ? anEvent().without(field) : anEvent().with(field, json);

    Scanned scanned = scan(anEvent(), wrong, anEvent());

    assertThat(scanned.indices()).containsExactly(0, 2);
    assertThat(scanned.counts()).containsExactly(2L, 0L, 1L);
    assertThat(scanned.onlyProblem())
        .isEqualTo(
            new Problem(
                Problem.Kind.BAD_RECORD, OptionalInt.of(1), detail, Optional.of(wrong.toString())));
  }

  @Test
  void eventNamesAreAsLongAsAFolderMayBe() {
    assertThat(read(anEvent().text("eventName", "A_z.9:-".repeat(18))).eventName()).hasSize(126);
    assertThat(scan(anEvent().text("eventName", "A".repeat(129))).counts().get(2)).isEqualTo(1);
  }

  @Test
  void readsTheDeclaredFields() {
    RecordJson json =
        anEvent()
            .text("errorCode", "AccessDenied")
            .text("errorMessage", "no, \\\"never\\\" \\u003c")
            .with("responseElements", "{ \"b\" : [1.0, {}] }")
            .with("additionalEventData", "{\"x\":\"\u00e9\ud83d\ude00\"}")
            .text("sharedEventID", "s")
            .text("vpcEndpointId", "vpce-1")
            .text("sessionCredentialFromConsole", "true")
            .with("tlsDetails", "{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"x\"}")
            .with("addendum", "{\"reason\":\"UPDATED_DATA\",\"originalEventID\":\"o\"}")
            .with(
                "resources",
                "[{\"ARN\":\"arn:1\",\"accountId\":\"012345678901\",\"type\":\"t\"},"
                    + "{\"ARNPrefix\":\"arn:2\",\"type\":null},7]");

    CloudTrailRecord record = read(json);

    assertThat(record.json()).isEqualTo(json.toString());
    assertThat(record.userIdentity().orElseThrow().arn())
        .hasValue("arn:aws:sts::123456789012:assumed-role/Inspector/line-7");
    assertThat(record.errorMessage()).hasValue("no, \"never\" <");
    assertThat(record.requestParameters())
        .hasValue("{\"projectName\":\"bottle-caps\",\"modelVersion\":\"1\"}");
    assertThat(record.responseElements()).hasValue("{ \"b\" : [1.0, {}] }");
    assertThat(record.additionalEventData()).hasValue("{\"x\":\"\u00e9\ud83d\ude00\"}");
    assertThat(record.sharedEventId()).hasValue("s");
    assertThat(record.vpcEndpointId()).hasValue("vpce-1");
    assertThat(record.sessionCredentialFromConsole()).isTrue();
    assertThat(record.tlsVersion()).hasValue("TLSv1.3");
    assertThat(record.addendumReason()).hasValue("UPDATED_DATA");
    assertThat(record.originalEventId()).hasValue("o");
    assertThat(record.resources())
        .containsExactly(
            new Resource(Optional.of("arn:1"), Optional.of("012345678901"), Optional.of("t")),
            new Resource(Optional.of("arn:2"), Optional.empty(), Optional.empty()));
  }

  @Test
  void wrongTypedFieldsAreEmptyAndTheRecordStays() {
    RecordJson json =
        anEvent()
            .with("eventVersion", "1.08")
            .with("userIdentity", "\"x\"")
            .with("awsRegion", "{\"a\":[]}")
            .with("errorCode", "[\"AccessDenied\"]")
            .with("requestParameters", "\"null\"")
            .with("responseElements", "[{}]")
            .with("readOnly", "\"maybe\"")
            .with("resources", "{\"ARN\":\"x\"}")
            .with("addendum", "[]")
            .with("sessionCredentialFromConsole", "1")
            .with("recipientAccountId", "123456789012")
            .text("eventID", "")
            .text("userAgent", "null");

    CloudTrailRecord record = read(json);

    assertThat(record.eventVersion()).isEmpty();
    assertThat(record.userIdentity()).isEmpty();
    assertThat(record.awsRegion()).isEmpty();
    assertThat(record.errorCode()).isEmpty();
    assertThat(record.requestParameters()).isEmpty();
    assertThat(record.responseElements()).isEmpty();
    assertThat(record.readOnly()).isEmpty();
    assertThat(record.resources()).isEmpty();
    assertThat(record.addendumReason()).isEmpty();
    assertThat(record.sessionCredentialFromConsole()).isFalse();
    assertThat(record.recipientAccountId()).isEmpty();
    assertThat(record.eventId()).isEmpty();
    assertThat(record.userAgent()).isEmpty();
    assertThat(record.json()).isEqualTo(json.toString());
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false", "\"true\",true", "\"False\",false"})
  void readOnlyMayBeAWord(String json, boolean value) {
    assertThat(read(anEvent().with("readOnly", json)).readOnly()).hasValue(value);
  }

  @Test
  void readsTheRequestFieldsOfLookoutForVision() {
    CloudTrailRecord record =
        read(
            anEvent()
                .with(
                    "requestParameters",
                    "{\"projectName\":\"p\",\"modelVersion\":2,\"datasetType\":\"train\","
                        + "\"minInferenceUnits\":\"1\",\"maxInferenceUnits\":3,\"deep\":{"
                        + "\"projectName\":\"no\"},\"resourceArn\":\"arn:r\","
                        + "\"clientToken\":\"t\",\"projectName\":\"second\"}"));

    assertThat(record.lookout())
        .isEqualTo(
            new LookoutFields(
                Optional.of("p"),
                Optional.of("2"),
                Optional.of("train"),
                Optional.of(1),
                Optional.of(3),
                Optional.of("arn:r"),
                Optional.of("t")));
  }

  @Test
  void oddRequestFieldsAreEmpty() {
    CloudTrailRecord record =
        read(
            anEvent()
                .with(
                    "requestParameters",
                    "{\"projectName\":{},\"modelVersion\":null,\"datasetType\":\"null\","
                        + "\"minInferenceUnits\":99999999999,\"maxInferenceUnits\":\"many\"}"));

    assertThat(record.lookout()).isEqualTo(LookoutFields.NONE);
    assertThat(read(anEvent().with("requestParameters", "null")).lookout())
        .isEqualTo(LookoutFields.NONE);
  }

  @Test
  void invalidUtf8IsReplacedAndTheRecordStays() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte b :
        body(anEvent().text("userAgent", "#"), anEvent()).getBytes(StandardCharsets.UTF_8)) {
      bytes.write(b == '#' ? 0xff : b);
    }

    Scanned scanned = Scanned.bytes(bytes.toByteArray(), false);

    assertThat(scanned.counts()).containsExactly(2L, 0L, 0L);
    assertThat(scanned.found().get(0).record().userAgent()).hasValue("\ufffd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":}",
        "{\"a\":01}",
        "{\"a\":tru}",
        "{'a':1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":[}"
      })
  void aWantedRecordThatIsNoJsonIsRejectedAlone(String wrong) {
    Scanned scanned = scan(anEvent(), anEvent().with("requestParameters", wrong), anEvent());

    assertThat(scanned.counts()).containsExactly(2L, 0L, 1L);
    assertThat(scanned.onlyProblem().detail()).startsWith("not JSON: ").doesNotContain("\n");
  }

  @Test
  void deepNestingAndHugeNumbersAreBadRecords() {
    String deep = "[".repeat(20_000) + "]".repeat(20_000);

    Scanned scanned =
        scan(
            anEvent().with("responseElements", deep),
            anEvent().with("responseElements", "{\"n\":" + "9".repeat(5_000) + "}"),
            noise().with("responseElements", deep),
            anEvent());

    assertThat(scanned.counts()).containsExactly(1L, 1L, 2L);
    assertThat(scanned.kinds()).containsOnly(Problem.Kind.BAD_RECORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83d\ude00"})
  void theRawTextIsCutBetweenCharacters(String character) {
    String record =
        anEvent().without("eventTime").text("userAgent", character.repeat(70_000)).toString();

    String raw = scan(record).onlyProblem().raw().orElseThrow();

    assertThat(raw.getBytes(StandardCharsets.UTF_8))
        .hasSizeBetween(Problem.MAX_RAW_BYTES - 3, Problem.MAX_RAW_BYTES);
    assertThat(record).startsWith(raw);
  }

  @Test
  void theRawTextOfBytesThatAreNoTextIsNoLonger() {
    byte[] text =
        body(anEvent().without("eventTime").text("userAgent", "#".repeat(70_000)))
            .replace('#', '\u00ff')
            .getBytes(StandardCharsets.ISO_8859_1);

    String raw = Scanned.bytes(text, false).onlyProblem().raw().orElseThrow();

    assertThat(raw.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(Problem.MAX_RAW_BYTES);
  }
}
