package io.lookouttrail.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.integrity.chain.TestDigestChain;
import io.lookouttrail.integrity.chain.TestDigestChain.Log;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands in locales with digits of their own, and in folders with any character. */
class EnvironmentTest {
  /** Every character that Hadoop's patterns, URIs, SQL or a shell give a meaning. */
  private static final String ODD = "a[2] {b,c} d\\e *?%20 #ü&+';`\"$@v1!:=~|<>()";

  private final Locale locale = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(locale);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "th-TH-u-nu-thai"})
  void doesTheSameInALocaleWithDigitsOfItsOwn(String tag) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertThat(String.format("%d", 7)).isNotEqualTo("7");
    runsTheMonth(folder);
  }

  @Test
  void worksInFoldersWithAnyCharacter() throws IOException {
    runsTheMonth(folder.resolve(ODD));
  }

  /** Runs ingest, verify and report in a folder, then sql. */
  private static void runsTheMonth(Path in) throws IOException {
    Path tables = in.resolve("tables");
    deliver(in);
    CliRun month =
        CliRun.of(
            "monthly",
            "--archive",
            in.resolve("archive").toString(),
            "--public-keys",
            in.resolve("keys").toString(),
            "--tables",
            tables.toString(),
            "--out",
            in.resolve("reports").toString(),
            "--month",
            "2025-09");
    assertThat(month.code()).as(month.err()).isZero();
    assertThat(month.err()).contains("Records     1 = 1 kept + 0 duplicates");

    CliRun query =
        CliRun.of(
            "sql",
            "--tables",
            tables.toString(),
            "--format",
            "csv",
            "SELECT e.event_id, e.event_time, d.state, d.proof FROM events e"
                + " JOIN digest_findings d ON d.kind = 'log'");
    assertThat(query.out())
        .as(query.err())
        .isEqualTo(
            "event_id,event_time,state,proof\r\ne-1,2025-09-03T10:00:00Z,valid,signed\r\n"
                .replace("\r", query.out().contains("\r") ? "\r" : ""));
    assertThat(in.resolve("reports/2025-09/changes.csv")).exists();
    assertThat(tables.resolve("_staging")).doesNotExist();
    try (Stream<Path> files = Files.walk(tables)) {
      assertThat(files.map(file -> tables.relativize(file).toString()))
          .contains("events/_delta_log/00000000000000000000.json")
          .allMatch(name -> UTF_8.newEncoder().canEncode(name) && name.matches("\\p{ASCII}*"));
    }
  }

  /** Writes a log, its digest with the signature beside it, and the keys. */
  private static void deliver(Path in) throws IOException {
    TestArchive archive = new TestArchive(in.resolve("archive"));
    TestRecord event = TestRecord.anEvent().id("e-1");
    Path log = archive.deliver("2025-09-03T10:05:00Z", "log", event);
    String key = in.resolve("archive").relativize(log).toString();
    Made digest =
        TestDigestChain.from("2025-09-03T10:00:00Z")
            .hour(new Log(key, TestArchive.body(event)))
            .made()
            .get(0);
    Path file = in.resolve("archive").resolve(digest.key());
    Files.createDirectories(file.getParent());
    Files.write(file, TestArchive.gzip(digest.json()));
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".head.json"),
        """
        {"Metadata": {"signature": "%s", "signature-algorithm": "SHA256withRSA"}}
        """
            .formatted(digest.signature()));
    Files.createDirectories(in.resolve("keys"));
    Files.writeString(in.resolve("keys/keys.json"), TestDigestChain.keysFile(TestDigestChain.KEY));
  }
}
