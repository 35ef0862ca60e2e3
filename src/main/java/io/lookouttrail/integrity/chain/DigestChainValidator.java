package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestDocument.ListedLog;
import io.lookouttrail.integrity.digest.DigestDocument.Previous;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.integrity.digest.DigestReader;
import io.lookouttrail.integrity.digest.WholeFileReader.Complete;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validator of a chain segment, from its newest digest to its oldest. It reports each fault and
 * continues with the next older digest that exists.
 *
 * <p>Source: AWS CloudTrail User Guide, "Validating CloudTrail log file integrity". Unlike the AWS
 * CLI it counts consecutive missing digests, by the times of the digests around them.
 */
public final class DigestChainValidator {
  private final ChainSegment segment;
  private final ChainId chain;
  private final ValidationContext context;
  private final DigestReader reader;
  private final DigestValidator digestValidator;
  private final ChainFindings findings;
  private final ValidationSink sink;
  private final ChainSummary summary;

  private int position;

  /** The digest that the next one is compared with. */
  private @Nullable ValidatedDigest newer;

  public DigestChainValidator(
      ChainSegment segment, ValidationContext context, DigestReader reader, ValidationSink sink) {
    this.segment = segment;
    this.chain = segment.chain();
    this.context = context;
    this.reader = reader;
    this.digestValidator = new DigestValidator(context.keys(), reader);
    this.findings = new ChainFindings(chain, context, sink);
    this.sink = sink;
    this.summary = new ChainSummary(chain);
  }

  /** Validates the next older digest; returns false at the end of the segment. */
  public boolean advance() {
    int own = position - segment.newer().size();
    if (own >= segment.own().size()) {
      sink.addSummary(summary);
      return false;
    }
    if (own < 0) {
      validate(segment.newer().get(position), segment.newerOmitted() && position == 0, false);
    } else {
      ValidatedDigest now = validate(segment.own().get(own), false, true);
      summary.add(now, newestRead());
      if (own + ChainSegment.OVERLAP >= segment.own().size()) {
        summary.addTail(now, newestRead());
      }
    }
    position++;
    ValidatedDigest last = newer;
    if (own + 1 == segment.own().size() && segment.endsChain() && last != null) {
      last.previous().ifPresent(previous -> findings.missingBeforeOldest(last, previous));
    }
    return true;
  }

  private Optional<String> newestRead() {
    return segment.newer().stream().findFirst().map(LogFile::sourceFile);
  }

  private ValidatedDigest validate(LogFile file, boolean onlyRead, boolean reported) {
    ValidatedDigest before = newer;
    ValidatedDigest read = read(file, before, onlyRead);
    boolean duplicate = before != null && isDuplicate(before, read.file(), read.document());
    boolean extra = before != null && !duplicate && isExtra(before, read);
    ValidatedDigest now = unreferenced(read, duplicate ? null : before, extra);
    boolean newest = !onlyRead && (before == null || duplicate);
    if (newest && now.result().lacksHeadFile() && now.expected().isEmpty()) {
      noteUnsignedEnd(now);
    }
    if (reported) {
      if (before != null && !duplicate && !extra) {
        findings.between(before, now);
      }
      report(now);
    }
    if (!duplicate && !extra && chain.isChain()) {
      newer = now;
    }
    return now;
  }

  /**
   * A digest with high severity if it is not proven, although its chain has newer digests: these
   * reference another digest, begin the chain anew, are missing or cannot be trusted. A newest
   * digest that is not proven may only lack its signature.
   */
  private static ValidatedDigest unreferenced(
      ValidatedDigest now, @Nullable ValidatedDigest before, boolean extra) {
    if (before == null || now.result().state() != State.NOT_VALIDATED) {
      return now;
    }
    if (extra) {
      return now.with(now.result().suspicious("the digests after it reference another digest"));
    }
    if (!before.result().isCredible()) {
      return now.with(now.result().suspicious("the digest after it cannot be trusted"));
    }
    if (before.previous().isPresent()) {
      return now.expected().isEmpty()
          ? now.with(now.result().suspicious("the digest after it is missing"))
          : now;
    }
    return before.result().vouches() && now.result().lacksHeadFile()
        ? now.with(now.result().suspicious("the digest after it is the first of its chain"))
        : now;
  }

