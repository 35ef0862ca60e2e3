package io.lookouttrail.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.calls.CallFailure;
import io.lookouttrail.sample.calls.SampleAction;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.SampleTruth.EventCount;
import io.lookouttrail.sample.truth.SampleTruth.ModelRun;
import io.lookouttrail.sample.truth.TruthFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a small sample with all faults independently and compares with the truth. */
class SampleReadBackTest {
  @TempDir static Path out;
  private static SampleTruth truth;
  private static IndependentReader reader;

  @BeforeAll
  static void write() throws IOException {
    SampleOptions options =
        SampleOptions.in(out)
            .months(2)
            .detectionsPerDay(60)
            .noise(0.3)
            .digestHours(24)
            .plant(EnumSet.allOf(Plant.class))
            .hugeFileBytes(3 << 20)
            .build();
    truth = new Sample(options).write(Progress.SILENT);
    reader = IndependentReader.of(out.resolve(Sample.ARCHIVE));
  }

  @Test
  void countsEveryDistinctEventByDayActionAccountRegionRoleAndOutcome() {
    Map<EventCount, Long> expected = new HashMap<>();
    for (EventCount e : truth.events()) {
      expected.put(
          new EventCount(
              e.eventDate(),
              e.action(),
              e.account(),
              e.region(),
              e.roleArn(),
              e.credentialKind(),
              e.outcome(),
              0,
              0),
          e.events());
    }
    Map<EventCount, Long> read = new HashMap<>();
    reader.distinct.forEach((id, record) -> read.merge(withAccount(id, record), 1L, Long::sum));

    assertThat(read).isEqualTo(expected);
  }

  private static EventCount withAccount(String id, JsonNode record) {
    return IndependentReader.key(record, id.substring(id.lastIndexOf('@') + 1));
  }

  @Test
  void countsFilesRecordsAndDeliveriesOfEvents() {
    assertThat(reader.files).isEqualTo(truth.totals().files());
    assertThat(reader.records).isEqualTo(truth.totals().records());
    assertThat(reader.lookoutRecords).isEqualTo(truth.totals().lookoutRecords());
    assertThat(reader.distinct).hasSize((int) truth.totals().distinctEvents());
    assertThat(truth.totals().duplicates()).isPositive();
  }

  @Test
  void countsFilesAndBytesByDayAccountAndRegion() throws IOException {
    Map<String, Long> stored = new HashMap<>();
    for (String key : reader.byFile.keySet()) {
      stored.merge(
          key.replaceFirst(
              ".*/(\\d{12})/CloudTrail/([^/]+)/(\\d+)/(\\d+)/(\\d+)/.*", "$3-$4-$5 $1 $2"),
          Files.size(out.resolve(Sample.ARCHIVE).resolve(key)),
          Long::sum);
    }
    assertThat(stored)
        .isEqualTo(
            truth.deliveries().stream()
                .collect(
                    Collectors.toMap(
                        d -> d.deliveredDate() + " " + d.account() + " " + d.region(),
                        SampleTruth.Delivered::storedBytes)));
  }

  @Test
  void containsAllActionsInAllSpellings() {
    Set<String> names = new HashSet<>();
    for (SampleAction action : SampleAction.values()) {
      names.add(action.iamName());
      names.addAll(action.otherSpellings());
    }
    assertThat(names).hasSize(30);
    assertThat(reader.values("/eventName")).containsAll(names);
  }

  @Test
  void containsAllIdentityKindsOutcomesAndVersions() {
    assertThat(reader.values("/userIdentity/type"))
        .contains("Root", "IAMUser", "AssumedRole", "FederatedUser", "SAMLUser", "WebIdentityUser")
        .contains(
            "IdentityCenterUser", "AWSService", "AWSAccount", "Directory", "Unknown", "(none)");
    assertThat(reader.values("/userIdentity/invokedBy")).contains("signin.amazonaws.com");
    assertThat(reader.values("/errorCode"))
        .containsAll(CallFailure.ALL.stream().map(CallFailure::code).toList())
        .contains("(none)");
    assertThat(reader.values("/eventVersion"))
        .contains("1.0", "1.05", "1.08", "1.09", "1.10", "1.11");
    assertThat(reader.values("/addendum/reason")).contains("DELIVERY_DELAY", "UPDATED_DATA");
    assertThat(reader.values("/requestParameters/modelVersion")).contains("latest", "1", "2");
  }

