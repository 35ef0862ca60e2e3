package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.fixtures.UserIdentities;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of S3 are reported in one line, without many retries. */
class S3RefusalsTest {
  private static final String BUCKET = "trail-bucket";
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String NOT_ACCEPTED =
      "AWS does not accept the credentials, or not any longer. Sign in again, or check AWS_PROFILE"
          + " and the AWS_* variables.";

  /** More would be retries: a listing, a look at a folder, a lock's first steps are a few each. */
  private static final int A_FEW = 8;

  @TempDir static Path folder;

  private static S3Server server;
  private static S3FaultProxy front;

  @BeforeAll
  static void putALogFile() {
    server = S3Server.start(folder.resolve("server"), TestSpark.session()).bucket(BUCKET);
    front = server.faultProxy();
    Instant delivered = Instant.parse("2025-09-03T10:20:00Z");
    server.put(
        BUCKET,
        KeyLayout.atTopOfBucket().logKey(UserIdentities.ACCOUNT, "us-east-1", delivered, "log"),
        TestArchive.gzip(TestArchive.body(TestRecord.anEvent())),
        Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    front.calm();
  }

  private static String tables() {
    return folder.resolve("tables").toString();
  }

  @Test
  void reportsABucketThatIsMissing() {
    assertThat(errorOf("ingest", "--archive", "s3a://no-such-bucket", "--tables", tables()))
        .isEqualTo(
            "Cannot read the archive s3://no-such-bucket/: the bucket does not exist. Check its"
                + " name and the account that the credentials belong to.");
    assertThat(
            errorOf("ingest", "--archive", "s3a://" + BUCKET, "--tables", "s3a://no-such-bucket/t"))
        .contains("the bucket does not exist", "no-such-bucket");
  }

  @Test
  void reportsAPrefixThatIsDenied() {
    front.refuse(it -> it.query().contains("prefix=AWSLogs"), 403, "AccessDenied");
    assertThat(errorOf("ingest", "--archive", "s3://" + BUCKET + "/AWSLogs", "--tables", tables()))
        .isEqualTo(
            "Cannot read the archive s3://trail-bucket/AWSLogs: access was denied. Reading"
                + " needs s3:ListBucket and s3:GetObject; tables also s3:PutObject and"
                + " s3:DeleteObject; encrypted objects kms:Decrypt.");
    assertThat(front.requests()).hasSizeLessThan(A_FEW);
  }

  @Test
  void reportsObjectsThatAreDenied() {
    front.refuse(it -> it.gets(".json.gz"), 403, "AccessDenied");
    assertThat(errorOf("ingest", "--archive", "s3a://" + BUCKET, "--tables", tables()))
        .isEqualTo(
            "Cannot read the archive: access to each of the first 1 log files was denied, for"
                + " example to"
                + " s3://trail-bucket/AWSLogs/111122223333/CloudTrail/us-east-1/2025/09/03/111122223333_CloudTrail_us-east-1_20250903T1020Z_log.json.gz."
                + " Allow s3:GetObject on the archive and kms:Decrypt on its key, then run again.");
    assertThat(front.requests()).filteredOn(it -> it.gets(".json.gz")).hasSize(1);
  }

  @Test
  void reportsATokenThatHasExpired() {
    front.refuse(it -> it.path().startsWith("/expired"), 400, "ExpiredToken");
    assertThat(errorOf("ingest", "--archive", "s3a://expired", "--tables", tables()))
        .isEqualTo("Cannot read the archive s3://expired/: " + NOT_ACCEPTED);
    assertThat(errorOf("ingest", "--archive", "s3a://" + BUCKET, "--tables", "s3a://expired/t"))
        .isEqualTo("Cannot run ingest: " + NOT_ACCEPTED);
    assertThat(errorOf("maintain", "--tables", "s3a://expired/t"))
        .isEqualTo(
            "Cannot run maintain: S3 answered 400 without an error code, as it does when it is"
                + " asked about an object with expired credentials. Sign in again, or check"
                + " AWS_PROFILE, the AWS_* variables and fs.s3a.endpoint.region.");
    assertThat(front.requests())
        .filteredOn(it -> it.path().startsWith("/expired"))
        .hasSizeLessThan(3 * A_FEW);
  }

  @Test
  void endsWhenATokenExpiresOnTheWay() {
    front.refuse(it -> it.gets(".json.gz"), 400, "ExpiredToken");
    assertThat(errorOf("ingest", "--archive", "s3a://" + BUCKET, "--tables", tables()))
        .isEqualTo("Cannot run ingest: " + NOT_ACCEPTED);
  }

  @Test
  void reportsCredentialsThatAreNotAccepted() {
    server.bucket("not-ours").withWrongSecretFor("not-ours");
    assertThat(errorOf("ingest", "--archive", "s3a://not-ours", "--tables", tables()))
        .isEqualTo("Cannot read the archive s3://not-ours/: " + NOT_ACCEPTED);
    assertThat(errorOf("ingest", "--archive", "s3a://" + BUCKET, "--tables", "s3a://not-ours/t"))
        .isEqualTo("Cannot run ingest: " + NOT_ACCEPTED);
  }

  @Test
  void reportsThatThereAreNoCredentials() {
    server.with(
        "nobodys",
        "aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider");
    assertThat(errorOf("ingest", "--archive", "s3a://nobodys", "--tables", tables()))
        .startsWith("Cannot read the archive s3://nobodys/: no AWS credentials were found. ");
  }

  @Test
  void printsNoCredentials() {
    front.refuse(
        it -> it.path().startsWith("/quoting"),
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id " + KEY + " does not exist; secret_key=" + S3Server.SECRET);
    CliRun run =
        CliRun.of("ingest", "--archive", "s3a://quoting", "--tables", tables(), "--stacktrace");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out() + run.err())
        .contains(NOT_ACCEPTED, "InvalidAccessKeyId")
        .doesNotContain(KEY, S3Server.SECRET);
  }

  @Test
  void takesNoCredentialsInAnAddress() {
    String address = "s3a://" + KEY + ":" + S3Server.SECRET + "@trail-bucket";
    CliRun run = CliRun.of("ingest", "--archive", address, "--tables", tables());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out() + run.err()).contains("credentials").doesNotContain(KEY, S3Server.SECRET);
  }

  @Test
  void makesNoListOfADryRun() {
    CliRun run =
        CliRun.of(
            "ingest",
            "--archive",
            "s3a://" + BUCKET,
            "--tables",
            tables(),
            "--dry-run",
            "--restore-list",
            "list.csv");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--restore-list and --dry-run are given together");
  }

  @Test
  void paysForRequestsWhereItIsTold() {
    server.bucket("paid").with("paid", "requester.pays.enabled", "true");
    errorOf("ingest", "--archive", "s3a://paid", "--tables", tables());
    assertThat(front.requests())
        .isNotEmpty()
        .allMatch(
            it -> it.head().toLowerCase(Locale.ROOT).contains("x-amz-request-payer: requester"));
  }

  private static String errorOf(String... line) {
    CliRun run = CliRun.of(line);
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    List<String> shown = run.err().lines().filter(text -> text.startsWith("Cannot ")).toList();
    assertThat(shown).as(run.err()).hasSize(1);
    return shown.get(0);
  }
}
