package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event back to its line, through the real command line. */
class TraceCommandTest {
  private static final String NINE = "2025-09-03T10:05:00Z";

  /** A name that a caller may choose to move the cursor of a reader's terminal. */
  private static final String HOSTILE_AGENT = "agent\\u001b[2J\\u202egnp";

  /** What a check writes, the digest that names a log included. */
  private static final StructType CHECKS =
      new StructType(
              Stream.of(DigestFindingsTable.SPEC.schema().fields())
                  .filter(field -> !field.name().equals("digest"))
                  .toArray(StructField[]::new))
          .add("digest", DataTypes.StringType);

  @TempDir static Path folder;
  private static Path logFile;
  private static Path checkedFile;

  @BeforeAll
  static void ingest() {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    logFile =
        archive.deliver(
            NINE,
            "a",
            anEvent().id("other").source("s3.amazonaws.com"),
            anEvent()
                .id("e-1")
                .with("userAgent", HOSTILE_AGENT)
                .withJson("additionalEventData", "{\"share\":1.10}"),
            anEvent().id("e-2").action("StartTriallDetection").at("2025-09-03T10:01:00Z"),
            anEvent().id("e-3").correcting("e-2").at("2025-09-03T10:01:00Z"));
    checkedFile = archive.deliver("2025-09-03T11:05:00Z", "b", anEvent().id("e-9"));
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    new TestIngest(archive, store).run();
    store.open(DigestFindingsTable.SPEC);
    TestSpark.session()
        .createDataFrame(
            List.of(
                check("2026-01-05T05:00:00Z", "log", uri(checkedFile), "valid", "ok", "bb"),
                check("2026-01-06T05:00:00Z", "log", uri(checkedFile), "changed", "high", "cc"),
                check("2026-01-06T05:00:00Z", "digest", "s3://trail/digest-1", "valid", "ok", "d"),
                check("2026-01-07T05:00:00Z", "digest", "s3://trail/backfill", "moved", "ok", "d"),
                check("2026-01-06T05:00:00Z", "log", "s3://trail/another", "missing", "high", "")),
            CHECKS)
        .write()
        .format("delta")
        .mode("append")
        .option("mergeSchema", "true")
        .save(store.path(DigestFindingsTable.SPEC.name()));
  }

  private static Row check(
      String at, String kind, String object, String state, String severity, String found) {
    return RowFactory.create(
        Instant.parse(at),
        "run-check",
        kind,
        object,
        "111122223333",
        "us-east-1",
        "trail-1",
        Instant.parse("2025-09-03T11:00:00Z"),
        Instant.parse("2025-09-03T12:00:00Z"),
        state,
        "chained",
        severity,
        kind.equals("log") ? "bb" : found,
        found,
        null,
        kind.equals("log") ? "s3://trail/digest-1" : null);
  }

  private static String tables() {
    return folder.resolve("tables").toString();
  }

  private static String uri(Path file) {
    return "file://" + file;
  }

  private static CliRun trace(String... args) {
    return CliRun.of(
        Stream.concat(Stream.of("trace", "--tables", tables()), Stream.of(args))
            .toArray(String[]::new));
  }

