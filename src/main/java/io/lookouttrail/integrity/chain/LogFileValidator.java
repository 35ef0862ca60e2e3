package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** Validator of log files: compares a log with its digest entry, or finds why it has none. */
public final class LogFileValidator implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DigestCoverage coverage;
  private final Instant now;

  /**
   * @param coverage the periods of the archive's digests
   * @param now time of the validation
   */
  public LogFileValidator(DigestCoverage coverage, Instant now) {
    this.coverage = coverage;
    this.now = now;
  }

  /**
   * Validates a log that a digest lists.
   *
   * @param contradiction the names of two proven digests that list it with different hashes; empty
   *     if all name the same hash
   * @param log empty if it is not in the archive
   */
  public LogResult validateListed(
      DigestLogEntry entry,
      Optional<String> contradiction,
      Optional<LogFile> log,
      ContentHash hash) {
    if (log.isEmpty()) {
      return listed(entry, log, hash, State.MISSING, entry.digest() + " lists it");
    }
    if (hash.sha256().isEmpty()) {
      return listed(entry, log, hash, State.UNREADABLE, hash.readError());
    }
    if (!hash.afterFirstMember().isEmpty()) {
      return listed(entry, log, hash, State.CHANGED, hash.afterFirstMember());
    }
    if (contradiction.isPresent()) {
      // One of the digests is forged, and nothing says which.
      String both = contradiction.get() + " list it with different hashes";
      return listed(entry, log, hash, State.CHANGED, both);
    }
    String doubt = entry.credible() ? "" : "; the digest that lists it cannot be trusted";
    if (!hash.sha256().get().equals(entry.sha256())) {
      String changed = "its hash differs from the hash in its digest";
      return listed(entry, log, hash, State.CHANGED, changed + doubt);
    }
    if (entry.proof() != Proof.NONE) {
      return listed(entry, log, hash, State.VALID, "");
    }
    String unproven =
        "only a digest that proves nothing lists it: the digest is " + entry.digestState().label();
    return listed(entry, log, hash, State.NOT_VALIDATED, unproven);
  }

  private static LogResult listed(
      DigestLogEntry entry, Optional<LogFile> log, ContentHash hash, State state, String detail) {
    return new LogResult(
        new DigestFinding(
            Kind.LOG,
            entry.object(),
            nonEmpty(log.flatMap(LogFile::keyAccount).orElse(entry.account())),
            nonEmpty(log.flatMap(LogFile::keyRegion).orElse(entry.region())),
            nonEmpty(entry.trail()),
            Optional.of(entry.startTime()),
            Optional.of(entry.endTime()),
            state,
            state == State.VALID || state == State.CHANGED || state == State.MISSING
                ? entry.proof()
                : Proof.NONE,
            severity(state, entry),
            Optional.of(entry.sha256()),
            hash.sha256(),
            detail,
            Optional.of(entry.digest())),
        Optional.empty());
  }

  /** Validates a log that no digest lists. */
  public LogResult validateUnlisted(LogFile log) {
    LogCoverage found = coverage.ofLog(DeliveryGroup.ofLog(log), log.deliveredAt(), now);
    Instant at = log.deliveredAt();
    return new LogResult(
        new DigestFinding(
            Kind.LOG,
            log.sourceFile(),
            log.keyAccount(),
            log.keyRegion(),
            Optional.empty(),
            Optional.of(at),
            Optional.of(at),
            found.state(),
            Proof.NONE,
            found.severity(),
            Optional.empty(),
            Optional.empty(),
            found.reason(),
            Optional.empty()),
        Optional.of(found));
  }

  private static Severity severity(State state, DigestLogEntry entry) {
    return switch (state) {
      case VALID -> Severity.OK;
      case NOT_VALIDATED -> entry.digestSeverity() == Severity.HIGH ? Severity.HIGH : Severity.LOW;
      default -> Severity.HIGH;
    };
  }

  private static Optional<String> nonEmpty(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
