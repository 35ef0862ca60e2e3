package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of listings that find no file. */
class EmptyListingTest {

  private static final String ONE = "111111111111";
  private static final String TWO = "222222222222";

  @Test
  void reportsAPathThatDoesNotExist(@TempDir Path folder) {
    assertThat(failureOf(folder.resolve("nowhere").toString(), Window.everything()))
        .isEqualTo(
            "Cannot read the archive file://"
                + folder
                + "/nowhere: there is no such file or folder. Point --archive at the folder that"
                + " holds AWSLogs, at a folder below it, at a folder of log files, or at one log"
                + " file.");
    TreeStore.serve("bucket", Trees.ofKeys("a/b.json"));
    assertThat(failureOf("s3://bucket/AWSlogs", Window.everything()))
        .contains("s3://bucket/AWSlogs: there is no such file or folder");
  }

  @Test
  void reportsWhatItLookedFor(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("AWSLogs/" + ONE + "/CloudTrail/eu-west-1"));

    assertThat(failureOf(folder.toString(), Window.everything()))
        .contains(
            "no log file was found (looked for"
                + " AWSLogs/[o-id/]<account>/CloudTrail/<Region>/YYYY/MM/DD/*.json.gz");
  }

  @Test
  void reportsForeignObjects() {
    TreeStore.serve(
        "bucket",
        Trees.ofKeys(
            "AWSLogs/" + ONE + "/CloudTrail-Digest/eu-west-1/2025/09/03/d.json.gz",
            "AWSLogs/" + ONE + "/Config/c.json",
            "notes.txt",
            "more.txt"));

    assertThat(failureOf("s3://bucket", Window.everything()))
        .contains(
            "found 1 CloudTrail-Digest folder, 1 Config folder, 2 other files (such as"
                + " s3://bucket/more.txt), but no log file was found");
  }

  @Test
  void reportsAnArchiveThatIsAForeignFolder() {
    String digests = "AWSLogs/" + ONE + "/CloudTrail-Digest";
    List<String> keys =
        IntStream.range(0, 24)
            .mapToObj(hour -> digests + "/eu-west-1/2025/09/03/d" + hour + ".json.gz")
            .toList();
    TreeStore.serve("bucket", Trees.ofKeys(keys));

    for (String below : List.of("", "/eu-west-1", "/eu-west-1/2025/09/03")) {
      assertThat(failureOf("s3://bucket/" + digests + below, Window.everything()))
          .endsWith(
              ": found 24 CloudTrail-Digest files, no log file. Point --archive at the folder above"
                  + " CloudTrail-Digest.");
    }
  }

  @Test
  void reportsWhatIsOutsideTheWindow() {
    serveTwoYears();

    assertThat(failureOf("s3://bucket", Window.ofMonth(YearMonth.of(2026, 9), 3)))
        .isEqualTo(
            "Cannot read the archive s3://bucket/: it has no log file of 2026-09-01 to 2026-09-30 +"
                + " 3 days, only of accounts 111111111111, 222222222222, Regions eu-west-1,"
                + " us-east-1, 2023-11-17 to 2025-10-31. Change --month, --from and --to, --account"
                + " or --region.");
    assertThat(failureOf("tree://bucket", Window.ofMonth(YearMonth.of(2023, 10), 3)))
        .contains("2023-11-17 to 2025-10-31");
    assertThat(
            failureOf(
                "s3://bucket/AWSLogs/" + ONE + "/CloudTrail/eu-west-1/2024/02/29",
                Window.ofMonth(YearMonth.of(2026, 9), 3)))
        .contains("only of account " + ONE + ", Region eu-west-1, 2024-02-29.");
  }

  @Test
  void reportsTheAccountsAndRegionsFound() {
    serveTwoYears();

    assertThat(failureOf("s3://bucket", Window.everything().withAccounts(Set.of("333333333333"))))
        .contains("no log file of everything, account 333333333333, only of accounts " + ONE)
        .contains(TWO);
    assertThat(failureOf("s3://bucket", Window.everything().withRegions(Set.of("eu-west-2"))))
        .contains("Regions eu-west-1, us-east-1.");
  }

  @Test
  void reportsTheDaysOfAFlatFolder() {
    TreeStore.serve(
        "bucket",
        Trees.ofKeys(
            "f/a_20240305T0000Z.json",
            "f/b_20240301T0000Z.json",
            "f/c_20240309T0000Z.json",
            "f/d_20240304T0000Z.json"));

    assertThat(failureOf("s3://bucket", Window.ofMonth(YearMonth.of(2026, 9), 3)))
        .contains("only of 2024-03-01 to 2024-03-09.");
  }

  @Test
  void reportsAFewOfManyAccounts() {
    List<String> accounts =
        IntStream.range(0, 45).mapToObj(i -> String.valueOf(100_000_000_000L + i)).toList();
    TreeStore.serve(
        "bucket",
        new Trees.Arithmetic(accounts, List.of("eu-west-1"), LocalDate.parse("2024-01-01"), 3, 1));

    assertThat(failureOf("s3://bucket", Window.ofMonth(YearMonth.of(2026, 9), 3)))
        .contains("100000000007 and 37 more, Region eu-west-1, 2024-01-01 to 2024-01-03");
  }

  @Test
  void reportsAnUnknownScheme() {
    assertThatThrownBy(
            () ->
                new ArchiveLister(new Configuration(), 1)
                    .list("gopher://host/a", Window.everything(), found -> {}))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot read the archive gopher://host/a: no file system is installed for this kind of"
                + " address. Use a local path, file:///, s3a:// or s3://, or add its library with"
                + " --packages.");
  }

  @Test
  void reportsFailuresOfTheStore() {
    assertThat(failing(new AccessDeniedException("s3a://bucket/a", null, "403 Forbidden")))
        .contains(
            "Cannot read the archive s3://bucket/a: access was denied. Reading needs"
                + " s3:ListBucket");
    assertThat(
            failing(
                new IOException(
                    "wrapped", new IllegalStateException("No AWS Credentials provided by x"))))
        .contains("no AWS credentials were found");
    assertThat(failing(new IOException("wrapped", new UnknownHostException("s3.nowhere"))))
        .contains("the network or the service did not answer (s3.nowhere)");
    assertThat(failing(new UnknownStoreException("bucket"))).contains("the bucket does not exist");
    assertThat(failing(new IOException("500\nInternal"))).contains("failed (500 Internal)");
  }

  /** Has the name of S3A's own class. */
  private static final class UnknownStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownStoreException(String bucket) {
      super(bucket);
    }
  }

  private static String failing(IOException failure) {
    TreeStore.serve(
        "bucket",
        folder -> {
          throw new java.io.UncheckedIOException(failure);
        });
    return failureOf("s3://bucket/a", Window.everything());
  }

  private static void serveTwoYears() {
    TreeStore.serve(
        "bucket",
        new Trees.Arithmetic(
            List.of(ONE, TWO),
            List.of("eu-west-1", "us-east-1"),
            LocalDate.parse("2023-11-17"),
            715,
            1));
  }

  private static String failureOf(String archive, Window window) {
    try {
      ArchiveListing listing =
          new ArchiveLister(TreeStore.configuration(), 4).list(archive, window, found -> {});
      throw new AssertionError("found " + listing.fileCount() + " files");
    } catch (UserError e) {
      return e.getMessage();
    }
  }
}