  /** The archive's folder copied elsewhere, with one of its files' text changed. */
  private static Path copyWith(String name, Path changed, String from, String to)
      throws IOException {
    Path copy = folder.resolve(name);
    Path root = folder.resolve("archive");
    for (Path file : List.of(logFile, checkedFile)) {
      Path target = copy.resolve(root.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      if (file.equals(changed)) {
        String text = text(target).replace(from, to);
        Files.write(target, TestArchive.gzip(text));
      }
    }
    return copy;
  }

  private static String text(Path gzipped) throws IOException {
    try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(gzipped))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void reportsWhatIsKnownOfAnEvent() {
    CliRun run = trace("--event-id", "e-1");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "Event      e-1\n",
            "When       2025-09-03T10:00:00Z\n",
            "What       DetectAnomalies of lookoutvision.amazonaws.com, inference, Write\n",
            "Where      account 111122223333, us-east-1\n",
            "Who        Inspector, workload, role_session\n",
            "arn:aws:iam::111122223333:role/plant/Inspector, session line-7",
            "From       198.51.100.7, ",
            "Outcome    success\n",
            "File       " + uri(logFile) + "\n",
            "record_index 1, counted from 0\n",
            "Records    4 = 3 kept + 0 duplicates + 1 of other sources + 0 rejected\n",
            "Delivered  2025-09-03T10:05:00Z\n",
            "Proof      unproven: no run of verify has checked this file\n",
            "Corrected  by no other event\n",
            "\nRecord\n{\n  \"eventVersion\" : \"1.08\",\n",
            "\"share\" : 1.10\n")
        .containsPattern("SHA-256    [0-9a-f]{64} \\(uncompressed\\)\n");
  }

  @Test
  void letsNoRecordMoveTheCursor() {
    assertThat(trace("--event-id", "e-1").out())
        .doesNotContain("\u001b", "\u202e")
        .contains("agent\\u001b[2J\\u202egnp");
  }

  @Test
  void reportsTheNameThatWasLoggedAndWhichEventCorrectsIt() {
    assertThat(trace("--event-id", "e-2").out())
        .contains("What       StartTrialDetection of ", "logged as StartTriallDetection\n")
        .contains("Corrected  by e-3 of 2025-09-03T10:01:00Z, " + uri(logFile) + ", record_index 3")
        .contains("so no figure counts it");
    assertThat(trace("--event-id", "e-3").out())
        .contains("Corrects   e-2 of 2025-09-03T10:01:00Z, " + uri(logFile))
        .contains("Corrected  by no other event");
  }