  /** Notes a newest digest without its signature, and whether an older one has its own. */
  private void noteUnsignedEnd(ValidatedDigest end) {
    summary.addUnsignedEnd(end.file().sourceFile());
    if (segment.own().stream().anyMatch(digest -> reader.signature(digest).hex().isPresent())) {
      summary.addHeadFile();
    }
  }

  /** Whether two files are the same digest, of which at most one is at its original location. */
  private static boolean isDuplicate(
      ValidatedDigest before, LogFile file, Optional<DigestDocument> document) {
    return hasName(file, before.fileName())
        || before
            .credibleDocument()
            .flatMap(other -> document.filter(digest -> digest.key().equals(other.key())))
            .isPresent();
  }

  private static Optional<ExpectedDigest> expected(
      LogFile file, @Nullable ValidatedDigest before, Optional<DigestDocument> document) {
    if (before == null) {
      return Optional.empty();
    }
    if (isDuplicate(before, file, document)) {
      return before.expected();
    }
    // A renamed digest is still the referenced one if its content has the referenced key.
    return before
        .expectedBefore()
        .filter(
            expected ->
                hasName(file, fileName(expected.previous()))
                    || document
                        .filter(digest -> digest.key().equals(expected.previous().key()))
                        .isPresent());
  }

  /** Whether a digest comes between another and the one that the other references. */
  private static boolean isExtra(ValidatedDigest before, ValidatedDigest now) {
    return now.expected().isEmpty()
        && before
            .previous()
            .flatMap(previous -> DigestName.of(fileName(previous)))
            .filter(referenced -> now.nameEnd().isAfter(referenced.endedAt()))
            .isPresent();
  }

  private ValidatedDigest read(LogFile file, @Nullable ValidatedDigest before, boolean onlyRead) {
    ReadResult content = reader.read(file);
    if (!(content instanceof Complete complete)) {
      return unreadable(file, before, content.error());
    }
    DigestDocument digest;
    try {
      digest = DigestDocument.parse(complete.bytes());
    } catch (IOException e) {
      return unreadable(file, before, String.valueOf(e.getMessage()));
    }
    Optional<ExpectedDigest> expected = expected(file, before, Optional.of(digest));
    OriginalLocations.Placement location = context.locations().of(digest, file.sourceFile());
    DigestResult result;
    if (!complete.afterFirstMember().isEmpty()) {
      result = DigestResult.refuted(State.CHANGED, complete.afterFirstMember());
    } else if (onlyRead) {
      result = DigestResult.onlyRead(context.keys().isEmpty() ? Trust.UNPROVEN : Trust.ASSUMED);
    } else {
      result =
          withoutContradiction(
              digest,
              digestValidator.validate(
                  file, digest, complete.sha256(), location.moved(), expected));
    }
    return new ValidatedDigest(
        file, nameEnd(file), Optional.of(digest), complete.sha256(), location, expected, result);
  }

  /** Only CloudTrail can sign: a digest whose signature verifies may say what it wants. */
  private static DigestResult withoutContradiction(DigestDocument digest, DigestResult result) {
    return result.proof() == Proof.SIGNED || !result.isCredible()
        ? result
        : digest
            .contradiction()
            .map(why -> DigestResult.refuted(State.CHANGED, why))
            .orElse(result);
  }

  private static Instant nameEnd(LogFile file) {
    return ChainId.digestName(file).map(DigestName::endedAt).orElse(file.deliveredAt());
  }

  private static ValidatedDigest unreadable(
      LogFile file, @Nullable ValidatedDigest before, String why) {
    String oneLine = why.lines().findFirst().orElse("");
    DigestResult result = DigestResult.refuted(State.UNREADABLE, oneLine);
    Optional<ExpectedDigest> expected = expected(file, before, Optional.empty());
    return new ValidatedDigest(file, nameEnd(file), Optional.empty(), "", null, expected, result);
  }

  private void report(ValidatedDigest digest) {
    findings.digest(digest);
    OriginalLocations.Placement location = digest.location();
    if (location == null || (!digest.result().isCredible() && location.moved())) {
      // The log entries of a digest of another hour or chain do not belong to this period.
      return;
    }
    for (ListedLog log : digest.document().map(DigestDocument::logs).orElseThrow()) {
      findings.logEntry(digest, location.locate(log.bucket(), log.key()), log.sha256());
    }
  }

  private static boolean hasName(LogFile file, String name) {
    return DigestDocument.fileName(file.sourceFile()).equals(name);
  }

  static String fileName(Previous previous) {
    return DigestDocument.fileName(previous.key());
  }
}
