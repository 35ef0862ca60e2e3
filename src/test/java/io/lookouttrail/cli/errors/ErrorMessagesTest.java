package io.lookouttrail.cli.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.run.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {

  private static String line(Throwable thrown) {
    UserError error = ErrorMessages.of(thrown, "ingest");
    assertThat(error.exitCode().code()).isEqualTo(1);
    return String.valueOf(error.getMessage());
  }

  private static Throwable inATask(Throwable cause) {
    return new SparkException("Job aborted due to stage failure: Task 3 in stage 1.0", cause);
  }

  @Test
  void reportsOurOwnErrorEvenFromWithinATask() {
    assertThat(line(inATask(UserError.cannot("read x", "it is gone", "Look elsewhere."))))
        .isEqualTo("Cannot read x: it is gone. Look elsewhere.");
  }

  @Test
  void reportsWhatReadingAndWritingTablesWithoutSparkFinds() {
    assertThat(line(new IllegalStateException("another writer has written version 3 of file:/t")))
        .contains("another writer changed a table at the same time");
    assertThat(
            line(
                new UncheckedIOException(
                    "a data file of file:/my t is deleted", new FileNotFoundException("x"))))
        .contains("files of this version of a table are deleted");
    assertThat(
            line(
                new IllegalStateException(
                    "Unsupported Delta reader features: table `t` requires reader table features"
                        + " [new] which is unsupported by this version of Delta Kernel.")))
        .contains("a newer version of Delta wrote or upgraded a table");
  }

  @Test
  void reportsThatABucketIsMissingAndWhich() {
    assertThat(
            line(
                new IOException(
                    "while listing",
                    new FileNotFoundException("s3a://lgos/AWSLogs: Bucket does not exist"))))
        .startsWith("Cannot run ingest: the bucket does not exist (s3a://lgos/AWSLogs). ");
  }

  @Test
  void reportsThatAccessWasDenied() {
    assertThat(
            line(
                new AccessDeniedException(
                    "s3a://logs/AWSLogs",
                    null,
                    "getFileStatus: Access Denied (Service: S3, Status Code: 403)")))
        .startsWith("Cannot run ingest: access was denied (s3a://logs/AWSLogs). ");
  }

  @Test
  void reportsCredentialsThatAreMissingFromThoseThatAreRefused() {
    assertThat(line(new IOException("NoAuthWithAWSException: No AWS Credentials provided")))
        .contains("no AWS credentials were found");
    assertThat(line(new IOException("The security token included in the request is expired")))
        .contains("AWS does not accept the credentials");
    assertThat(
            line(
                new AccessDeniedException(
                    "s3a://b", null, "InvalidAccessKeyId (Status Code: 403)")))
        .contains("AWS does not accept the credentials");
  }

  @Test
  void reportsAFullDiskAndTooLittleMemory() {
    assertThat(line(inATask(new IOException("No space left on device"))))
        .contains("a disk is full", "spark.local.dir");
    assertThat(line(new OutOfMemoryError("Java heap space"))).contains("--driver-memory");
    assertThat(line(new SparkException("Task 0: java.lang.OutOfMemoryError: Java heap space")))
        .contains("it ran out of memory");
  }

  @Test
  void reportsTwoVersionsOfDelta() {
    assertThat(
            line(
                inATask(
                    new NoSuchMethodError(
                        "'boolean org.apache.spark.sql.delta.DeltaLog.isSameLogAs(int)'"))))
        .contains("the classes of Delta Lake are of two versions", "delta.enabled")
        .endsWith("--packages " + ProductVersion.deltaPackage() + ".");
  }

  @Test
  void reportsAnotherWriterAndANewerDelta() {
    assertThat(line(new IllegalStateException("[DELTA_CONCURRENT_APPEND] conflict")))
        .contains("another writer changed a table at the same time");
    assertThat(line(new IllegalStateException("[DELTA_UNSUPPORTED_FEATURES_FOR_READ] v3")))
        .contains("newer version of Delta");
  }

  @Test
  void reportsAWrongMasterAnUnknownSchemeAndASilentNetwork() {
    assertThat(line(new SparkException("Could not parse Master URL: 'lokal'")))
        .contains("Spark does not know this master");
    assertThat(line(new IOException("No FileSystem for scheme \"gopher\"")))
        .contains("no file system is installed for this kind of address");
    assertThat(line(new UnknownHostException("s3.eu-central-9.amazonaws.com")))
        .contains("did not answer");
  }

  @Test
  void reportsAnInterruption() {
    assertThat(line(new SparkException("Job 4 cancelled because SparkContext was shut down")))
        .isEqualTo(
            "Cannot run ingest: the run was interrupted. Run the same command again: it continues"
                + " from the last commit.");
  }

  @Test
  void anInterruptedReaderDoesNotContinueFromACommit() {
    Exception failure = new SparkException("Job 4 cancelled because SparkContext was shut down");

    assertThat(ErrorMessages.of(failure, "sql").getMessage())
        .isEqualTo("Cannot run sql: the run was interrupted. Run it again.");
    assertThat(ErrorMessages.interrupted(failure, "trace").getMessage())
        .isEqualTo("Cannot run trace: the run was interrupted. Run it again.");
  }

  @Test
  void isOneLineWhateverIsThrown() {
    assertThat(line(new IllegalStateException("one\ntwo\n\tthree"))).doesNotContain("\n");
    assertThat(line(new IllegalStateException())).contains("IllegalStateException: null");
    Exception loop = new Exception("a");
    loop.initCause(new Exception("b", loop));
    assertThat(line(loop)).contains("java.lang.Exception");
  }
}
