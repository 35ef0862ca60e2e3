package io.lookouttrail.ingest;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.SparkJobRecorder;
import io.lookouttrail.fixtures.SparkPath;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.fixtures.UserIdentities;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables after random batches are the same, whether the batches are committed without Spark or
 * by MERGE: late files, copies, corrections, several sources, damage, model runs.
 */
class SmallBatchEqualsSparkTest {
  private static final String OTHER_SOURCE = "rekognition.amazonaws.com";
  private static final int ROUNDS = 3;
  private static final long ROUGH_CHARACTERS_A_ROW = 3_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void givesTheSameTables(long seed) {
    compare(seed);
  }

  @Tag("slow")
  @Test
  void givesTheSameTablesForManyWorlds() {
    for (long seed = 100; seed < 106; seed++) {
      compare(seed);
    }
  }

  /** Of some batches, a part of the rows is in memory when there are too many. */
  @Test
  void givesTheSameTablesWhereTheRowsDoNotFitTheMemory() {
    TestArchive archive = new TestArchive(folder.resolve("bucket"));
    TableStore direct = EmptyTables.at(folder.resolve("direct"));
    TableStore limited = EmptyTables.at(folder.resolve("limited"));
    Random random = new Random(3);
    for (int round = 0; round < ROUNDS; round++) {
      deliver(archive, random, round);
      IngestResult ofDirect = new TestIngest(archive, direct).run();
      IngestResult ofLimited =
          SparkPath.runWithRowsInMemory(
              round * ROUGH_CHARACTERS_A_ROW, new TestIngest(archive, limited));
      assertThat(ofLimited.counts()).as("round %d", round).isEqualTo(ofDirect.counts());
      assertThat(new TableRows(limited).everything())
          .as("round %d", round)
          .isEqualTo(new TableRows(direct).everything());
      assertThat(folder.resolve("limited/_staging")).doesNotExist();
    }
  }

