package io.lookouttrail.integrity;

import io.lookouttrail.integrity.DigestChainValidator.Seen;
import io.lookouttrail.integrity.DigestValidator.Trust;
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

/** Puts what a walk along a chain has seen into findings, claims and times. */
final class ChainFindings {
  private static final String OUTSIDE = "it lies outside the archive that was looked at";

  private final ChainId chain;
  private final ValidationRules rules;
  private final ValidationSink sink;

  ChainFindings(ChainId chain, ValidationRules rules, ValidationSink sink) {
    this.chain = chain;
    this.rules = rules;
    this.sink = sink;
  }

  void digest(Seen digest) {
    boolean doubted = digest.verdict().trust() == Trust.DOUBTED;
    Instant start = digest.start(Seen.USUAL_LENGTH);
    sink.covered(new DigestPeriod(chain, start, digest.end(), !doubted));
    if (rules.wants(digest.file().sourceFile())) {
      sink.found(
          finding(
              digest.file().sourceFile(),
              start,
              digest.end(),
              digest.verdict().state(),
              digest.verdict().proof(),
              digest.verdict().severity(),
              digest.expected().map(said -> said.previous().sha256()),
              Optional.of(digest.sha256()).filter(hash -> !hash.isEmpty()),
              digest.verdict().detail()));
    }
  }

  void claim(Seen digest, String object, String sha256) {
    if (!rules.wants(object)) {
      return;
    }
    if (!rules.isListed(object)) {
      sink.found(outside(digest, object, sha256));
      return;
    }
    sink.claimed(
        new DigestLogEntry(
            object,
            sha256.toLowerCase(Locale.ROOT),
            digest.file().sourceFile(),
            chain.group().account(),
            chain.group().region(),
            chain.trail(),
            digest.start(Seen.USUAL_LENGTH),
            digest.end(),
            digest.verdict().proof(),
            digest.verdict().trust() != Trust.DOUBTED));
  }

  private DigestFinding outside(Seen digest, String object, String sha256) {
    return new DigestFinding(
        Kind.LOG,
        object,
        Optional.of(chain.group().account()),
        Optional.of(chain.group().region()),
        Optional.of(chain.trail()),
        Optional.of(digest.start(Seen.USUAL_LENGTH)),
        Optional.of(digest.end()),
        State.NOT_VALIDATED,
        Proof.NONE,
        Severity.LOW,
        Optional.of(sha256),
        Optional.empty(),
        OUTSIDE,
        Optional.of(digest.file().sourceFile()));
  }

  /** What is not there between two digests that are. */
  void between(Seen newer, Seen older) {
    Duration length = newer.length().or(older::length).orElse(Seen.USUAL_LENGTH);
    Instant newerStart = newer.start(length);
    Instant olderEnd = older.end();
    Optional<Previous> named = newer.named();
    if (newer.linking().isEmpty()) {
      missing(newer, newerStart, olderEnd, length, Optional.empty());
    } else if (named.isEmpty()) {
      gap(State.NOT_VALIDATED, newer, olderEnd, newerStart, "validation was off, and began anew");
    } else if (older.expected().isPresent()) {
      gap(State.GAP, newer, olderEnd, newerStart, "the digests on either side follow each other");
    } else {
      missing(newer, endOf(named.get(), newerStart), olderEnd, length, named);
    }
  }

  /** The digest that the oldest one there names. */
  void missingAtEnd(Seen oldest, Previous named) {
    Duration length = oldest.length().orElse(Seen.USUAL_LENGTH);
    Instant end = endOf(named, oldest.start(length));
    missing(oldest, end, end.minus(length), length, Optional.of(named));
  }

  private static Instant endOf(Previous named, Instant otherwise) {
    return DigestName.of(DigestChainValidator.nameOf(named))
        .map(DigestName::endedAt)
        .orElse(otherwise);
  }

  /** A finding for each digest that the time from {@code lastEnd} to {@code end} had. */
  private void missing(
      Seen newer, Instant end, Instant lastEnd, Duration length, Optional<Previous> named) {
    Duration step = length.isZero() ? Seen.USUAL_LENGTH : length;
    Optional<Previous> told = named;
    for (Instant at = end; at.isAfter(lastEnd); at = at.minus(step)) {
      Instant start = at.minus(step).isAfter(lastEnd) ? at.minus(step) : lastEnd;
      missing(newer, start, at, told);
      told = Optional.empty();
    }
  }

  private void missing(Seen newer, Instant start, Instant end, Optional<Previous> named) {
    sink.covered(new DigestPeriod(chain, start, end, false));
    OriginalLocations.Placement placement = newer.placement();
    String place =
        named.isPresent() && placement != null
            ? placement.locate(named.get().bucket(), named.get().key())
            : chain.placeOf(newer.file(), end);
    if (rules.wants(place)) {
      boolean listed = rules.isListed(place);
      String why =
          named.isPresent()
              ? newer.file().sourceFile() + " names it"
              : "the digests before and after leave its time out";
      sink.found(
          finding(
              place,
              start,
              end,
              listed ? State.MISSING : State.NOT_VALIDATED,
              Proof.NONE,
              listed ? Severity.HIGH : Severity.LOW,
              named.map(Previous::sha256),
              Optional.empty(),
              listed ? why : OUTSIDE));
    }
  }

  private void gap(State state, Seen newer, Instant start, Instant end, String why) {
    if (!start.isBefore(end)) {
      return;
    }
    sink.covered(new DigestPeriod(chain, start, end, false));
    if (rules.wants(start, end)) {
      sink.found(
          finding(
              chain.placeOf(start, end),
              start,
              end,
              state,
              Proof.NONE,
              Severity.HIGH,
              Optional.empty(),
              Optional.empty(),
              "no digest for " + hours(start, end) + " before " + newer.fileName() + ": " + why));
    }
  }

  private static String hours(Instant start, Instant end) {
    long minutes = Duration.between(start, end).toMinutes();
    return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
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
