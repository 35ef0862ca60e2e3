package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest check of a digest or log file, as {@code digest_findings} has it.
 *
 * @param contradictedAt the newest check, this or an earlier one, that contradicted the object;
 *     null if none did
 */
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
    @Nullable Instant checkedAt,
    @Nullable Instant contradictedAt) {
  private static final Set<String> CONTRADICTED =
      Set.of("changed", "missing", "unreadable", "bad_signature", "moved", "undigested");
  private static final Set<String> UNCERTAIN = Set.of("unknown_key", "not_validated");

  /** Whether the check contradicts what CloudTrail delivered. */
  public boolean isContradicted() {
    if (state == null) {
      return false;
    }
    boolean isObject = !isDigest() || actualHash != null;
    boolean isMissingDigest = isDigest() && hasState("missing");
    return (CONTRADICTED.contains(state) && !hasSeverity("low") && !isMissingDigest)
        || (UNCERTAIN.contains(state) && hasSeverity("high") && isObject);
  }

  /** Whether the object is valid now, and an earlier check contradicted it. */
  public boolean isInOrderAgain() {
    return hasState("valid")
        && contradictedAt != null
        && checkedAt != null
        && contradictedAt.isBefore(checkedAt);
  }

  /** Returns the start of the object's time, or what stands for it; null where no time is known. */
  public @Nullable Instant start() {
    return startTime != null ? startTime : endTime != null ? endTime : checkedAt;
  }

  /** Returns the first day of the object's time; null where no time is known. */
  public @Nullable LocalDate firstDay() {
    Instant start = start();
    return start == null ? null : day(start);
  }

  /** Returns the last day of the object's time; an end at midnight belongs to the day before. */
  public @Nullable LocalDate lastDay() {
    Instant start = start();
    if (start == null) {
      return null;
    }
    LocalDate last = day((endTime == null ? start : endTime).minusSeconds(1));
    return last.isBefore(day(start)) ? day(start) : last;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** Returns this check with the time of the newest one that contradicted the object. */
  public DigestCheck withContradictedAt(@Nullable Instant at) {
    return new DigestCheck(
        kind,
        object,
        accountId,
        region,
        startTime,
        endTime,
        state,
        proof,
        severity,
        actualHash,
        checkedAt,
        at);
  }

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
