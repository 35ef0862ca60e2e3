package io.lookouttrail.integrity.chain;

import io.lookouttrail.integrity.digest.DigestDocument.Previous;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Findings, log entries and periods of one chain, made from its validated digests. */
final class ChainFindings {
  private static final String OUTSIDE = "its location is outside the archive that was verified";

  private final ChainId chain;
  private final ValidationContext context;
  private final ValidationSink sink;

  ChainFindings(ChainId chain, ValidationContext context, ValidationSink sink) {
    this.chain = chain;
    this.context = context;
    this.sink = sink;
  }

  /** Reports a digest and its period. */
  void digest(ValidatedDigest digest) {
    Instant start = digest.start(ValidatedDigest.USUAL_LENGTH);
    sink.addPeriod(new DigestPeriod(chain, start, digest.end(), digest.result().covers()));
    if (context.isInWindow(digest.file().sourceFile())) {
      sink.addFinding(
          finding(
              digest.file().sourceFile(),
              start,
              digest.end(),
              digest.result().state(),
              digest.result().proof(),
              digest.result().severity(),
              digest.expected().map(expected -> expected.previous().sha256()),
              Optional.of(digest.sha256()).filter(hash -> !hash.isEmpty()),
              digest.result().detail()));
    }
  }

  /**
   * Reports a log file that a digest lists.
   *
   * @param object canonical name of the location where the log should be
   */
  void logEntry(ValidatedDigest digest, String object, String sha256) {
    if (!context.isInWindow(object)) {
      return;
    }
    if (!context.isListed(object)) {
      sink.addFinding(logOutside(digest, object, sha256));
      return;
    }
    sink.addLogEntry(
        new DigestLogEntry(
            object,
            sha256.toLowerCase(Locale.ROOT),
            digest.file().sourceFile(),
            chain.group().account(),
            chain.group().region(),
            chain.trail(),
            digest.start(ValidatedDigest.USUAL_LENGTH),
            digest.end(),
            digest.result().vouches() ? digest.result().proof() : Proof.NONE,
            digest.result().isCredible(),
            digest.result().state(),
            digest.result().severity()));
  }

  private DigestFinding logOutside(ValidatedDigest digest, String object, String sha256) {
    return new DigestFinding(
        Kind.LOG,
        object,
        Optional.of(chain.group().account()),
        Optional.of(chain.group().region()),
        Optional.of(chain.trail()),
        Optional.of(digest.start(ValidatedDigest.USUAL_LENGTH)),
        Optional.of(digest.end()),
        State.NOT_VALIDATED,
        Proof.NONE,
        Severity.LOW,
        Optional.of(sha256),
        Optional.empty(),
        OUTSIDE,
        Optional.of(digest.file().sourceFile()));
  }

  /** Reports what is missing between two digests that exist and have none between them. */
  void between(ValidatedDigest newer, ValidatedDigest older) {
    Duration length = newer.length().or(older::length).orElse(ValidatedDigest.USUAL_LENGTH);
    Instant newerStart = newer.start(length);
    Instant olderEnd = older.end();
    Optional<Previous> referenced = newer.previous();
    if (newer.credibleDocument().isEmpty()) {
      missing(newer, newerStart, olderEnd, length, Optional.empty());
    } else if (referenced.isEmpty()) {
      gap(
          State.NOT_VALIDATED,
          newer,
          olderEnd,
          newerStart,
          "log file validation was turned off and on again");
    } else if (older.expected().isPresent()) {
      gap(State.GAP, newer, olderEnd, newerStart, "the digests before and after are consecutive");
    } else {
      missing(newer, endOf(referenced.get(), newerStart), olderEnd, length, referenced);
    }
  }

  /** Reports the missing digest that the chain's oldest digest references. */
  void missingBeforeOldest(ValidatedDigest oldest, Previous referenced) {
    Duration length = oldest.length().orElse(ValidatedDigest.USUAL_LENGTH);
    Instant end = endOf(referenced, oldest.start(length));
    missing(oldest, end, end.minus(length), length, Optional.of(referenced));
  }

  private static Instant endOf(Previous referenced, Instant otherwise) {
    return DigestName.of(DigestChainValidator.fileName(referenced))
        .map(DigestName::endedAt)
        .orElse(otherwise);
  }

  /** Reports each digest that is missing from {@code lastEnd} to {@code end}, newest first. */
  private void missing(
      ValidatedDigest newer,
      Instant end,
      Instant lastEnd,
      Duration length,
      Optional<Previous> referenced) {
    Duration step = length.isZero() ? ValidatedDigest.USUAL_LENGTH : length;
    Optional<Previous> reference = referenced;
    for (Instant at = end; at.isAfter(lastEnd); at = at.minus(step)) {
      Instant start = at.minus(step).isAfter(lastEnd) ? at.minus(step) : lastEnd;
      missing(newer, start, at, reference);
      reference = Optional.empty();
    }
  }

  private void missing(
      ValidatedDigest newer, Instant start, Instant end, Optional<Previous> reference) {
    OriginalLocations.Placement newerLocation = newer.location();
    String location =
        reference.isPresent() && newerLocation != null
            ? newerLocation.locate(reference.get().bucket(), reference.get().key())
            : chain.locationOf(newer.file(), end);
    if (context.isThere(location)) {
      // A forged digest may reference one of another chain, which has a finding of its own.
      return;
    }
    sink.addPeriod(new DigestPeriod(chain, start, end, false));
    if (context.isInWindow(location)) {
      boolean listed = context.isListed(location);
      String why =
          reference.isPresent()
              ? newer.file().sourceFile() + " references it"
              : "digests exist before and after its period, and none for it";
      sink.addFinding(
          finding(
              location,
              start,
              end,
              listed ? State.MISSING : State.NOT_VALIDATED,
              Proof.NONE,
              listed ? Severity.HIGH : Severity.LOW,
              reference.map(Previous::sha256),
              Optional.empty(),
              listed ? why : OUTSIDE));
    }
  }

  private void gap(State state, ValidatedDigest newer, Instant start, Instant end, String why) {
    if (!start.isBefore(end)) {
      return;
    }
    sink.addPeriod(new DigestPeriod(chain, start, end, false));
    if (context.overlapsWindow(start, end)) {
      sink.addFinding(
          finding(
              chain.gapName(start, end),
              start,
              end,
              state,
              Proof.NONE,
              Severity.HIGH,
              Optional.empty(),
              Optional.empty(),
              "no digest for " + length(start, end) + " before " + newer.fileName() + ": " + why));
    }
  }

  /** The length of a period: in minutes, hours or, from three days on, days. */
  static String length(Instant start, Instant end) {
    long minutes = Duration.between(start, end).toMinutes();
    if (minutes < 120 && minutes % 60 != 0) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    if (hours < 72) {
      return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return hours / 24 + " days" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
  }

  private DigestFinding finding(
      String object,
      Instant start,
      Instant end,
      State state,
      Proof proof,
      Severity severity,
      Optional<String> expectedHash,
      Optional<String> actualHash,
      String detail) {
    return new DigestFinding(
        Kind.DIGEST,
        object,
        Optional.of(chain.group().account()).filter(text -> !text.isEmpty()),
        Optional.of(chain.group().region()).filter(text -> !text.isEmpty()),
        Optional.of(chain.trail()).filter(text -> !text.isEmpty()),
        Optional.of(start),
        Optional.of(end),
        state,
        proof,
        severity,
        expectedHash,
        actualHash,
        detail,
        Optional.empty());
  }
}
