package io.lookouttrail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the failures of a store, as S3A words them, say of a file. */
class StorageErrorsTest {
  private static IOException forbidden(String code) {
    IOException denied = new AccessDeniedException("s3a://logs/a.json.gz");
    denied.initCause(new IllegalStateException("(Service: S3, Status Code: 403):" + code));
    return denied;
  }

  @Test
  void takesAnArchivedObjectForArchivedAndNotForDenied() {
    BodyException fault = StorageErrors.fault(forbidden("InvalidObjectState"));
    assertThat(fault.kind()).isEqualTo(Problem.Kind.ARCHIVED);
    assertThat(fault.isRefused()).isFalse();
    assertThat(StorageErrors.isWorthAnotherTry(forbidden("InvalidObjectState"))).isFalse();
  }

  @Test
  void knowsADeniedAndAnAbsentObject() {
    assertThat(StorageErrors.fault(forbidden("AccessDenied")).isRefused()).isTrue();
    assertThat(StorageErrors.fault(new FileNotFoundException("gone")).isAbsent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ExpiredToken", "InvalidToken", "InvalidAccessKeyId", "SignatureDoesNotMatch"})
  void blamesNoFileForCredentials(String code) {
    IOException refused = new IOException("s3a://logs/a.json.gz: Status Code: 400):" + code);
    assertThat(StorageErrors.isWorthAnotherTry(refused)).isFalse();
    assertThatThrownBy(() -> StorageErrors.fault(refused))
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(refused);
    assertThatThrownBy(() -> StorageErrors.fault(forbidden(code)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void triesAgainWhatMayPass() {
    assertThat(StorageErrors.isWorthAnotherTry(new IOException("Connection reset"))).isTrue();
    assertThat(StorageErrors.isWorthAnotherTry(new IOException("Status Code: 503):SlowDown")))
        .isTrue();
    assertThat(StorageErrors.fault(new IOException("Connection reset")).kind())
        .isEqualTo(Problem.Kind.UNREADABLE);
  }
}
