package io.lookouttrail.scan.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

/** The problem of a file, by the failure of its read. */
class StoredInputTest {
  private static IOException forbidden(String code) {
    return new AccessDeniedException("s3a://logs/a.json.gz", null, "Status Code: 403):" + code);
  }

  @Test
  void anObjectInGlacierIsArchivedAndNotRefused() {
    BodyException problem = StoredInput.problem(forbidden("InvalidObjectState"));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.ARCHIVED);
    assertThat(problem.isRefused()).isFalse();
  }

  @Test
  void distinguishesRefusedFromAbsent() {
    BodyException denied = StoredInput.problem(forbidden("AccessDenied"));
    assertThat(denied.isRefused()).isTrue();
    assertThat(denied.isAbsent()).isFalse();
    BodyException gone = StoredInput.problem(new FileNotFoundException("gone"));
    assertThat(gone.isAbsent()).isTrue();
    assertThat(gone.isRefused()).isFalse();
  }

  @Test
  void badCredentialsAreNoProblemOfTheFile() {
    IOException expired = new IOException("s3a://logs/a.json.gz: Status Code: 400):ExpiredToken");
    assertThatThrownBy(() -> StoredInput.problem(expired))
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(expired);
  }

  @Test
  void anyOtherFailureMakesTheFileUnreadable() {
    assertThat(StoredInput.problem(new IOException("Connection reset")).kind())
        .isEqualTo(Problem.Kind.UNREADABLE);
  }
}