  @Test
  void onlyPlantedCallsComeAfterTheServicesEnd() {
    Set<String> later =
        reader.values("/eventTime").stream()
            .filter(time -> time.compareTo("2025-11-01") >= 0)
            .collect(Collectors.toSet());
    assertThat(later).containsExactly("2025-11-03T10:00:00Z");
  }

  @Test
  void correctionsNameTheEventTheyCorrect() {
    assertThat(truth.corrections()).isNotEmpty();
    for (SampleTruth.Correction correction : truth.corrections()) {
      JsonNode record = reader.distinct.get(correction.eventId() + "@" + correction.account());
      assertThat(record.at("/addendum/originalEventID").asText())
          .isEqualTo(correction.originalEventId());
      assertThat(reader.distinct)
          .containsKey(correction.originalEventId() + "@" + correction.account());
    }
    assertThat(truth.events().stream().mapToLong(e -> e.events() - e.currentEvents()).sum())
        .isEqualTo(truth.corrections().size());
  }

  @Test
  void modelRunsAreTheSuccessfulStartsAndTheirEnds() {
    Set<String> starts = new HashSet<>();
    Set<String> stops = new HashSet<>();
    Set<String> tokens = new HashSet<>();
    reader.distinct.forEach(
        (id, record) -> {
          String at = record.at("/eventTime").asText();
          String where =
              id.substring(id.lastIndexOf('@'))
                  + record.at("/awsRegion").asText()
                  + record.at("/requestParameters/projectName").asText();
          String name = record.at("/eventName").asText();
          if (record.has("errorCode")
              || record.at("/addendum/reason").asText().equals("UPDATED_DATA")) {
            return;
          }
          if (name.equals("StartModel")
              && tokens.add(record.at("/requestParameters/clientToken").asText())) {
            starts.add(where + at.substring(0, 17));
          } else if (name.equals("StopModel") || name.equals("DeleteModel")) {
            stops.add(where + record.at("/requestParameters/modelVersion").asText() + at);
          }
        });

    assertThat(
            truth.modelRuns().stream()
                .map(run -> where(run) + run.startedAt().toString().substring(0, 17)))
        .hasSameElementsAs(starts)
        .doesNotHaveDuplicates();
    assertThat(
            truth.modelRuns().stream()
                .flatMap(
                    run ->
                        run.stoppedAt().stream().map(at -> where(run) + run.modelVersion() + at)))
        .hasSameElementsAs(stops);
    assertThat(truth.modelRuns().stream().map(ModelRun::stoppedBy))
        .contains("stop", "delete", "open");
  }

  private static String where(ModelRun run) {
    return "@" + run.account() + run.region() + run.project();
  }

  @Test
  void successfulDetectionsAreWithinAModelRun() {
    for (JsonNode record : reader.distinct.values()) {
      if (record.at("/eventName").asText().equals("DetectAnomalies") && !record.has("errorCode")) {
        Instant at = Instant.parse(record.at("/eventTime").asText());
        assertThat(truth.modelRuns())
            .as(record.toString())
            .anyMatch(
                run ->
                    run.project().equals(record.at("/requestParameters/projectName").asText())
                        && run.account().equals(record.at("/recipientAccountId").asText())
                        && run.region().equals(record.at("/awsRegion").asText())
                        && run.startedAt().isBefore(at)
                        && run.stoppedAt().map(at::isBefore).orElse(true));
      }
    }
  }

