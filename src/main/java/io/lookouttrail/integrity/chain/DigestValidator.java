package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.AwsCliFiles;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestReader;
import io.lookouttrail.integrity.digest.DigestReader.OwnSignature;
import io.lookouttrail.integrity.digest.DigestSignature;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.tables.DigestFinding.Proof;
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
    NO_SIGNATURE,
    NO_METADATA
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
        result.proof() == Proof.NONE ? Trust.REFUTED : Trust.PROVEN,
        result.detail().isEmpty() ? original : original + "; " + result.detail());
  }

  private static DigestResult validateContent(
      SignatureState signature,
      DigestDocument digest,
      String sha256,
      Optional<ExpectedDigest> expected) {
    if (signature == SignatureState.VERIFIED) {
      return new DigestResult(State.VALID, Proof.SIGNED, Trust.PROVEN, "");
    }
    Optional<ExpectedDigest> credible = expected.filter(ExpectedDigest::isCredible);
    boolean chained = credible.filter(e -> e.matches(sha256)).isPresent();
    boolean contradicted = credible.isPresent() && !chained;
    String recordedIn = expected.map(ExpectedDigest::recordedIn).orElse("");
    String otherHash = contradicted ? "its hash differs from the hash in " + recordedIn : "";
    if (signature == SignatureState.FAILED) {
      String failed = "its signature does not verify with the public key " + digest.fingerprint();
      return refuted(State.BAD_SIGNATURE, contradicted ? failed + "; " + otherHash : failed);
    }
    if (contradicted) {
      return refuted(State.CHANGED, otherHash);
    }
    Proof proof = chained ? Proof.CHAINED : Proof.NONE;
    Trust trust = chained ? Trust.PROVEN : Trust.UNPROVEN;
    if (signature == SignatureState.KEY_MISSING) {
      return new DigestResult(
          State.UNKNOWN_KEY,
          proof,
          trust,
          "the public key " + digest.fingerprint() + " is not among the given keys");
    }
    return chained
        ? new DigestResult(State.VALID, proof, trust, "")
        : new DigestResult(
            State.NOT_VALIDATED, proof, trust, whyUnproven(signature, expected.isPresent()));
  }

  private static DigestResult refuted(State state, String detail) {
    return new DigestResult(state, Proof.NONE, Trust.REFUTED, detail);
  }

  private static String whyUnproven(SignatureState signature, boolean referenced) {
    String newer =
        referenced ? "the next newer digest cannot be trusted" : "no newer digest references it";
    return newer
        + switch (signature) {
          case NO_KEYS_GIVEN -> ", and no public keys were given";
          case NO_METADATA ->
              ", "
                  + NO_METADATA
                  + ", and there is no "
                  + AwsCliFiles.HEAD_SUFFIX
                  + " file beside it";
          default -> ", and no signature is stored with it";
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
    return own.noMetadata() ? SignatureState.NO_METADATA : SignatureState.NO_SIGNATURE;
  }

  private static boolean verifies(DigestDocument digest, String sha256, String hex, PublicKey key) {
    return DigestSignature.verifies(digest, sha256, hex, key);
  }
}
