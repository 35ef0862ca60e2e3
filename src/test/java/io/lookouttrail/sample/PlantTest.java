package io.lookouttrail.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.calls.LookoutRecordWriter;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.SampleTruth.Quarantined;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares a sample with a planted fault to the same sample without it. */
class PlantTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path base;
  private static IndependentReader plain;
  @TempDir Path out;

  @BeforeAll
  static void writeWithoutFaults() throws IOException {
    new Sample(options(base.resolve("plain"), Set.of())).write(Progress.SILENT);
    plain = IndependentReader.of(base.resolve("plain").resolve(Sample.ARCHIVE));
  }

  private static SampleOptions options(Path folder, Set<Plant> plants) {
    return SampleOptions.in(folder)
        .days(LocalDate.parse("2025-10-11"), LocalDate.parse("2025-10-13"))
        .accounts(1)
        .regions(List.of("eu-central-1"))
        .detectionsPerDay(20)
        .digestHours(1)
        .plant(plants)
        .hugeFileBytes(3 << 20)
        .build();
  }

  /**
   * Difference that a fault makes.
   *
   * @param keys keys of the added files
   * @param bytes contents of these files
   * @param records records that can be read from them
   * @param truth the truth of the sample with the fault
   */
  private record Planted(
      List<String> keys, List<byte[]> bytes, List<JsonNode> records, SampleTruth truth) {
    String inflated(int file) throws IOException {
      return new String(PlantTest.inflate(bytes.get(file)), StandardCharsets.UTF_8);
    }
  }

  private Planted plant(Plant plant) throws IOException {
    SampleTruth truth =
        new Sample(options(out.resolve("faulty"), Set.of(plant))).write(Progress.SILENT);
    Path archive = out.resolve("faulty").resolve(Sample.ARCHIVE);
    IndependentReader reader = IndependentReader.of(archive);
    Planted planted = new Planted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), truth);
    for (String key : reader.byFile.keySet()) {
      if (!plain.byFile.containsKey(key)) {
        planted.keys().add(key);
        planted.bytes().add(Files.readAllBytes(archive.resolve(key)));
        planted.records().addAll(reader.byFile.get(key));
      }
    }
    assertThat(reader.records).isEqualTo(truth.totals().records());
    assertThat(reader.lookoutRecords).isEqualTo(truth.totals().lookoutRecords());
    assertThat(reader.distinct).hasSize((int) truth.totals().distinctEvents());
    return planted;
  }

  private static byte[] inflate(byte[] bytes) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static Quarantined wholeFile(Planted planted, String problem) {
    return new Quarantined(planted.keys().get(0), problem, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void hasAnExplanationAndIsFoundByItsLabel(Plant plant) {
    assertThat(Plant.named(plant.label())).containsExactly(plant);
    assertThat(plant.explanation()).hasSizeBetween(10, 76);
    assertThat(Plant.named("all")).contains(plant);
  }

  @Test
  void truncatedGzipEndsInsideItsFourthRecord() throws IOException {
    Planted planted = plant(Plant.TRUNCATED_GZIP);
    assertThatThrownBy(() -> planted.inflated(0)).isInstanceOf(EOFException.class);
    assertThat(planted.records()).hasSize(3);
    assertThat(planted.truth().quarantine()).containsExactly(wholeFile(planted, "truncated"));
  }

  @Test
  void corruptGzipFailsOnlyAtItsChecksum() throws IOException {
    Planted planted = plant(Plant.CORRUPT_GZIP);
    assertThatThrownBy(() -> planted.inflated(0))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("trailer");
    assertThat(planted.records()).hasSize(4);
    assertThat(planted.truth().quarantine()).containsExactly(wholeFile(planted, "corrupt_gzip"));
  }

  @Test
  void notGzipHasNoGzipHeader() throws IOException {
    Planted notGzip = plant(Plant.NOT_GZIP);
    assertThatThrownBy(() -> notGzip.inflated(0)).hasMessageContaining("Not in GZIP format");
    assertThat(notGzip.truth().quarantine()).containsExactly(wholeFile(notGzip, "not_gzip"));
  }

  @Test
  void anEmptyFileHasNoByte() throws IOException {
    Planted planted = plant(Plant.EMPTY_FILE);
    assertThat(planted.bytes().get(0)).isEmpty();
    assertThat(planted.truth().quarantine()).containsExactly(wholeFile(planted, "truncated"));
  }

  @Test
  void notJsonIsAWebPageInAGzipFile() throws IOException {
    Planted planted = plant(Plant.NOT_JSON);
    assertThat(planted.inflated(0)).startsWith("<html>");
    assertThat(planted.truth().quarantine()).containsExactly(wholeFile(planted, "not_json"));
  }

  @Test
  void noRecordsIsJson() throws IOException {
    Planted planted = plant(Plant.NO_RECORDS);
    assertThat(JSON.readTree(planted.inflated(0)).has("Records")).isFalse();
    assertThat(planted.truth().quarantine()).containsExactly(wholeFile(planted, "no_records"));
  }

  @Test
  void badRecordsAreBetweenGoodOnes() throws IOException {
    Planted planted = plant(Plant.BAD_RECORD);
    assertThat(planted.records()).hasSize(5);
    assertThat(planted.records().get(1).has("eventTime")).isFalse();
    assertThat(planted.records().get(2).get("eventName").asText()).contains("/../");
    assertThat(planted.records().get(3).get("eventSource").isArray()).isTrue();
    assertThat(planted.truth().quarantine())
        .extracting(row -> row.recordIndex().orElseThrow())
        .containsExactly(1, 2, 3);
    assertThat(planted.truth().totals().rejected()).isEqualTo(3);
  }

  @Test
  void wrongTypedFieldsKeepTheFieldsThatAReaderNeeds() throws IOException {
    JsonNode record = plant(Plant.WRONG_TYPED_FIELDS).records().get(0);
    assertThat(record.get("userAgent").isInt()).isTrue();
    assertThat(record.get("sourceIPAddress").isObject()).isTrue();
    assertThat(record.get("requestParameters").isTextual()).isTrue();
    assertThat(record.get("tlsDetails").isTextual()).isTrue();
    assertThat(record.get("requestID").isArray()).isTrue();
    assertThat(record.get("eventVersion").isDouble()).isTrue();
    assertThat(record.get("readOnly").asText()).isEqualTo("perhaps");
    assertThat(record.get("eventTime").isTextual()).isTrue();
  }

  @Test
  void theBombIsSmallAndInflatesToValidJsonOfItsSize() throws IOException {
    Planted planted = plant(Plant.HUGE_FILE);
    assertThat(planted.bytes().get(0)).hasSizeLessThan(5_000);
    assertThat(planted.inflated(0)).hasSizeBetween(3 << 20, (3 << 20) + 100).endsWith(" ]}");
    assertThat(planted.truth().quarantine()).containsExactly(wholeFile(planted, "too_large"));
  }

  @Test
  void multiMemberGzipInflatesToOneText() throws IOException {
    Planted members = plant(Plant.MULTI_MEMBER_GZIP);
    assertThat(members.inflated(0)).startsWith("{\"Records\":[{").endsWith("}]}");
    assertThat(members.records()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"PRETTY_PRINTED", "JSON_LINES", "BARE_ARRAY"})
  void bodiesInOtherForms(Plant plant) throws IOException {
    Planted planted = plant(plant);
    assertThat(planted.records()).hasSize(4);
    String body = planted.inflated(0);
    switch (plant) {
      case PRETTY_PRINTED ->
          assertThat(body).startsWith("{\n  \"Records\": [\n    {\n      \"eventVersion\"");
      case JSON_LINES ->
          assertThat(body.lines()).hasSize(4).allMatch(line -> line.startsWith("{\"eventV"));
      default -> assertThat(body).startsWith("[{").endsWith("}]");
    }
  }

  @Test
  void plainJsonIsNotCompressed() throws IOException {
    Planted planted = plant(Plant.PLAIN_JSON);
    assertThat(planted.keys().get(0)).endsWith(".json");
    assertThat(planted.records()).hasSize(4);
  }

  @Test
  void lookupEventsHoldsRecordsAsStrings() throws IOException {
    Planted planted = plant(Plant.LOOKUP_EVENTS);
    JsonNode answer = JSON.readTree(planted.bytes().get(0));
    assertThat(answer.get("Events")).hasSize(4).allMatch(e -> e.get("CloudTrailEvent").isTextual());
    assertThat(planted.records()).hasSize(4);
  }

  @Test
  void escapedSourcesSpellTheNameWithEscapes() throws IOException {
    Planted planted = plant(Plant.ESCAPED_SOURCE);
    assertThat(planted.records())
        .hasSize(4)
        .allMatch(r -> r.get("eventSource").asText().equals(LookoutRecordWriter.SOURCE));
    assertThat(planted.inflated(0))
        .contains(
            "\\u006cookoutvision",
            "vision\\u002eamazonaws\\u002Ecom",
            "\\u006C\\u006F\\u006F",
            "event\\u0053ource");
  }

  @Test
  void unknownActionsHaveTheirNameInTheRecord() throws IOException {
    assertThat(plant(Plant.UNKNOWN_ACTION).records())
        .allMatch(r -> r.get("eventName").asText().equals("DetectAnomaliesV2"));
  }

  @Test
  void callsAfterTheEnd() throws IOException {
    Planted planted = plant(Plant.CALL_AFTER_END);
    assertThat(planted.keys().get(0)).contains("/2025/11/03/");
    assertThat(planted.records())
        .hasSize(2)
        .allMatch(r -> r.get("eventTime").asText().startsWith("2025-11-03"));
  }

  @Test
  void aDuplicateFileIsTheSameByteForByte() throws IOException {
    Planted planted = plant(Plant.DUPLICATE_FILE);
    assertThat(planted.bytes()).hasSize(2);
    assertThat(planted.bytes().get(0)).isEqualTo(planted.bytes().get(1));
  }

  @Test
  void crossAccountCallsComeFromAnotherAccount() throws IOException {
    assertThat(plant(Plant.CROSS_ACCOUNT).records())
        .hasSize(3)
        .noneMatch(r -> r.at("/userIdentity/accountId").equals(r.get("recipientAccountId")));
  }

  @Test
  void rootUseHasNoMfa() throws IOException {
    assertThat(plant(Plant.ROOT_USE).records())
        .hasSize(3)
        .allMatch(r -> r.at("/userIdentity/type").asText().equals("Root"))
        .allMatch(
            r ->
                r.at("/userIdentity/sessionContext/attributes/mfaAuthenticated")
                    .asText()
                    .equals("false"));
  }

  @Test
  void earlyRecordsHaveNeitherIdNorRecipientAndOneComesTwice() throws IOException {
    Planted planted = plant(Plant.NO_EVENT_ID);
    assertThat(planted.records())
        .hasSize(4)
        .noneMatch(r -> r.has("eventID") || r.has("recipientAccountId"));
    assertThat(new HashSet<>(planted.records())).hasSize(3);
  }

  @Test
  void hostileStringsReachTheRecordUnchanged() throws IOException {
    List<String> agents =
        plant(Plant.HOSTILE_STRINGS).records().stream()
            .map(r -> r.get("userAgent").asText())
            .toList();
    assertThat(agents).anyMatch(text -> text.startsWith("<script>"));
    assertThat(agents).anyMatch(text -> text.startsWith("=cmd|"));
    assertThat(agents).anyMatch(text -> text.contains("\u202E"));
    assertThat(agents).anyMatch(text -> text.contains("\r\n") && text.contains("\u0000"));
    assertThat(agents).anyMatch(text -> text.length() > 10_000);
  }

  @Test
  void aMissingDayHasNeitherLogsNorDigests() throws IOException {
    Planted planted = plant(Plant.MISSING_DAY);
    LocalDate sunday = LocalDate.parse("2025-10-12");
    assertThat(planted.truth().gaps()).extracting(SampleTruth.Gap::date).containsExactly(sunday);
    assertThat(planted.truth().deliveries()).noneMatch(d -> d.deliveredDate().equals(sunday));
    Path region =
        out.resolve(
            "faulty/archive/AWSLogs/o-f4ct0ry123/111122223333/CloudTrail-Digest/eu-central-1/2025/10");
    assertThat(region.resolve("11")).exists();
    assertThat(region.resolve("12")).doesNotExist();
    assertThat(region.resolve("13")).exists();
  }

  @Test
  void foreignObjectsAreCountedAndNotRead() throws IOException {
    Planted planted = plant(Plant.NEIGHBOURS);
    assertThat(planted.truth().foreignObjects()).containsEntry("planted", 6L);
    assertThat(planted.keys()).isEmpty();
  }
}