  @Test
  void deliversSomeFilesDaysLateAndSomeEventsInTheNextMonth() {
    Map<Long, Long> byDelay = new HashMap<>();
    reader.byFile.forEach(
        (key, records) ->
            records.stream()
                .filter(record -> record.path("eventTime").isTextual())
                .findFirst()
                .ifPresent(
                    record -> {
                      LocalDate happened =
                          LocalDate.parse(record.get("eventTime").asText().substring(0, 10));
                      LocalDate delivered =
                          LocalDate.parse(
                              key.replaceFirst(".*/(\\d+)/(\\d+)/(\\d+)/.*", "$1-$2-$3"));
                      byDelay.merge(delivered.toEpochDay() - happened.toEpochDay(), 1L, Long::sum);
                    }));
    assertThat(byDelay).containsKeys(0L, 1L, 2L, 3L).doesNotContainKey(-1L);
    assertThat(byDelay.keySet()).anyMatch(days -> days >= 10 && days <= 15);
  }

  @Test
  void anOrganisationsTrailAndAMembersOwnDeliverTheSameEvents() {
    Map<String, Set<String>> eventsByTrail = new HashMap<>();
    reader.byFile.forEach(
        (key, records) -> {
          if (key.contains("/012345678901/")) {
            Set<String> events =
                eventsByTrail.computeIfAbsent(
                    key.contains("/o-f4ct0ry123/") ? "organisation" : "own",
                    none -> new HashSet<>());
            records.forEach(record -> events.add(record.path("eventID").asText()));
          }
        });
    assertThat(eventsByTrail).containsOnlyKeys("organisation", "own");
    assertThat(eventsByTrail.get("own")).isEqualTo(eventsByTrail.get("organisation"));
  }

  @Test
  void otherServicesMentionTheServiceAndShareItsActionNames() {
    List<JsonNode> noise =
        reader.byFile.values().stream()
            .flatMap(List::stream)
            .filter(record -> !record.path("eventSource").asText().startsWith("lookoutvision"))
            .toList();
    assertThat(
            noise.stream()
                .filter(record -> record.toString().contains("lookoutvision.amazonaws.com")))
        .hasSizeGreaterThan(100);
    assertThat(
            noise.stream()
                .filter(r -> r.path("eventName").asText().equals("CreateProject"))
                .map(r -> r.path("eventSource").asText()))
        .contains("codebuild.amazonaws.com", "rekognition.amazonaws.com");
    assertThat(
            noise.stream()
                .filter(r -> r.has("errorMessage") && !r.has("errorCode"))
                .map(r -> r.path("eventName").asText()))
        .containsOnly("ConsoleLogin")
        .isNotEmpty();
    assertThat(noise.stream().mapToInt(r -> r.toString().length()).average().orElseThrow())
        .isBetween(800.0, 2_000.0);
  }

  @Test
  void countsForeignObjectsByKind() throws IOException {
    Map<String, Long> found = new HashMap<>();
    try (Stream<Path> all = Files.walk(out.resolve(Sample.ARCHIVE))) {
      all.filter(Files::isRegularFile)
          .map(path -> out.resolve(Sample.ARCHIVE).relativize(path).toString())
          .filter(key -> !reader.byFile.containsKey(key))
          .forEach(key -> found.merge(kind(key), 1L, Long::sum));
    }
    assertThat(found).isEqualTo(truth.foreignObjects());
    assertThat(found)
        .containsKeys("CloudTrail-Digest", "CloudTrail-Insight", "CloudTrail-NetworkActivity")
        .containsKeys("CloudTrail-Aggregated", "Config", "vpcflowlogs", "planted");
  }

  private static String kind(String key) {
    for (String part : key.split("/", -1)) {
      if (part.matches(
          "CloudTrail-(Digest|Insight|NetworkActivity|Aggregated)|Config|vpcflowlogs")) {
        return part;
      }
    }
    return "planted";
  }

  @Test
  void theTruthOnDiskIsTheTruthReturned() {
    assertThat(TruthFiles.readBeside(out)).isEqualTo(truth);
  }
}