  private void compare(long seed) {
    TestArchive archive = new TestArchive(folder.resolve("bucket-" + seed));
    TableStore direct = EmptyTables.at(folder.resolve("direct-" + seed));
    TableStore merged = EmptyTables.at(folder.resolve("merged-" + seed));
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      deliver(archive, random, round);
      String[] sources =
          random.nextBoolean()
              ? new String[] {"lookoutvision.amazonaws.com"}
              : new String[] {"lookoutvision.amazonaws.com", OTHER_SOURCE};
      IngestResult ofDirect = new TestIngest(archive, direct).of(sources).run();
      IngestResult ofMerged = SparkPath.run(new TestIngest(archive, merged).of(sources));
      String place = "seed %d, round %d".formatted(seed, round);
      assertThat(ofDirect.counts()).as(place).isEqualTo(ofMerged.counts());
      assertThat(ofDirect.openProblems()).as(place).isEqualTo(ofMerged.openProblems());
      assertThat(new TableRows(direct).everything())
          .as(place)
          .isEqualTo(new TableRows(merged).everything());
    }
  }

  private static void deliver(TestArchive archive, Random random, int round) {
    int files = 1 + random.nextInt(6);
    for (int file = 0; file < files; file++) {
      int day = 1 + round + random.nextInt(3);
      String at = "2025-09-%02dT%02d:05:00Z".formatted(day, 10 + random.nextInt(10));
      TestRecord[] records = new TestRecord[random.nextInt(6)];
      for (int i = 0; i < records.length; i++) {
        records[i] = record(random);
      }
      byte[] stored = TestArchive.gzip(TestArchive.body(records));
      if (random.nextInt(8) == 0) {
        stored = Arrays.copyOf(stored, stored.length - 9);
      }
      String account = random.nextInt(4) == 0 ? "444455556666" : UserIdentities.ACCOUNT;
      archive.deliverBytes(account, "us-east-1", at, "f%d-%d".formatted(round, file), stored);
    }
  }

  private static TestRecord record(Random random) {
    List<String> actions =
        List.of(
            "DetectAnomalies",
            "StartModel",
            "StopModel",
            "CreateModel",
            "DeleteModel",
            "ListProjects",
            "CreateDataset");
    int id = random.nextInt(30);
    // The same id is the same event: its fields follow from the id.
    Random of = new Random(id);
    TestRecord record =
        anEvent()
            .id((random.nextBoolean() ? "EVENT-" : "event-") + id)
            .action(actions.get(of.nextInt(actions.size())))
            .at(
                "2025-0%d-%02dT%02d:10:0%dZ"
                    .formatted(
                        of.nextInt(5) == 0 ? 8 : 9,
                        1 + of.nextInt(5),
                        10 + of.nextInt(5),
                        of.nextInt(3)))
            .withJson(
                "requestParameters",
                "{\"projectName\":\"p%d\",\"modelVersion\":\"%d\"}"
                    .formatted(of.nextInt(3), 1 + of.nextInt(2)));
    if (of.nextInt(3) == 0) {
      record =
          record.withJson(
              "responseElements",
              List.of(
                      "{\"modelMetadata\":{\"modelVersion\":\"2\"}}",
                      "{\"modelVersion\":1}",
                      "{\"modelMetadata\":{\"modelArn\":\"arn:aws:lookoutvision:us-east-1:"
                          + "111122223333:model/p1/2\"}}",
                      "{\"modelMetadata\":null}")
                  .get(of.nextInt(4)));
    }
    if (of.nextInt(6) == 0) {
      record = record.source(OTHER_SOURCE);
    }
    if (of.nextInt(5) == 0) {
      record = record.failing(of.nextBoolean() ? "AccessDeniedException" : "ThrottlingException");
    }
    if (of.nextInt(8) == 0) {
      record = record.correcting("Event-" + of.nextInt(30));
    }
    return random.nextInt(25) == 0 ? record.without("eventTime") : record;
  }

  @Test
  void runsNoSparkJobForAFewFiles() {
    TestArchive archive = new TestArchive(folder.resolve("bucket"));
    TableStore store = new TableStore(TestSpark.session(), folder.resolve("tables").toString());
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent(), anEvent().id("e-2"));
    try (SparkJobRecorder jobs = SparkJobRecorder.noted()) {
      new TestIngest(archive, store).run();
      archive.deliver("2025-09-03T10:10:00Z", "bbbb", anEvent(), anEvent().id("e-3"));
      new TestIngest(archive, store).run();
      new TestIngest(archive, store).run();
      assertThat(jobs.jobs()).as(jobs.toString()).isEmpty();
    }
  }

  @Test
  void writesWhatDeltasSparkWriterWrites() throws IOException {
    TestArchive archive = new TestArchive(folder.resolve("bucket"));
    TableStore direct = EmptyTables.at(folder.resolve("direct"));
    TableStore merged = EmptyTables.at(folder.resolve("merged"));
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "aaaa",
        anEvent().at("2025-09-03T10:00:00Z"),
        anEvent().id("e-2").by(UserIdentities.assumedRole("R".repeat(64), "é".repeat(60))),
        anEvent().id("e-3").action("a/b=c %:é"));
    new TestIngest(archive, direct).run();
    SparkPath.run(new TestIngest(archive, merged));
    for (TableSpec table : AllTables.SPECS) {
      if (!table.name().equals("job_runs")) {
        assertThat(addedFiles(direct, table)).as(table.name()).isEqualTo(addedFiles(merged, table));
      }
    }
  }

  /** Partition values and statistics of the files in each folder, as the log has them. */
  private static Map<String, List<String>> addedFiles(TableStore store, TableSpec table)
      throws IOException {
    Path log = Path.of(URI.create(store.path(table.name()))).resolve("_delta_log");
    Map<String, List<String>> files = new TreeMap<>();
    try (Stream<Path> commits = Files.list(log)) {
      for (Path commit : commits.filter(file -> file.toString().endsWith(".json")).toList()) {
        for (String action : Files.readAllLines(commit)) {
          JsonNode added = JSON.readTree(action).path("add");
          if (!added.isMissingNode()) {
            String folderOfFile = added.get("path").asText().replaceAll("[^/]*$", "");
            files
                .computeIfAbsent(folderOfFile, key -> new ArrayList<>())
                .add(added.get("partitionValues").toString() + added.get("stats"));
          }
        }
      }
    }
    return files;
  }
}