  @Test
  void reportsTheNewestCheckOfItsFileAndTheDigestThatNamesIt() {
    CliRun run = trace("--event-id", "e-9");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "Proof      changed, proof chained, checked at 2026-01-06T05:00:00Z by run run-check",
            "expected SHA-256 bb\n",
            "found SHA-256 cc\n",
            "Digest     s3://trail/digest-1\n")
        .contains("valid, proof chained, checked at 2026-01-06T05:00:00Z");
    assertThat(trace("--event-id", "e-9", "--findings-exit", "0").code()).isZero();
  }

  @Test
  void writesAnObjectForAProgram() {
    CliRun run = trace("--event-id", "e-2", "--format", "json");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .hasLineCount(1)
        .startsWith("{\"event\":{\"event_id\":\"e-2\",\"event_time\":\"2025-09-03T10:01:00Z\",")
        .contains("\"record\":\"{\\\"eventVersion\\\":\\\"1.08\\\",")
        .contains("\"file\":{\"source_file\":\"" + uri(logFile) + "\",")
        .contains("\"log_check\":null,\"digest_check\":null,")
        .contains("\"corrected_by\":[{\"event_id\":\"e-3\",")
        .endsWith("\"corrects\":null}\n");
    assertThat(
            trace(
                    "--event-id",
                    "e-2",
                    "--format",
                    "json",
                    "--archive",
                    folder.resolve("archive").toString())
                .out())
        .contains("\"archive\":{\"file\":\"file:" + logFile + "\",\"same\":true,")
        .endsWith("\"hash_compared\":true,\"differences\":[]}}\n");
  }

  @Test
  void findsTheOriginalTheSameWhereverItsCopyLies() throws IOException {
    Path copy = copyWith("a copy", logFile, "", "");
    for (Path place :
        List.of(
            folder.resolve("archive"),
            copy,
            copy.resolve("AWSLogs/111122223333"),
            logFile.getParent(),
            logFile)) {
      CliRun run = trace("--event-id", "e-1", "--archive", place.toString());
      assertThat(run.code()).as("%s: %s", place, run.err()).isZero();
      assertThat(run.out()).contains("Archive    the same record, the same SHA-256: file:");
    }
  }

  @Test
  void saysWhatDiffersInAChangedArchive() throws IOException {
    Path copy = copyWith("forged", logFile, "198.51.100.7", "203.0.113.9");
    CliRun run = trace("--event-id", "e-1", "--archive", copy.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "Archive    DIFFERENT: file:" + copy,
            "The record at index 1 is a different one now.\n",
            "sourceIPAddress is \"203.0.113.9\"; it was \"198.51.100.7\".\n")
        .containsPattern("The file's SHA-256 is [0-9a-f]{64}; the ledger has [0-9a-f]{64}\\.\n");
    assertThat(run.out().split("; it was ")).hasSize(2);
  }

  @Test
  void reportsAMovedRecordAnotherTextAndAChangeElsewhereInTheFile() throws IOException {
    String first = anEvent().id("other").source("s3.amazonaws.com").json() + ",";
    Path shorter = copyWith("shorter", logFile, first, "");
    assertThat(trace("--event-id", "e-1", "--archive", shorter.toString()).out())
        .contains("The record is at index 0 now, not at 1.");
    assertThat(trace("--event-id", "e-3", "--archive", shorter.toString()).out())
        .contains("The record is at index 2 now, not at 3.");
    Path elsewhere = copyWith("elsewhere", logFile, "s3.amazonaws.com", "s4.amazonaws.com");
    CliRun run = trace("--event-id", "e-1", "--archive", elsewhere.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("DIFFERENT", "The file's SHA-256 is ")
        .doesNotContain("The record");
    Path gone = copyWith("gone", logFile, "lookoutvision.amazonaws.com", "s3.amazonaws.com");
    assertThat(trace("--event-id", "e-1", "--archive", gone.toString()).out())
        .contains("The file now has no record of this source at index 1.");
  }

  @Test
  void reportsAFileThatIsGoneOrDamaged() throws IOException {
    Path copy = copyWith("damaged", logFile, "", "");
    Path damaged = copy.resolve(folder.resolve("archive").relativize(logFile).toString());
    byte[] whole = Files.readAllBytes(damaged);
    Files.write(damaged, java.util.Arrays.copyOf(whole, whole.length - 12));
    CliRun run = trace("--event-id", "e-1", "--archive", copy.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("The file's SHA-256 is not available; ", "The file is damaged: truncated, ");
    Files.delete(damaged);
    CliRun gone = trace("--event-id", "e-1", "--archive", copy.toString());
    assertThat(gone.code()).isEqualTo(3);
    assertThat(gone.out())
        .contains("Archive    DIFFERENT\n", "The archive has no file with this name.\n");
  }

  @Test
  void refusesWhatIsNotThereInOneLine() {
    CliRun unknown = trace("--event-id", "e-7");
    assertThat(unknown)
        .isEqualTo(
            new CliRun(
                1,
                "",
                "Cannot trace the event e-7: there is no event with that id in the tables at file:%s. Check the id, and whether its month was ingested.\n"
                    .formatted(tables())));
    assertThat(trace("--event-id", "e-1", "--archive", folder + "/nowhere"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(1))
        .satisfies(run -> assertThat(run.out()).isEmpty())
        .satisfies(
            run ->
                assertThat(run.err())
                    .startsWith("Cannot read the archive file://" + folder + "/nowhere: ")
                    .hasLineCount(1));
    assertThat(CliRun.of("trace", "--tables", folder + "/no-tables", "--event-id", "e-1").err())
        .startsWith("Cannot read the tables at file:" + folder + "/no-tables: ")
        .hasLineCount(1);
    assertThat(trace("--format", "xml", "--event-id", "e-1").code()).isEqualTo(2);
    assertThat(trace().err()).startsWith("Cannot run trace: --event-id ID is missing.");
  }
}
