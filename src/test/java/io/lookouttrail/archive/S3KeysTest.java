package io.lookouttrail.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.AnyKeyS3;
import io.lookouttrail.run.Window;
import io.lookouttrail.storage.StoredFiles;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in S3 that Hadoop's paths cannot express, or that look like something else. */
class S3KeysTest {
  private static final String ONE = "111111111111";
  private static final String LOG =
      KeyLayout.atTopOfBucket()
          .logKey(ONE, "eu-west-1", Instant.parse("2025-09-03T09:05:00Z"), "x");

  private final Configuration hadoop = new Configuration();
  private final AnyKeyS3 s3 = AnyKeyS3.start("trail", hadoop);

  S3KeysTest() {
    hadoop.setBoolean("fs.s3a.impl.disable.cache", true);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private ArchiveListing list(String archive) {
    return new ArchiveLister(hadoop, 4).list(archive, Window.everything(), found -> {});
  }

  private String content(LogFile file) throws IOException {
    try (StoredFiles files = StoredFiles.of(hadoop, List.of(file));
        InputStream in = files.open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit//AWSLogs/",
        "/AWSLogs/",
        "//AWSLogs/",
        "a/../AWSLogs/",
        "./AWSLogs/",
        "../AWSLogs/",
        "_audit/AWSLogs/",
        ".audit/deep/AWSLogs/",
        "a b/%2F [x]{y}*?#\\/AWSLogs/",
        "x.json.gz/AWSLogs/",
        "a\u0001b/AWSLogs/"
      })
  void readsALogOfTheLayoutBelowAnyPrefix(String prefix) throws IOException {
    String key = LOG.replace("AWSLogs/", prefix);
    s3.put("flat/y.json", "flat").put("x.json.gz", "folder and file").put(key, key);

    ArchiveListing listing = list("s3a://trail");

    assertThat(listing)
        .extracting(LogFile::sourceFile)
        .containsExactlyInAnyOrder(
            "s3://trail/" + key, "s3://trail/flat/y.json", "s3://trail/x.json.gz");
    LogFile log = file(listing, key);
    assertThat(log.keyAccount()).contains(ONE);
    assertThat(log.keyRegion()).contains("eu-west-1");
    assertThat(log.deliveredDate()).isEqualTo(LocalDate.parse("2025-09-03"));
    assertThat(content(log)).isEqualTo(key);
    assertThat(listing.listRequests()).isEqualTo(s3.requests("LIST"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSLogs//%s",
        "AWSLogs/%s//CloudTrail/eu-west-1",
        "AWSLogs/%s/CloudTrail//eu-west-1"
      })
  void readsALogWithEmptySegmentsInTheLayout(String folders) throws IOException {
    String day = "/2025/09/03//";
    String key =
        folders.formatted(ONE)
            + (folders.contains("CloudTrail") ? "" : "/CloudTrail/eu-west-1")
            + day
            + "x.json.gz";
    s3.put(LOG, "plain").put(key, "odd");

    ArchiveListing listing = list("s3a://trail");

    assertThat(listing.fileCount()).isEqualTo(2);
    assertThat(file(listing, key).keyAccount()).contains(ONE);
    assertThat(file(listing, key).keyRegion()).contains("eu-west-1");
    assertThat(file(listing, key).deliveredDate()).isEqualTo(LocalDate.parse("2025-09-03"));
    assertThat(content(file(listing, key))).isEqualTo("odd");
    assertThat(listing.describeSkipped()).isEmpty();
  }

  @Test
  void endsAndNamesWhatItLeavesOut() {
    s3.put(LOG, "log")
        .put("a/../c/x.json.gz", "not CloudTrail's")
        .put("a/./c/x.json.gz", "not CloudTrail's")
        .put("tables/_delta_log/0.json", "a program's")
        .put("empty-folder/", "")
        .put("full-folder/", "a folder with content")
        .put("_p/x.json", "no layout below")
        .put(LOG.replace("/111111111111_", "/_temporary/111111111111_"), "not written to its end");

    ArchiveListing listing = list("s3a://trail");

    assertThat(listing).extracting(LogFile::sourceFile).containsExactly("s3://trail/" + LOG);
    assertThat(listing.describeSkipped())
        .isEqualTo(
            "1 hidden folder and 4 hidden files (such as s3://trail/%s), 1 other file (such as"
                    .formatted(LOG.replace("/111111111111_", "/_temporary/111111111111_"))
                + " s3://trail/full-folder/)");
  }

  /** Through Hadoop's own listing, which resolves dots and so leads out of the folder. */
  @Test
  void endsAlsoWhereTheClientCannotBeUsed() {
    hadoop.setInt("fs.s3a.list.version", 1);
    s3.put(LOG, "log").put("a/../a/x.json", "cannot be opened").put("b/y.json", "flat");

    ArchiveListing listing = list("s3a://trail");

    assertThat(listing)
        .extracting(LogFile::sourceFile)
        .containsExactlyInAnyOrder("s3://trail/" + LOG, "s3://trail/b/y.json");
    assertThat(listing.describeSkipped())
        .isEqualTo("1 unaddressable file (such as s3://trail/a/…)");
  }

  @Test
  void readsTheLongestKeys() throws IOException {
    String prefix = "p".repeat(400) + "/" + "ü".repeat(245) + "/";
    String key = prefix + LOG;
    assertThat(key.getBytes(UTF_8).length).isBetween(1_000, 1_024);
    s3.put(key, "long");

    assertThat(content(list("s3a://trail").iterator().next())).isEqualTo("long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://trail/audit//AWSLogs",
        "s3://trail/audit//AWSLogs/" + ONE,
        "s3a://trail/audit//AWSLogs/" + ONE + "/CloudTrail/eu-west-1/2025/09/03",
        "s3a://trail/audit/"
      })
  void beginsAtAnOddPrefix(String archive) {
    String key = "audit//" + LOG;
    s3.put(key, "x").put("audit/plain.txt", "x");

    assertThat(list(archive)).extracting(LogFile::sourceFile).containsExactly("s3://trail/" + key);
  }

  @Test
  void takesASlashTooManyForOne() {
    s3.put("audit/" + LOG, "x");

    assertThat(list("s3a://trail//audit//AWSLogs"))
        .extracting(LogFile::sourceFile)
        .containsExactly("s3://trail/audit/" + LOG);
  }

  @Test
  void findsAnOddKeyAgain() throws IOException {
    String key = "audit//" + LOG;
    s3.put(key, "odd").put("audit/" + LOG, "plain");

    for (String archive :
        List.of("s3a://trail", "s3a://trail/audit", "s3a://trail/audit//AWSLogs")) {
      Optional<LogFile> found = new LogFileFinder(hadoop).find(archive, "s3://trail/" + key);
      assertThat(found).map(LogFile::bytes).contains(3L);
      assertThat(content(found.orElseThrow())).isEqualTo("odd");
    }
  }

  @Test
  void listsAWindowWithAsManyRequestsAsPages() {
    for (int day = 1; day <= 9; day++) {
      s3.put(LOG.replace("/03/", "/0" + day + "/").replace("0903", "090" + day), "x");
    }

    ArchiveListing listing = list("s3a://trail/AWSLogs/" + ONE + "/CloudTrail/eu-west-1");

    assertThat(listing.fileCount()).isEqualTo(9);
    assertThat(s3.requests("LIST")).isEqualTo(3);
    assertThat(listing.listRequests()).isEqualTo(3);
    assertThat(s3.requests("HEAD")).isZero();
  }

  private static LogFile file(ArchiveListing listing, String key) {
    for (LogFile file : listing) {
      if (file.sourceFile().equals("s3://trail/" + key)) {
        return file;
      }
    }
    throw new AssertionError("no " + key);
  }
}
