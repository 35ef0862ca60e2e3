package io.lookouttrail.cli.commands;

import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.integrity.chain.TestDigestChain.Log;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.tables.TableStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two checks of a copy on disk that somebody can write to. Before the first one, files are planted
 * and changed; before the second one, the newest hours are deleted.
 */
class AdversaryArchiveTest {
  private static final String ACCOUNT = "111122223333";
  private static final Instant START = Instant.parse("2025-09-03T00:00:00Z");
  private static final int HOURS = 12;

  @TempDir static Path folder;

  private static Path archive;
  private static TestDigestChain real;
  private static TableRows rows;
  private static CliRun first;
  private static CliRun second;

  @BeforeAll
  static void checkTwice() throws IOException {
    archive = Files.createDirectories(folder.resolve("archive"));
    real = TestDigestChain.from(START.toString());
    for (int hour = 0; hour < HOURS; hour++) {
      real.hour(deliver(hour, "real", new byte[0]), deliver(hour, "tail", tail(hour)));
    }
    real.made().forEach(digest -> write(digest.key(), digest));
    head(real.newest(), real.newest().signature());
    plant();
    Path keys = Files.writeString(folder.resolve("keys.json"), TestDigestChain.keysFile(KEY));
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    rows = new TableRows(store);
    CliRun.of("ingest", "--archive", archive.toString(), "--tables", store.root());
    first = verify(store, keys);
    deleteNewest();
    second = verify(store, keys);
  }

  private static CliRun verify(TableStore store, Path keys) {
    return VerifyBothWays.of(
        "verify",
        "--archive",
        archive.toString(),
        "--tables",
        store.root(),
        "--public-keys",
        keys.toString(),
        "--from",
        "2025-09-03",
        "--to",
        "2025-09-03");
  }

  /** What follows the gzip member of the second log of an hour. */
  private static byte[] tail(int hour) {
    return switch (hour) {
      case 0 -> new byte[512];
      case 1 -> TestArchive.gzip("");
      case 2 -> TestArchive.gzip(TestArchive.body(TestRecord.anEvent().id("e-smuggled")));
      case 3 -> new byte[] {'x', 'y', 'z'};
      default -> new byte[0];
    };
  }

  private static Log deliver(int hour, String unique, byte[] after) throws IOException {
    String body = TestArchive.body(TestRecord.anEvent().id("e-" + hour + "-" + unique));
    String key =
        KeyLayout.atTopOfBucket()
            .logKey(ACCOUNT, "us-east-1", START.plus(Duration.ofMinutes(60L * hour + 20)), unique);
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.write(TestArchive.gzip(body));
    stored.write(after);
    Files.createDirectories(archive.resolve(key).getParent());
    Files.write(archive.resolve(key), stored.toByteArray());
    return new Log(key, body);
  }

