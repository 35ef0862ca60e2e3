package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.DigestCoverage.Answer;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** Compares a log file with what digests say of it, or says why none does. */
final class LogFileValidator implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DigestCoverage coverage;

  LogFileValidator(DigestCoverage coverage) {
    this.coverage = coverage;
  }

  /**
   * @param answer of a log that no digest names, why
   */
  record Judged(DigestFinding finding, Optional<Answer> answer) {}

  /**
   * The hash of a log's content.
   *
   * @param sha256 lower hex; empty where it cannot be read
   * @param trouble why it cannot; empty where it can
   */
  record Content(Optional<String> sha256, String trouble) {
    static final Content UNKNOWN = new Content(Optional.empty(), "");
  }

  /** A log that a digest names. */
  Judged named(DigestLogEntry claim, Optional<LogFile> log, Content content) {
    if (log.isEmpty()) {
      return named(claim, log, content, State.MISSING, claim.digest() + " names it");
    }
    if (content.sha256().isEmpty()) {
      return named(claim, log, content, State.UNREADABLE, content.trouble());
    }
    String doubt = claim.believed() ? "" : "the digest that names it cannot be believed";
    if (content.sha256().get().equals(claim.sha256())) {
      return named(claim, log, content, State.VALID, doubt);
    }
    String other = "its hash is not the one that its digest holds";
    return named(
        claim, log, content, State.CHANGED, doubt.isEmpty() ? other : other + "; " + doubt);
  }

  private static Judged named(
      DigestLogEntry claim, Optional<LogFile> log, Content content, State state, String detail) {
    return new Judged(
        new DigestFinding(
            Kind.LOG,
            claim.object(),
            given(log.flatMap(LogFile::keyAccount).orElse(claim.account())),
            given(log.flatMap(LogFile::keyRegion).orElse(claim.region())),
            given(claim.trail()),
            Optional.of(claim.startTime()),
            Optional.of(claim.endTime()),
            state,
            state == State.VALID || state == State.CHANGED || state == State.MISSING
                ? claim.proof()
                : Proof.NONE,
            severity(state, claim.believed()),
            Optional.of(claim.sha256()),
            content.sha256(),
            detail,
            Optional.of(claim.digest())),
        Optional.empty());
  }

  /** A log that no digest names. */
  Judged unnamed(LogFile log) {
    Answer answer = coverage.of(DeliveryGroup.ofLog(log), log.deliveredAt());
    boolean covered = answer == Answer.COVERED;
    Instant at = log.deliveredAt();
    return new Judged(
        new DigestFinding(
            Kind.LOG,
            log.sourceFile(),
            log.keyAccount(),
            log.keyRegion(),
            Optional.empty(),
            Optional.of(at),
            Optional.of(at),
            covered ? State.UNDIGESTED : State.NOT_VALIDATED,
            Proof.NONE,
            covered ? Severity.HIGH : Severity.LOW,
            Optional.empty(),
            Optional.empty(),
            why(answer),
            Optional.empty()),
        Optional.of(answer));
  }

  private static String why(Answer answer) {
    return switch (answer) {
      case COVERED -> "there are digests of its time, and none names it";
      case HOLE -> "digests of its time are missing or cannot be believed";
      case TOO_NEW -> "the digest that should name it is not there yet";
      case AFTER -> "it was delivered after the newest digest";
      case OUTSIDE -> "no chain of digests reaches to its time";
      case NONE -> "there is no digest of its account and Region";
    };
  }

  private static Severity severity(State state, boolean believed) {
    if (state != State.VALID) {
      return Severity.HIGH;
    }
    return believed ? Severity.OK : Severity.LOW;
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
