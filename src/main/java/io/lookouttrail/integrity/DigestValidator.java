package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.AwsCliFiles;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestDocument.Previous;
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

/** Looks at one digest by itself, by its signature, and by what the next newer one says of it. */
final class DigestValidator {
  static final String NO_METADATA = "this file system gives no object metadata";

  private final PublicKeys keys;
  private final DigestReader store;

  /** Making a key of its DER costs as much as checking a signature. */
  private final Map<String, Optional<PublicKey>> madeKeys = new HashMap<>();

  DigestValidator(PublicKeys keys, DigestReader store) {
    this.keys = keys;
    this.store = store;
  }

  /** How far what a digest says may be believed. */
  enum Trust {
    /** It is proven. */
    BELIEVED,
    /** Nothing proves it, nothing speaks against it. */
    OPEN,
    /** Something speaks against it. */
    DOUBTED
  }

  /**
   * What the next newer digest says.
   *
   * @param by canonical name of that digest
   */
  record Expectation(Previous previous, String by, Trust trust) {
    boolean matches(String sha256) {
      return previous.sha256().equalsIgnoreCase(sha256);
    }
  }

  record Verdict(State state, Proof proof, Trust trust, String detail) {

    Severity severity() {
      return switch (state) {
        case VALID -> Severity.OK;
        case NOT_VALIDATED -> Severity.LOW;
        // Who vouches for its content is known; only its own signature was not looked at.
        case UNKNOWN_KEY -> proof == Proof.NONE ? Severity.HIGH : Severity.LOW;
        default -> Severity.HIGH;
      };
    }
  }

  private enum Signed {
    VERIFIED,
    FAILED,
    /** Keys were given, but not the one that the digest names. */
    NO_KEY,
    NO_KEYS,
    NO_SIGNATURE,
    NO_METADATA
  }

  /**
   * @param moved whether the digest is not where it was delivered
   * @param expected empty where no newer digest names this one
   */
  Verdict judge(
      LogFile file,
      DigestDocument digest,
      String sha256,
      boolean moved,
      Optional<Expectation> expected) {
    Optional<Expectation> believable = expected.filter(e -> e.trust() != Trust.DOUBTED);
    boolean chained = believable.filter(e -> e.matches(sha256)).isPresent();
    boolean contradicted = believable.isPresent() && !chained;
    Signed signed = signed(file, digest, sha256, expected);
    Verdict verdict = inPlace(signed, chained, contradicted, digest, expected);
    if (!moved) {
      return verdict;
    }
    String was = "it was delivered to s3://" + digest.bucket() + "/" + digest.key();
    return new Verdict(
        State.MOVED,
        verdict.proof(),
        verdict.proof() == Proof.NONE ? Trust.DOUBTED : Trust.BELIEVED,
        verdict.detail().isEmpty() ? was : was + "; " + verdict.detail());
  }

  private static Verdict inPlace(
      Signed signed,
      boolean chained,
      boolean contradicted,
      DigestDocument digest,
      Optional<Expectation> expected) {
    if (signed == Signed.VERIFIED) {
      return new Verdict(State.VALID, Proof.SIGNED, Trust.BELIEVED, "");
    }
    String by = expected.map(Expectation::by).orElse("");
    String otherHash = contradicted ? "its hash is not the one that " + by + " holds" : "";
    if (signed == Signed.FAILED) {
      String key = "its signature does not verify with the public key " + digest.fingerprint();
      return doubted(State.BAD_SIGNATURE, contradicted ? key + "; " + otherHash : key);
    }
    if (contradicted) {
      return doubted(State.CHANGED, otherHash);
    }
    Proof proof = chained ? Proof.CHAINED : Proof.NONE;
    Trust trust = chained ? Trust.BELIEVED : Trust.OPEN;
    if (signed == Signed.NO_KEY) {
      return new Verdict(
          State.UNKNOWN_KEY,
          proof,
          trust,
          "the public key " + digest.fingerprint() + " is not among those given");
    }
    return chained
        ? new Verdict(State.VALID, proof, trust, "")
        : new Verdict(State.NOT_VALIDATED, proof, trust, why(signed, expected.isPresent()));
  }

  private static Verdict doubted(State state, String detail) {
    return new Verdict(state, Proof.NONE, Trust.DOUBTED, detail);
  }

  private static String why(Signed signed, boolean named) {
    String newer = named ? "the next newer digest cannot be believed" : "no newer digest names it";
    return newer
        + switch (signed) {
          case NO_KEYS -> ", and no public keys were given";
          case NO_METADATA ->
              ", " + NO_METADATA + ", and no " + AwsCliFiles.HEAD_ENDING + " lies beside it";
          default -> ", and no signature is kept with it";
        };
  }

  private Signed signed(
      LogFile file, DigestDocument digest, String sha256, Optional<Expectation> expected) {
    if (keys.isEmpty()) {
      return Signed.NO_KEYS;
    }
    Optional<PublicKey> key = madeKeys.computeIfAbsent(digest.fingerprint(), keys::find);
    if (key.isEmpty()) {
      return Signed.NO_KEY;
    }
    Optional<String> held = expected.flatMap(e -> e.previous().signature());
    if (held.filter(hex -> verifies(digest, sha256, hex, key.get())).isPresent()) {
      return Signed.VERIFIED;
    }
    // Only CloudTrail can make a signature that verifies, so it does not matter where it was kept.
    OwnSignature own = store.signature(file);
    if (own.hex().filter(hex -> verifies(digest, sha256, hex, key.get())).isPresent()) {
      return Signed.VERIFIED;
    }
    if (held.isPresent() || own.hex().isPresent()) {
      return Signed.FAILED;
    }
    return own.noMetadata() ? Signed.NO_METADATA : Signed.NO_SIGNATURE;
  }

  private static boolean verifies(DigestDocument digest, String sha256, String hex, PublicKey key) {
    return DigestSignature.verifies(digest, sha256, hex, key);
  }
}