  private static void write(String key, Made digest) {
    try {
      Files.createDirectories(archive.resolve(key).getParent());
      Files.write(archive.resolve(key), TestArchive.gzip(digest.json()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void head(Made digest, String signature) throws IOException {
    Files.writeString(
        archive.resolve(digest.key() + ".head.json"),
        TestDigestChain.headFile(digest).replace(digest.signature(), signature));
  }

  private static TestDigestChain forged(String trail, int hour) {
    return TestDigestChain.of(trail, START.plus(Duration.ofHours(hour)).toString());
  }

  /** Each forged digest lists a planted log whose name says how. */
  private static void plant() throws IOException {
    Made unsigned = forged("zz", 4).hour(deliver(4, "unsigned", new byte[0])).newest();
    write(unsigned.key(), unsigned);
    Made ownKey =
        forged("own", 5).forgedWith(OTHER_KEY).hour(deliver(5, "ownkey", new byte[0])).newest();
    write(ownKey.key(), ownKey);
    head(ownKey, ownKey.signature());
    Made unknown =
        forged("unknown", 6)
            .rotatedTo(OTHER_KEY)
            .hour(deliver(6, "unknownkey", new byte[0]))
            .newest();
    write(unknown.key(), unknown);
    head(unknown, unknown.signature());
    // The real log of the hour is overwritten, and a second digest has the new hash.
    Log tampered = deliver(7, "real", new byte[0]);
    String other = TestArchive.body(TestRecord.anEvent().id("e-other"));
    Files.write(archive.resolve(tampered.key()), TestArchive.gzip(other));
    Made second =
        TestDigestChain.from("2025-09-03T06:59:30Z").hour(new Log(tampered.key(), other)).newest();
    write(second.key(), second);
    Made foreign =
        forged("theirs", 8)
            .inBucket("their-bucket")
            .hour(deliver(8, "foreign", new byte[0]))
            .newest();
    write(foreign.key(), foreign);
    head(foreign, foreign.signature());
    Made backfill = realTrail(9).backfilled().hour(deliver(9, "backfill", new byte[0])).newest();
    write(backfill.key(), backfill);
    Made borrowed = forged("borrowed", 10).hour(deliver(10, "borrowed", new byte[0])).newest();
    write(borrowed.key(), borrowed);
    head(borrowed, real.newest().signature());
    Made renamed = real.made(5);
    write(renamed.key().replace(ACCOUNT, "444455556666"), renamed);
    real.forgedWith(OTHER_KEY).hour(deliver(12, "newest", new byte[0]));
    write(real.newest().key(), real.newest());
  }

  private static TestDigestChain realTrail(int hour) {
    return TestDigestChain.from(START.plus(Duration.ofHours(hour)).toString());
  }

  /** The forged newest digest too: what is left is whole. */
  private static void deleteNewest() throws IOException {
    for (int hour = 10; hour <= HOURS; hour++) {
      Made digest = real.made(hour);
      Files.delete(archive.resolve(digest.key()));
      Files.deleteIfExists(archive.resolve(digest.key() + ".head.json"));
      for (Log log : digest.logs()) {
        Files.delete(archive.resolve(log.key()));
      }
    }
  }

  /** State, proof and severity in the first check, by the name's last part. */
  private static Map<String, String> found(String like) {
    Map<String, String> found = new TreeMap<>();
    for (String row :
        rows.of(
            "SELECT regexp_extract(object, '([^/_]*)[.]json[.]gz$', 1), state, proof, severity"
                + " FROM digest_findings WHERE object LIKE '%s' AND run_id = (SELECT min_by(run_id,"
                    .formatted(like)
                + " started_at) FROM job_runs WHERE command = 'verify')")) {
      String[] cells = row.split("\\|", 2);
      found.put(cells[0], cells[1]);
    }
    return found;
  }

  @Test
  void namesEveryPlantedAndTamperedLogAsHigh() {
    Map<String, String> logs = found("%/CloudTrail/%");

    for (String planted :
        List.of("unsigned", "ownkey", "unknownkey", "foreign", "backfill", "borrowed", "newest")) {
      assertThat(logs).as(planted).containsEntry(planted, "not_validated|none|high");
    }
    assertThat(
            rows.of("SELECT state, proof FROM digest_findings WHERE object LIKE '%T0720Z_real%'"))
        .containsOnly("changed|signed");
    assertThat(first.code()).isEqualTo(3);
  }

  @Test
  void namesEveryForgedDigestAsHigh() {
    assertThat(
            rows.of(
                "SELECT trail, date_format(end_time, 'HH:mm:ss'), state, severity FROM"
                    + " digest_findings WHERE kind = 'digest' AND actual_hash IS NOT NULL AND state"
                    + " <> 'valid' AND run_id = (SELECT min_by(run_id, started_at) FROM job_runs"
                    + " WHERE command = 'verify') ORDER BY 2, 1"))
        .containsExactly(
            "zz|05:00:00|not_validated|high",
            "management-events|06:00:00|moved|high",
            "own|06:00:00|bad_signature|high",
            "unknown|07:00:00|unknown_key|high",
            "management-events|07:59:30|not_validated|high",
            "theirs|09:00:00|moved|high",
            "management-events|10:00:00|not_validated|high",
            "borrowed|11:00:00|bad_signature|high",
            "management-events|13:00:00|not_validated|high");
  }

  @Test
  void acceptsNoByteAfterTheFirstGzipMember() {
    assertThat(
            rows.of(
                "SELECT date_format(start_time, 'HH'), state, severity, detail FROM digest_findings"
                    + " WHERE object LIKE '%tail.json.gz' AND state <> 'valid' AND run_id ="
                    + " (SELECT min_by(run_id, started_at) FROM job_runs WHERE command = 'verify')"
                    + " ORDER BY 1"))
        .containsExactly(
            "00|changed|high|zeros follow the gzip member that CloudTrail wrote",
            "01|changed|high|an empty gzip member follows the one that CloudTrail wrote",
            "02|changed|high|a gzip member with %d bytes follows the one that CloudTrail wrote"
                .formatted(TestArchive.body(TestRecord.anEvent().id("e-smuggled")).length()),
            "03|changed|high|bytes that are no gzip member follow the one that CloudTrail wrote");
    assertThat(
            rows.of(
                "SELECT after_first_member FROM ingested_files WHERE after_first_member IS NOT NULL"
                    + " ORDER BY source_file"))
        .containsExactly("zeros", "empty_member", "member", "other");
  }

  @Test
  void ingestReadsTheMembersAfterTheFirst() {
    assertThat(rows.of("SELECT event_id FROM events WHERE event_id = 'e-smuggled'")).hasSize(1);
  }

  @Test
  void namesWhatAnEarlierCheckSawAndIsGone() {
    assertThat(second.code()).isEqualTo(3);
    assertThat(
            rows.of(
                "SELECT kind, date_format(start_time, 'HH'), count(*) FROM digest_findings WHERE"
                    + " state = 'missing' AND severity = 'high' AND detail LIKE 'it was there%gone'"
                    + " GROUP BY ALL ORDER BY ALL"))
        .containsExactly(
            "digest|10|1", "digest|11|1", "digest|12|1", "log|10|2", "log|11|2", "log|12|1");
  }

  @Test
  void saysUntilWhenDigestsProve() {
    assertThat(first.err())
        .contains("2025-09-03 00:00 to 2025-09-03 12:00; 1 with a gap at the end");
    assertThat(second.err())
        .contains(
            // The signature of the newest digest that is left was in the one that is gone.
            "2025-09-03 00:00 to 2025-09-03 09:00; high: no proven digest for 15 h",
            "an earlier check saw its digests until 2025-09-03T13:00:00Z");
    assertThat(
            rows.of(
                "SELECT severity, date_format(start_time, 'HH'), date_format(end_time, 'dd HH')"
                    + " FROM digest_findings WHERE state = 'gap' AND object LIKE '%T09:00:00Z/%'"))
        .containsExactly("high|09|04 00");
  }
}
