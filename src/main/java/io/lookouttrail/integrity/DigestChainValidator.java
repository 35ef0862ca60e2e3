package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.DigestValidator.Expectation;
import io.lookouttrail.integrity.DigestValidator.Trust;
import io.lookouttrail.integrity.DigestValidator.Verdict;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestDocument.NamedLog;
import io.lookouttrail.integrity.digest.DigestDocument.Previous;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.integrity.digest.DigestReader;
import io.lookouttrail.integrity.digest.WholeFileReader.Broken;
import io.lookouttrail.integrity.digest.WholeFileReader.Reading;
import io.lookouttrail.integrity.digest.WholeFileReader.Whole;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a part of a chain from its newest digest to its oldest. On a fault it tells it and goes on
 * with the next older digest that is there.
 *
 * <p>Source: AWS CloudTrail User Guide, "Validating CloudTrail log file integrity"; what the AWS
 * CLI does not do, counting digests that are missing side by side, goes by the digests' times.
 */
final class DigestChainValidator {
  private final ChainSegment segment;
  private final ChainId chain;
  private final ValidationRules rules;
  private final DigestReader store;
  private final DigestValidator exam;
  private final ChainFindings report;

  private int position;

  /** The digest that the next one is compared with. */
  private @Nullable Seen newer;

  DigestChainValidator(
      ChainSegment segment, ValidationRules rules, DigestReader store, ValidationSink sink) {
    this.segment = segment;
    this.chain = segment.chain();
    this.rules = rules;
    this.store = store;
    this.exam = new DigestValidator(rules.keys(), store);
    this.report = new ChainFindings(chain, rules, sink);
  }

  /**
   * A digest that the walk has come by.
   *
   * @param document what it says; empty where it cannot be read
   * @param expected what was said of it
   */
  record Seen(
      LogFile file,
      Instant nameEnd,
      Optional<DigestDocument> document,
      String sha256,
      OriginalLocations.@Nullable Placement placement,
      Optional<Expectation> expected,
      Verdict verdict) {

    static final Duration USUAL_LENGTH = Duration.ofHours(1);

    String fileName() {
      return DigestDocument.fileName(file.sourceFile());
    }

    /** What it says, if that may be gone by. */
    Optional<DigestDocument> linking() {
      return verdict.trust() == Trust.DOUBTED ? Optional.empty() : document;
    }

    Optional<Previous> named() {
      return linking().flatMap(DigestDocument::previous);
    }

    Instant end() {
      return linking().map(DigestDocument::endTime).orElse(nameEnd);
    }

    Instant start(Duration length) {
      return linking().map(DigestDocument::startTime).orElseGet(() -> nameEnd.minus(length));
    }

    /** The time from its start to its end; empty where nothing tells it. */
    Optional<Duration> length() {
      return linking().map(told -> Duration.between(told.startTime(), told.endTime()));
    }

    Optional<Expectation> expects() {
      return document
          .flatMap(DigestDocument::previous)
          .map(previous -> new Expectation(previous, file.sourceFile(), verdict.trust()));
    }
  }

  /** Goes on by one digest; false at the end of the part. */
  boolean advance() {
    int own = position - segment.newer().size();
    if (own >= segment.own().size()) {
      return false;
    }
    if (own < 0) {
      visit(segment.newer().get(position), segment.headless() && position == 0, false);
    } else {
      visit(segment.own().get(own), false, true);
    }
    position++;
    Seen last = newer;
    if (own + 1 == segment.own().size() && segment.oldest() && last != null) {
      last.named().ifPresent(previous -> report.missingAtEnd(last, previous));
    }
    return true;
  }

  private void visit(LogFile file, boolean onlyRead, boolean reported) {
    Seen before = newer;
    Seen now = see(file, before, onlyRead);
    boolean twin = before != null && isTwin(before, now);
    boolean extra = before != null && !twin && isExtra(before, now);
    if (reported) {
      if (before != null && !twin && !extra) {
        report.between(before, now);
      }
      report(now);
    }
    if (!twin && !extra && chain.isChain()) {
      newer = now;
    }
  }

