package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.AwsCliFiles;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestReader;
import io.lookouttrail.integrity.digest.DigestReader.OwnSignature;
import io.lookouttrail.integrity.digest.DigestSignature;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Validator of one digest: checks its signature, and its hash against the next newer digest of its
 * chain.
 */
public final class DigestValidator {
  /** Part of the detail of a finding whose signature the file system cannot return. */
  public static final String NO_METADATA = "this file system returns no object metadata";

  private final PublicKeys keys;
  private final DigestReader reader;

  /** Parsed keys by fingerprint: to parse a key costs as much as to check a signature. */
  private final Map<String, Optional<PublicKey>> parsedKeys = new HashMap<>();

  DigestValidator(PublicKeys keys, DigestReader reader) {
    this.keys = keys;
    this.reader = reader;
  }

  private enum SignatureState {
    VERIFIED,
    FAILED,
    /** Keys were given, but not the one that the digest names. */
    KEY_MISSING,
    NO_KEYS_GIVEN,
    /** The store keeps metadata, and there is no signature in it. */
    NOT_IN_METADATA,
    NOT_IN_HEAD_FILE,
    NO_HEAD_FILE,
    NO_METADATA,
    UNREADABLE
  }

  /**
   * Validates a digest.
   *
   * @param sha256 hash of its uncompressed bytes
   * @param moved whether it is not at the location to which it was delivered
   * @param expected empty if no newer digest references it
   */
  DigestResult validate(
      LogFile file,
      DigestDocument digest,
      String sha256,
      boolean moved,
      Optional<ExpectedDigest> expected) {
    SignatureState signature = checkSignature(file, digest, sha256, expected);
    DigestResult result = validateContent(signature, digest, sha256, expected);
    if (!moved) {
      return result;
    }
    String original = "it was delivered to s3://" + digest.bucket() + "/" + digest.key();
    return new DigestResult(
        State.MOVED,
        result.proof(),
        result.proof() == Proof.NONE ? Trust.REFUTED : result.trust(),
        Severity.HIGH,
        false,
        result.detail().isEmpty() ? original : original + "; " + result.detail());
  }

  private static DigestResult validateContent(
      SignatureState signature,
      DigestDocument digest,
      String sha256,
      Optional<ExpectedDigest> expected) {
    if (signature == SignatureState.VERIFIED) {
      return DigestResult.valid(Proof.SIGNED, Trust.PROVEN);
    }
    Optional<ExpectedDigest> credible = expected.filter(ExpectedDigest::isCredible);
    Optional<ExpectedDigest> link = credible.filter(e -> e.matches(sha256));
    boolean contradicted = credible.isPresent() && link.isEmpty();
    String recordedIn = expected.map(ExpectedDigest::recordedIn).orElse("");
    String otherHash = contradicted ? "its hash differs from the hash in " + recordedIn : "";
    if (signature == SignatureState.FAILED) {
      String failed = "its signature does not verify with the public key " + digest.fingerprint();
      return DigestResult.refuted(
          State.BAD_SIGNATURE, contradicted ? failed + "; " + otherHash : failed);
    }
    if (contradicted) {
      return DigestResult.refuted(State.CHANGED, otherHash);
    }
    // Where keys were given, only a digest whose signature verified is the end of a proof.
    boolean keysGiven = signature != SignatureState.NO_KEYS_GIVEN;
    Trust trust =
        link.map(newer -> keysGiven ? newer.trust() : Trust.PROVEN).orElse(Trust.UNPROVEN);
    Proof proof = trust == Trust.UNPROVEN ? Proof.NONE : Proof.CHAINED;
    if (signature == SignatureState.KEY_MISSING) {
      return unknownKey(digest, proof, trust, link.isPresent());
    }
    return proof == Proof.CHAINED
        ? DigestResult.valid(proof, trust)
        : unproven(signature, expected.isPresent());
  }

  /** A digest to which the next newer one links has low severity: that one has the finding. */
  private static DigestResult unknownKey(
      DigestDocument digest, Proof proof, Trust trust, boolean linked) {
    return new DigestResult(
        State.UNKNOWN_KEY,
        proof,
        trust,
        linked ? Severity.LOW : Severity.HIGH,
        false,
        "the public key " + digest.fingerprint() + " is not among the given keys");
  }

  private static DigestResult unproven(SignatureState signature, boolean referenced) {
    String newer =
        referenced ? "the next newer digest is not proven" : "no newer digest references it";
    return switch (signature) {
      case NOT_IN_METADATA ->
          DigestResult.refuted(
              State.BAD_SIGNATURE,
              "CloudTrail signs every digest, and this object has no signature");
      case NOT_IN_HEAD_FILE ->
          DigestResult.refuted(
              State.BAD_SIGNATURE,
              "the " + AwsCliFiles.HEAD_SUFFIX + " file beside it holds no signature");
      case NO_HEAD_FILE ->
          DigestResult.unproven(
              true, newer + ", and there is no " + AwsCliFiles.HEAD_SUFFIX + " file beside it");
      case NO_METADATA ->
          DigestResult.unproven(
              false,
              "%s, %s, and there is no %s file beside it"
                  .formatted(newer, NO_METADATA, AwsCliFiles.HEAD_SUFFIX));
      case UNREADABLE -> DigestResult.unproven(false, newer + ", and its signature cannot be read");
      case NO_KEYS_GIVEN -> DigestResult.unproven(false, newer + ", and no public keys were given");
      case VERIFIED, FAILED, KEY_MISSING ->
          throw new IllegalStateException("a digest with a signature: " + signature);
    };
  }

  private SignatureState checkSignature(
      LogFile file, DigestDocument digest, String sha256, Optional<ExpectedDigest> expected) {
    if (keys.isEmpty()) {
      return SignatureState.NO_KEYS_GIVEN;
    }
    Optional<PublicKey> key = parsedKeys.computeIfAbsent(digest.fingerprint(), keys::find);
    if (key.isEmpty()) {
      return SignatureState.KEY_MISSING;
    }
    Optional<String> recorded = expected.flatMap(e -> e.previous().signature());
    if (recorded.filter(hex -> verifies(digest, sha256, hex, key.get())).isPresent()) {
      return SignatureState.VERIFIED;
    }
    // Only CloudTrail can make a signature that verifies, so any place to store it is good enough.
    OwnSignature own = reader.signature(file);
    if (own.hex().filter(hex -> verifies(digest, sha256, hex, key.get())).isPresent()) {
      return SignatureState.VERIFIED;
    }
    if (recorded.isPresent() || own.hex().isPresent()) {
      return SignatureState.FAILED;
    }
    return switch (own.place()) {
      case METADATA -> SignatureState.NOT_IN_METADATA;
      case HEAD_FILE -> SignatureState.NOT_IN_HEAD_FILE;
      case NO_HEAD_FILE -> SignatureState.NO_HEAD_FILE;
      case NO_METADATA -> SignatureState.NO_METADATA;
      case UNREADABLE -> SignatureState.UNREADABLE;
    };
  }

  private static boolean verifies(DigestDocument digest, String sha256, String hex, PublicKey key) {
    return DigestSignature.verifies(digest, sha256, hex, key);
  }
}
