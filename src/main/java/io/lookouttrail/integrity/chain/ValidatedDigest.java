package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestDocument.Previous;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A digest that the chain validation has read.
 *
 * @param nameEnd end of the digest's period by its file name
 * @param document its content; empty if it is unreadable
 * @param sha256 hash of its content; empty if it is unreadable
 * @param location where it is, compared with where it was delivered; null if it is unreadable
 * @param expected what the next newer digest records of it
 */
record ValidatedDigest(
    LogFile file,
    Instant nameEnd,
    Optional<DigestDocument> document,
    String sha256,
    OriginalLocations.@Nullable Placement location,
    Optional<ExpectedDigest> expected,
    DigestResult result) {

  /** CloudTrail delivers a digest every hour. */
  static final Duration USUAL_LENGTH = Duration.ofHours(1);

  /** This digest with another result. */
  ValidatedDigest with(DigestResult other) {
    return new ValidatedDigest(file, nameEnd, document, sha256, location, expected, other);
  }

  String fileName() {
    return DigestDocument.fileName(file.sourceFile());
  }

  /** Its content, if nothing contradicts it. */
  Optional<DigestDocument> credibleDocument() {
    return result.isCredible() ? document : Optional.empty();
  }

  /** The digest before it in the chain, by its credible content. */
  Optional<Previous> previous() {
    return credibleDocument().flatMap(DigestDocument::previous);
  }

  /** End of its period: by its credible content, else by its file name. */
  Instant end() {
    return credibleDocument().map(DigestDocument::endTime).orElse(nameEnd);
  }

  /** Start of its period: by its credible content, else its end minus a length. */
  Instant start(Duration length) {
    return credibleDocument().map(DigestDocument::startTime).orElseGet(() -> nameEnd.minus(length));
  }

  /** Length of its period; empty without credible content. */
  Optional<Duration> length() {
    return credibleDocument().map(digest -> Duration.between(digest.startTime(), digest.endTime()));
  }

  /** What it records of the digest before it, credible or not. */
  Optional<ExpectedDigest> expectedBefore() {
    return document
        .flatMap(DigestDocument::previous)
        .map(previous -> new ExpectedDigest(previous, file.sourceFile(), result.trust()));
  }
}
