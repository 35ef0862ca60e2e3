package io.lookouttrail.reports.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest check of a digest or log file, as {@code digest_findings} has it. */
public record DigestCheck(
    @Nullable String kind,
    @Nullable String object,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    @Nullable String state,
    @Nullable String proof,
    @Nullable String severity,
    @Nullable String actualHash,
    @Nullable Instant checkedAt) {

  public boolean isLog() {
    return "log".equals(kind);
  }

  public boolean isDigest() {
    return "digest".equals(kind);
  }

  public boolean hasState(String name) {
    return name.equals(state);
  }

  public boolean hasSeverity(String name) {
    return name.equals(severity);
  }
}
