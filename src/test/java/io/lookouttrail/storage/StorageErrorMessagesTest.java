package io.lookouttrail.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class StorageErrorMessagesTest {
  private static String message(String what, Throwable failure) {
    return StorageErrorMessages.of(what, failure).orElseThrow().getMessage();
  }

  @Test
  void addsTheAddressInTheFailureIfTheMessageHasNone() {
    IOException denied = new AccessDeniedException("s3a://lake/t", null, "Status Code: 403");
    assertThat(message("run report", denied))
        .startsWith("Cannot run report: access was denied (s3a://lake/t). Reading needs ");
    assertThat(message("read the archive s3://lake/t", denied))
        .startsWith("Cannot read the archive s3://lake/t: access was denied. Reading needs ");
  }

  @Test
  void namesTheMissingFileOrHost() {
    assertThat(message("run report", new FileNotFoundException("/data/x.csv")))
        .isEqualTo(
            "Cannot run report: a file or folder does not exist (/data/x.csv). Check the path, then"
                + " run again; --stacktrace shows more.");
    assertThat(message("run report", new IOException("x", new UnknownHostException("s3.nowhere"))))
        .contains("the network or the service did not answer (s3.nowhere). ");
  }

  @Test
  void recognizesTheTextOfAWrappedFailure() {
    assertThat(
            message(
                "run ingest",
                new IllegalStateException(
                    "Task 3: java.nio.file.AccessDeniedException: s3a://lake/t: 403")))
        .contains("access was denied (s3a://lake/t)");
    assertThat(message("run ingest", new IOException("KMS.DisabledException: key (400)")))
        .contains("the encryption key may not be used");
    assertThat(message("run ingest", new IOException("InvalidObjectState: GLACIER")))
        .contains("in an archive class");
    assertThat(message("write /r", new IOException("/r/x (Read-only file system)")))
        .contains("the file system is read-only");
  }

  @Test
  void hasNoMessageForInterruptionsAndUnknownFailures() {
    assertThat(StorageErrorMessages.of("run ingest", new IllegalStateException("x"))).isEmpty();
    assertThat(StorageErrorMessages.of("run ingest", new ClosedByInterruptException())).isEmpty();
  }
}
