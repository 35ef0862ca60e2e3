package io.lookouttrail.reports.findings.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fuzz target: the files of accounts, accepted findings and thresholds that a user gives. */
public final class InputFuzz {
  private InputFuzz() {}

  /** The first byte chooses the file; what cannot be read is one line for the user. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String text = new String(Arrays.copyOfRange(data, 1, data.length), StandardCharsets.UTF_8);
    try {
      switch (data[0] % 3) {
        case 0 -> assertThat(ScopeAccountsFile.read("file", text)).isNotNull();
        case 1 -> assertThat(AcceptedFindingsFile.read("file", text)).isNotNull();
        default -> assertThat(ThresholdsFile.read("file", text)).isNotNull();
      }
    } catch (UserError e) {
      assertThat(e.getMessage()).startsWith("Cannot read ").doesNotContain("\n");
    }
  }
}
