package io.lookouttrail.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole check through the command line, over one archive with one fault of each sort. */
class VerifyCommandTest {
  @TempDir static Path folder;

  private static FaultyArchive archive;
  private static TableStore store;
  private static String keys;
  private static CliRun first;
  private static CliRun again;

  @BeforeAll
  static void verifyTwice() throws IOException {
    archive = new FaultyArchive(folder.resolve("archive"));
    archive.write();
    store = new TableStore(TestSpark.session(), folder.resolve("tables").toString());
    keys =
        Files.writeString(
                folder.resolve("keys.json"), TestDigestChain.keysFile(TestDigestChain.KEY))
            .toString();
    enterIntoLedger(archive.logs().subList(0, 4));
    // Same size and time, so that only reading the file again shows the difference.
    Path quiet = archive.logs().get(2);
    byte[] bytes = Files.readAllBytes(quiet);
    bytes[bytes.length - 6] ^= 1;
    rewrite(quiet, bytes);
    rememberGap("2025-09-03T01:00:00Z", "2025-09-03T02:00:00Z");
    rememberGap("2025-08-03T01:00:00Z", "2025-08-03T02:00:00Z");
    first = verify("--public-keys", keys);
    again = verify("--rehash", "--from", "2025-09-03", "--to", "2025-09-03");
  }

  private static CliRun verify(String... more) {
    List<String> line =
        new ArrayList<>(List.of("verify", "--archive", archive.uri(), "--tables", store.root()));
    line.addAll(List.of(more));
    return VerifyBothWays.of(line.toArray(String[]::new));
  }

  /** As an earlier check found it, when its digest was not there yet. */
  private static void rememberGap(String start, String end) {
    String digests = "file://" + folder.resolve("archive/AWSLogs/111122223333/CloudTrail-Digest");
    DigestFinding gap =
        new DigestFinding(
            Kind.DIGEST,
            digests + "/us-east-1/management-events/" + start + "/" + end,
            Optional.of("111122223333"),
            Optional.of("us-east-1"),
            Optional.of("management-events"),
            Optional.of(Instant.parse(start)),
            Optional.of(Instant.parse(end)),
            State.GAP,
            Proof.NONE,
            Severity.HIGH,
            Optional.empty(),
            Optional.empty(),
            "no digest",
            Optional.empty());
    Instant before = CliRun.NEW_YEAR.instant().minusSeconds(60);
    Row row = DigestFindingsTable.row(before, "earlier", gap);
    DigestFindingsTable.append(
        store,
        TestSpark.session().createDataFrame(List.of(row), DigestFindingsTable.SPEC.schema()));
  }

