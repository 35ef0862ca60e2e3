package io.lookouttrail.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of failures, in the words of S3A, HDFS and the JDK. */
class StorageErrorsTest {
  private static IOException forbidden(String code) {
    IOException denied = new AccessDeniedException("s3a://logs/a.json.gz");
    denied.initCause(new IllegalStateException("(Service: S3, Status Code: 403):" + code));
    return denied;
  }

  private static void assertLasting(IOException failure, StorageErrorKind kind) {
    assertThat(StorageErrors.kindOf(failure)).isEqualTo(kind);
    assertThat(StorageErrors.isTransient(failure)).isFalse();
  }

  private static void assertTransient(IOException failure, StorageErrorKind kind) {
    assertThat(StorageErrors.kindOf(failure)).isEqualTo(kind);
    assertThat(StorageErrors.isTransient(failure)).isTrue();
  }

  @Test
  void anObjectInGlacierIsArchivedAndNotDenied() {
    assertLasting(forbidden("InvalidObjectState"), StorageErrorKind.ARCHIVED);
  }

  @Test
  void distinguishesDeniedFromAbsent() {
    assertLasting(forbidden("AccessDenied"), StorageErrorKind.ACCESS_DENIED);
    assertLasting(
        new IOException("KMS", new AccessDeniedException("s3a://logs/a")),
        StorageErrorKind.ACCESS_DENIED);
    assertLasting(new FileNotFoundException("gone"), StorageErrorKind.ABSENT);
    assertLasting(new NoSuchFileException("gone"), StorageErrorKind.ABSENT);
    assertThat(StorageErrors.kindOf(new UncheckedIOException(new NoSuchFileException("gone"))))
        .isEqualTo(StorageErrorKind.ABSENT);
  }

  @Test
  void aMissingFileAmongTheCausesIsNotAbsence() {
    IOException failure =
        new IOException("no token", new FileNotFoundException("/var/run/secrets/token"));
    assertThat(StorageErrors.kindOf(failure)).isEqualTo(StorageErrorKind.OTHER);
  }

  @Test
  void distinguishesFileSystemsFromS3() {
    assertLasting(new AccessDeniedException("/data/a.gz"), StorageErrorKind.PERMISSION_DENIED);
    assertLasting(
        new FileNotFoundException("/data/a.gz (Permission denied)"),
        StorageErrorKind.PERMISSION_DENIED);
    assertLasting(
        new AccessControlException("Permission denied: user=eve, access=READ"),
        StorageErrorKind.PERMISSION_DENIED);
  }

  @Test
  void ignoresWordsInAKey() {
    assertTransient(
        new IOException("s3a://logs/Forbidden/ExpiredToken/x.gz: Connection reset"),
        StorageErrorKind.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ExpiredToken", "InvalidToken", "InvalidAccessKeyId", "SignatureDoesNotMatch"})
  void rejectedCredentialsComeAs400Or403(String code) {
    assertLasting(
        new IOException("s3a://logs/a.json.gz: Status Code: 400):" + code),
        StorageErrorKind.CREDENTIALS_REJECTED);
    assertLasting(forbidden(code), StorageErrorKind.CREDENTIALS_REJECTED);
  }

  @Test
  void distinguishesMissingFromRejectedCredentials() {
    assertLasting(
        new IOException("NoAuthWithAWSException: no AWS credentials provided"),
        StorageErrorKind.NO_CREDENTIALS);
  }

  @Test
  void aFailureInAnInterruptedThreadIsAnInterruption() {
    assertLasting(new ClosedByInterruptException(), StorageErrorKind.INTERRUPTED);
    Thread.currentThread().interrupt();
    try {
      assertThat(StorageErrors.kindOfRead(new IOException("x")))
          .isEqualTo(StorageErrorKind.INTERRUPTED);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void faultsThatMayPassAreTransient() {
    assertTransient(new IOException("Connection reset"), StorageErrorKind.OTHER);
    assertTransient(new IOException("Status Code: 503):SlowDown"), StorageErrorKind.OTHER);
    assertTransient(new UnknownHostException("s3.nowhere"), StorageErrorKind.UNREACHABLE);
  }

  @Test
  void describesAFailureInOneLine() {
    assertThat(StorageErrors.detail(new AccessDeniedException("a\n  b")))
        .isEqualTo("AccessDeniedException: a b");
    assertThat(StorageErrors.detail(new IOException("x".repeat(600)))).hasSize(501).endsWith("x…");
  }
}
