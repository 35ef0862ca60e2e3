package io.lookouttrail.cli.commands;

import static io.lookouttrail.integrity.chain.TestDigestChain.KEY;
import static io.lookouttrail.integrity.chain.TestDigestChain.OTHER_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A check of a copy on disk into which log files were planted that no digest lists: beside digests,
 * away from them, and where digests were broken for them.
 */
class PlantedLogsTest {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "us-east-1";
  private static final Instant START = Instant.parse("2025-09-03T00:00:00Z");

  @TempDir static Path folder;

  private static Path archive;
  private static TestDigestChain real;
  private static TableRows rows;
  private static CliRun run;

  @BeforeAll
  static void check() throws IOException {
    archive = Files.createDirectories(folder.resolve("archive"));
    real = TestDigestChain.from(START.toString());
    for (int hour = 0; hour < 10; hour++) {
      real.hour(deliver(KeyLayout.atTopOfBucket(), ACCOUNT, REGION, at(hour), "real" + hour));
    }
    for (Made digest : real.made()) {
      write(digest.key(), TestArchive.gzip(digest.json()));
    }
    write(
        real.newest().key() + ".head.json",
        TestDigestChain.headFile(real.newest()).getBytes(UTF_8));
    plant();
    Path keys = Files.writeString(folder.resolve("keys.json"), TestDigestChain.keysFile(KEY));
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    rows = new TableRows(store);
    run =
        CliRun.of(
            "verify",
            "--archive",
            archive.toString(),
            "--tables",
            store.root(),
            "--public-keys",
            keys.toString());
  }

  private static void plant() throws IOException {
    KeyLayout top = KeyLayout.atTopOfBucket();
    deliver(top, ACCOUNT, REGION, at(3), "beside");
    deliver(new KeyLayout("", Optional.of("o-abcdef1234")), ACCOUNT, REGION, at(3), "organization");
    deliver(new KeyLayout("zz", Optional.empty()), ACCOUNT, REGION, at(3), "prefix");
    deliver(new KeyLayout("_x", Optional.empty()), ACCOUNT, REGION, at(3), "hidden");
    deliver(top, ACCOUNT, REGION, at(20), "after");
    deliver(top, ACCOUNT, REGION, Instant.parse("2031-09-03T03:20:00Z"), "future");
    write("loose.json.gz", TestArchive.gzip(TestArchive.body(TestRecord.anEvent().id("e-loose"))));
    Log plain = real.made(8).logs().get(0);
    write(plain.key(), plain.content().getBytes(UTF_8));
    // Of these hours the digest is broken: of one the logs are named by nothing now.
    write(real.made(6).key(), new byte[0]);
    deliver(top, ACCOUNT, REGION, at(6), "broken");
    Made forged =
        TestDigestChain.after(real.made(1))
            .rotatedTo(OTHER_KEY)
            .backfilled()
            .hour(deliver(top, ACCOUNT, REGION, at(2), "backfill"))
            .newest();
    write(forged.key(), TestArchive.gzip(forged.json()));
  }

  private static Instant at(int hour) {
    return START.plus(Duration.ofMinutes(60L * hour + 20));
  }

  private static Log deliver(
      KeyLayout layout, String account, String region, Instant time, String unique)
      throws IOException {
    String body = TestArchive.body(TestRecord.anEvent().id("e-" + unique));
    String key = layout.logKey(account, region, time, unique);
    write(key, TestArchive.gzip(body));
    return new Log(key, body);
  }

  private static void write(String key, byte[] content) throws IOException {
    Files.createDirectories(archive.resolve(key).getParent());
    Files.write(archive.resolve(key), content);
  }

  private static List<String> found(String like) {
    return rows.of(
        "SELECT state, proof, severity FROM digest_findings WHERE object LIKE '%s'"
            .formatted(like));
  }

  @ParameterizedTest
  @ValueSource(strings = {"beside", "organization", "prefix", "hidden"})
  void aLogThatNoDigestOfItsAccountAndRegionListsIsHigh(String planted) {
    assertThat(found("%_" + planted + ".json.gz")).containsExactly("undigested|none|high");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%_after.json.gz",
        "%_future.json.gz",
        "%/loose.json.gz",
        "%_broken.json.gz",
        "%_real6.json.gz",
        "%_real5.json.gz",
        "%/CloudTrail/%_backfill.json.gz"
      })
  void aLogThatNothingProvesThoughDigestsBeginBeforeItIsHigh(String planted) {
    assertThat(found(planted)).containsExactly("not_validated|none|high");
  }

  @Test
  void theOtherLogsAreProven() {
    assertThat(found("%_real%.json.gz")).hasSize(10);
    assertThat(found("%_real4.json.gz")).containsExactly("valid|signed|ok");
    assertThat(found("%_real7.json.gz")).containsExactly("valid|signed|ok");
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void aLogThatWasStoredWithoutGzipIsValidByItsContent() {
    assertThat(found("%_real8.json.gz")).containsExactly("valid|signed|ok");
  }

  @Test
  void noObjectHasTwoFindings() {
    assertThat(
            rows.of(
                "SELECT object, count(*) FROM digest_findings GROUP BY object HAVING count(*) > 1"))
        .isEmpty();
    assertThat(found("%" + real.made(1).key())).containsExactly("valid|signed|ok");
  }

  @Test
  void aLogOfTheFutureIsNoEvidenceThatTheTrailWentOn() {
    assertThat(
            rows.of(
                "SELECT detail FROM digest_findings WHERE detail LIKE '%2031%' OR object LIKE"
                    + " '%CloudTrail-Digest%2031%'"))
        .isEmpty();
    assertThat(rows.of("SELECT severity, detail FROM digest_findings WHERE state = 'gap'"))
        .containsExactly(
            "high|no proven digest for 10 h 20 min after the newest one: the trail went on, log files"
                + " were delivered until 2025-09-03T20:20:00Z");
  }
}