  /** Whether two digests pass for the same one, of which at most one is where it belongs. */
  private static boolean isTwin(Seen before, Seen now) {
    return isTwin(before, now.file(), now.document());
  }

  private static boolean isTwin(Seen before, LogFile file, Optional<DigestDocument> document) {
    return isNamed(file, before.fileName())
        || before
            .linking()
            .flatMap(twin -> document.filter(digest -> digest.key().equals(twin.key())))
            .isPresent();
  }

  private static Optional<Expectation> expectation(
      LogFile file, @Nullable Seen before, Optional<DigestDocument> document) {
    if (before == null) {
      return Optional.empty();
    }
    if (isTwin(before, file, document)) {
      return before.expected();
    }
    // Under another name it is still the digest that is meant, if it says so itself.
    return before
        .expects()
        .filter(
            said ->
                isNamed(file, nameOf(said.previous()))
                    || document
                        .filter(digest -> digest.key().equals(said.previous().key()))
                        .isPresent());
  }

  /** Whether a digest lies between another and the one that this other names. */
  private static boolean isExtra(Seen before, Seen now) {
    return now.expected().isEmpty()
        && before
            .named()
            .flatMap(previous -> DigestName.of(nameOf(previous)))
            .filter(named -> now.nameEnd().isAfter(named.endedAt()))
            .isPresent();
  }

  private Seen see(LogFile file, @Nullable Seen before, boolean onlyRead) {
    Reading reading = store.read(file);
    if (!(reading instanceof Whole whole)) {
      return unreadable(file, before, why(reading));
    }
    DigestDocument digest;
    try {
      digest = DigestDocument.parse(whole.bytes());
    } catch (IOException e) {
      return unreadable(file, before, String.valueOf(e.getMessage()));
    }
    Optional<Expectation> expected = expectation(file, before, Optional.of(digest));
    OriginalLocations.Placement placement = rules.places().of(digest, file.sourceFile());
    Verdict verdict =
        onlyRead
            ? new Verdict(State.NOT_VALIDATED, Proof.NONE, Trust.OPEN, "")
            : exam.judge(file, digest, whole.sha256(), placement.moved(), expected);
    return new Seen(
        file, nameEnd(file), Optional.of(digest), whole.sha256(), placement, expected, verdict);
  }

  private static Instant nameEnd(LogFile file) {
    return ChainId.name(file).map(DigestName::endedAt).orElse(file.deliveredAt());
  }

  private static Seen unreadable(LogFile file, @Nullable Seen before, String why) {
    String oneLine = why.lines().findFirst().orElse("");
    Verdict verdict = new Verdict(State.UNREADABLE, Proof.NONE, Trust.DOUBTED, oneLine);
    Optional<Expectation> expected = expectation(file, before, Optional.empty());
    return new Seen(file, nameEnd(file), Optional.empty(), "", null, expected, verdict);
  }

  private static String why(Reading reading) {
    return reading instanceof Broken broken
        ? broken.kind().label() + ": " + broken.detail()
        : "it went away while it was looked at";
  }

  private void report(Seen digest) {
    report.digest(digest);
    OriginalLocations.Placement placement = digest.placement();
    boolean doubted = digest.verdict().trust() == Trust.DOUBTED;
    if (placement == null || (doubted && placement.moved())) {
      // A digest of another hour or chain says nothing of this one.
      return;
    }
    for (NamedLog log : digest.document().map(DigestDocument::logs).orElseThrow()) {
      report.claim(digest, placement.locate(log.bucket(), log.key()), log.sha256());
    }
  }

  private static boolean isNamed(LogFile file, String name) {
    return DigestDocument.fileName(file.sourceFile()).equals(name);
  }

  static String nameOf(Previous previous) {
    return DigestDocument.fileName(previous.key());
  }
}
