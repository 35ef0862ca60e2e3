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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks without keys of an archive into which digests were forged: with and without an earlier
 * check that had the keys. What hashes alone prove is less than what signatures proved before.
 */
class KeylessCheckTest {
  private static final Instant START = Instant.parse("2025-09-03T00:00:00Z");

  @TempDir static Path folder;

  private static Path archive;
  private static TestDigestChain real;
  private static final List<Log> LOGS = new ArrayList<>();
  private static TableStore knowing;
  private static TableStore fresh;
  private static List<String> withEarlierCheck;
  private static List<String> withoutEarlierCheck;
  private static List<String> afterARewrittenChain;
  private static String lastOutput = "";
  private static String provenAfterARewrittenChain = "";

  @BeforeAll
  static void checkWithAndWithoutAnEarlierCheck() throws IOException {
    archive = Files.createDirectories(folder.resolve("archive"));
    real = TestDigestChain.from(START.toString());
    for (int hour = 0; hour < 6; hour++) {
      LOGS.add(deliver(hour, "real"));
      real.hour(LOGS.get(hour));
    }
    write(real);
    Path keys = Files.writeString(folder.resolve("keys.json"), TestDigestChain.keysFile(KEY));
    Files.writeString(
        archive.resolve(real.newest().key() + ".head.json"),
        TestDigestChain.headFile(real.newest()));
    knowing = EmptyTables.at(folder.resolve("knowing"));
    fresh = EmptyTables.at(folder.resolve("fresh"));
    verify(knowing, "--public-keys", keys.toString());

    Log tampered =
        new Log(LOGS.get(3).key(), TestArchive.body(TestRecord.anEvent().id("e-forged")));
    write(tampered);
    // Its name is before that of the real trail in any order.
    write(
        TestDigestChain.of("aaa", START.plus(Duration.ofHours(3)).toString())
            .rotatedTo(OTHER_KEY)
            .hour(tampered, deliver(3, "planted"))
            .hour());
    withEarlierCheck = verify(knowing);
    withoutEarlierCheck = verify(fresh);

    TestDigestChain rewritten = TestDigestChain.from(START.toString()).rotatedTo(OTHER_KEY);
    for (int hour = 0; hour < 6; hour++) {
      rewritten.hour(hour == 3 ? tampered : LOGS.get(hour));
    }
    write(rewritten);
    afterARewrittenChain = verify(knowing);
    provenAfterARewrittenChain = lastOutput;
  }

  private static Log deliver(int hour, String unique) throws IOException {
    Instant at = START.plus(Duration.ofMinutes(60L * hour + 20));
    Log log =
        new Log(
            KeyLayout.atTopOfBucket().logKey("111122223333", "us-east-1", at, unique),
            TestArchive.body(TestRecord.anEvent().id("e-" + hour + unique)));
    write(log);
    return log;
  }

  private static void write(Log log) throws IOException {
    write(log.key(), log.content());
  }

  private static void write(TestDigestChain chain) throws IOException {
    for (Made digest : chain.made()) {
      write(digest.key(), digest.json());
    }
  }

  private static void write(String key, String content) throws IOException {
    Files.createDirectories(archive.resolve(key).getParent());
    Files.write(archive.resolve(key), TestArchive.gzip(content));
  }

  /** The findings of one more check: the end of the name, state, proof, severity and detail. */
  private static List<String> verify(TableStore store, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("verify", "--archive", archive.toString(), "--tables", store.root()));
    args.addAll(List.of(options));
    CliRun run = VerifyBothWays.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isIn(0, 3);
    lastOutput = run.err();
    return new TableRows(store)
        .of(
            "SELECT regexp_extract(object, '(us-east-1|aaa_us-east-1)_([^/]*)[.]json[.]gz$', 2),"
                + " kind, state, proof, severity, detail FROM digest_findings WHERE run_id ="
                + " (SELECT max_by(run_id, started_at) FROM job_runs) AND kind || state <>"
                + " 'digestgap' ORDER BY 2, 1");
  }

  @Test
  void twoDigestsThatProveDifferentHashesOfALogAreNamed() {
    assertThat(withoutEarlierCheck)
        .filteredOn(row -> row.startsWith("20250903T0320Z_real"))
        .singleElement()
        .asString()
        .startsWith("20250903T0320Z_real|log|changed|chained|high|")
        .contains("_aaa_us-east-1_20250903T040000Z.json.gz and ")
        .contains("_management-events_us-east-1_20250903T040000Z.json.gz list it with");
  }

  @Test
  void aTrailThatTheEarlierCheckDidNotKnowProvesNothing() {
    assertThat(withEarlierCheck)
        .contains(
            "aaa_us-east-1_20250903T040000Z|digest|not_validated|none|high|no signed digest and no earlier check"
                + " knows the trail aaa")
        .contains(
            "20250903T0320Z_planted|log|not_validated|none|high|only a digest that proves nothing"
                + " lists it: the digest is not_validated")
        .contains(
            "20250903T0320Z_real|log|changed|chained|high|its hash differs from the hash in its"
                + " digest");
    assertThat(withEarlierCheck)
        .filteredOn(row -> row.endsWith("|valid|chained|ok|"))
        .as("five digests and four logs of the real trail but the newest")
        .hasSize(9);
  }

  @Test
  void aChainThatWasWrittenAnewIsChanged() {
    assertThat(afterARewrittenChain)
        .filteredOn(row -> row.contains("|digest|changed|none|high|"))
        .hasSize(6)
        .allMatch(
            row -> row.endsWith("an earlier check verified the signature of another content"));
    assertThat(afterARewrittenChain)
        .filteredOn(row -> row.contains("_real|log|"))
        .hasSize(6)
        .allMatch(row -> row.contains("|not_validated|none|high|"));
    assertThat(provenAfterARewrittenChain.lines().map(String::strip))
        .anyMatch(line -> line.matches("111122223333 us-east-1 management-events +nothing"));
  }
}