  private static void rewrite(Path file, byte[] bytes) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
  }

  /** As ingest leaves it. */
  private static void enterIntoLedger(List<Path> files) throws IOException {
    List<Row> rows = new ArrayList<>();
    LocalDate day = LocalDate.of(2025, 9, 3);
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      String body = TestArchive.body(TestRecord.anEvent().id("e-" + i));
      Instant at = Files.getLastModifiedTime(file).toInstant();
      rows.add(
          RowFactory.create(
              "file://" + file,
              Files.size(file),
              at,
              "111122223333",
              "us-east-1",
              at,
              day,
              new String[] {"lookoutvision.amazonaws.com"},
              sha256(body),
              1L,
              1L,
              0L,
              0L,
              0L,
              IngestedFilesTable.STATUS_OK,
              "r",
              at,
              null,
              1,
              null,
              null,
              null));
    }
    IngestedFilesTable.enter(
        store,
        TestSpark.session().createDataFrame(rows, IngestedFilesTable.SPEC.schema()),
        new TreeSet<>(List.of(day)),
        false,
        false);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void findsEachFaultAndNothingElse() {
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT kind, date_format(start_time, 'HH:mm') AS at, account_id, state, proof,"
                        + " severity FROM digest_findings WHERE severity <> 'ok' AND run_id ="
                        + " (SELECT run_id FROM job_runs WHERE arguments LIKE '%--public-keys%')"
                        + " ORDER BY kind, at, account_id"))
        .containsExactly(
            "digest|03:00|444455556666|not_validated|none|low",
            "digest|08:00|111122223333|missing|none|high",
            "digest|09:00|111122223333|missing|none|high",
            "log|03:20|444455556666|not_validated|none|low",
            "log|04:00|111122223333|changed|signed|high",
            "log|05:00|111122223333|missing|signed|high",
            "log|06:20|111122223333|undigested|none|high",
            "log|08:20|111122223333|not_validated|none|high",
            "log|09:20|111122223333|not_validated|none|high");
    assertThat(first.code()).isEqualTo(3);
    assertThat(first.out()).isEmpty();
  }

  @Test
  void provesTheRestBySignature() {
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT kind, state, proof, count(*), count(digest) FROM digest_findings"
                        + " WHERE severity = 'ok' AND start_time IS NOT NULL AND run_id ="
                        + " (SELECT run_id FROM job_runs WHERE arguments LIKE '%--public-keys%')"
                        + " GROUP BY ALL ORDER BY kind"))
        .containsExactly("digest|valid|signed|10|0", "log|valid|signed|8|8");
  }

  @Test
  void readsOnlyWhatNobodyHasHashed() {
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT command, counts['logs_hashed'], counts['logs_found'],"
                        + " counts['high_findings'], outcome FROM job_runs ORDER BY"
                        + " counts['logs_hashed']"))
        .containsExactly("verify|5|13|7|done, findings (3)", "verify|9|13|10|done, findings (3)");
  }

  @Test
  void findsByReadingAgainWhatKeptItsSizeAndTime() {
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT state, proof FROM digest_findings WHERE object = 'file://%s'"
                            .formatted(archive.logs().get(2))
                        + " ORDER BY checked_at, proof DESC"))
        .containsExactlyInAnyOrder("valid|signed", "unreadable|none");
    assertThat(again.code()).isEqualTo(3);
  }

  @Test
  void closesTheGapOfAnEarlierCheckThatDigestsHaveFilled() {
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT regexp_extract(object, 'management-events/(.{13})', 1) AS at,"
                        + " array_join(array_sort(collect_list(state)), ' '), max(run_id ="
                        + " 'earlier') FROM digest_findings WHERE object LIKE"
                        + " '%/management-events/%' GROUP BY ALL ORDER BY at"))
        .containsExactly(
            "2025-08-03T01|gap|true",
            "2025-09-03T01|gap valid|true",
            // Without keys nothing proves the newest digest; the window goes on to the day's end.
            "2025-09-03T11|gap|false");
    assertThat(first.err()).contains("10 valid (10 signed)");
  }

  @Test
  void spellsObjectsAsTheLedgerDoes() {
    assertThat(
            new TableRows(store)
                .of(
                    "SELECT count(DISTINCT object) FROM digest_findings JOIN ingested_files"
                        + " ON object = source_file"))
        .containsExactly("4");
  }

  @Test
  void sumsUpInAFewLines() {
    assertThat(first.err().lines().filter(line -> !line.startsWith("list")).toList())
        .anyMatch(line -> line.equals("Keys        1 public key"))
        .anyMatch(line -> line.startsWith("Digests     10 valid (10 signed), 2 missing, "))
        .anyMatch(line -> line.contains("111122223333 us-east-1"))
        .anyMatch(line -> line.startsWith("Findings    7 high, 2 low; see view digest_states"));
    assertThat(again.err()).contains("none given: only the chain of hashes");
  }

  @Test
  void showsTheNewestStateOfEachObject() {
    CliRun states =
        CliRun.of(
            "sql",
            "--tables",
            store.root(),
            "--format",
            "csv",
            "SELECT count(*) AS rows_found, count(DISTINCT kind, object) AS objects FROM"
                + " digest_states");

    assertThat(states.code()).as(states.err()).isZero();
    String[] counts = states.out().lines().skip(1).findFirst().orElseThrow().split(",", -1);
    assertThat(counts[0]).isEqualTo(counts[1]);
  }

  @Test
  void saysWhereThereIsNoDigest() throws IOException {
    Path only = folder.resolve("archive/AWSLogs/444455556666");

    CliRun run = CliRun.of("verify", "--archive", only.toString(), "--tables", store.root());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines().filter(line -> line.startsWith("Cannot")))
        .hasSize(1)
        .allMatch(line -> line.contains("no digest file was found for everything"));
  }

  @Test
  void refusesABucketThatIsNone() {
    assertThat(
            CliRun.of(
                "verify",
                "--archive",
                archive.uri(),
                "--tables",
                store.root(),
                "--original-bucket",
                "A B=/copy"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("'A B' is not the name of a bucket"));
  }

  @Test
  void helpShowsHowToMakeTheFiles() {
    assertThat(CliRun.of("verify", "--help").out())
        .contains(
            "aws cloudtrail list-public-keys --region \"$region\"",
            "> \"keys/$region.json\"",
            "sub(/.*\\//, \"\", chain)",
            "--key \"$key\" > \"$key.head.json\"");
  }
}
