package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.digests.DeliveredLog.Flaw;
import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.truth.SampleTruth.DigestFault;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells the truth of what validation should find: of each planted fault, and of each object that
 * the fault takes the proof from.
 */
public final class DigestTruth {
  private static final String VALID = "valid";
  private static final String SIGNED = "signed";
  private static final String CHAINED = "chained";
  private static final String NONE = "none";

  private final TruthCounter tally;

  public DigestTruth(TruthCounter tally) {
    this.tally = tally;
  }

  /** A digest that a plant befell. */
  void fault(Plant plant, DigestLink link, Optional<DigestLink> before, String nextKey) {
    String key = link.storedKey();
    Window window = link.window();
    switch (plant) {
      case DIGEST_DELETED ->
          tell(plant, "digest", key, "missing", NONE, "missing", nextKey, window);
      case TWO_DIGESTS_DELETED -> {
        boolean isNamed = before.filter(earlier -> !earlier.isStored()).isPresent();
        String namedBy = isNamed ? nextKey : "";
        tell(plant, "digest", key, "missing", NONE, "missing", namedBy, window);
      }
      case DIGEST_MOVED ->
          tell(plant, "digest", key, "moved", SIGNED, "moved", link.written().key(), window);
      case DIGEST_ALTERED ->
          tell(plant, "digest", key, "bad_signature", NONE, "changed", nextKey, window);
      case WRONG_KEY -> tell(plant, "digest", key, "unknown_key", CHAINED, VALID, nextKey, window);
      default -> throw new IllegalArgumentException(plant + " befalls no digest");
    }
  }

  /**
   * A digest after which the next was written, or that is a chain's last.
   *
   * @param takesProof the plant that took its signature: nothing else proves it
   */
  void settle(DigestLink link, Optional<Plant> takesProof) {
    Window window = link.window();
    if (!link.isStored()) {
      link.fault().ifPresent(plant -> link.logs().forEach(log -> undigested(plant, log, window)));
      return;
    }
    String proof = takesProof.isPresent() ? NONE : proof(link.fault());
    takesProof.ifPresent(
        plant -> {
          String state = plant == Plant.SIGNATURE_ALTERED ? "bad_signature" : VALID;
          tell(plant, "digest", link.storedKey(), state, proof, VALID, "", window);
        });
    for (DeliveredLog log : link.logs()) {
      Optional<Flaw> flaw = log.flaw();
      String state = flaw.map(Flaw::state).orElse(VALID);
      flaw.map(Flaw::plant)
          .or(() -> takesProof)
          .or(link::fault)
          .ifPresent(
              plant ->
                  tell(plant, "log", log.key(), state, proof, state, link.storedKey(), window));
    }
  }

  private static String proof(Optional<Plant> fault) {
    return switch (fault.orElse(Plant.DIGEST_MOVED)) {
      case DIGEST_ALTERED -> NONE;
      case WRONG_KEY -> CHAINED;
      default -> SIGNED;
    };
  }

  /** A log file whose digest is gone, or was never written. */
  public void undigested(Plant plant, DeliveredLog log, Window window) {
    if (log.isStored()) {
      tell(plant, "log", log.key(), "undigested", NONE, "undigested", "", window);
    }
  }

  /** Hours that no digest covers, told of the digest after them. */
  void uncovered(Plant plant, String next, String last, Window hours) {
    String state = plant == Plant.VALIDATION_OFF ? "not_validated" : "gap";
    tell(plant, "digest", next, state, NONE, state, last, hours);
  }

  private void tell(
      Plant plant,
      String kind,
      String object,
      String state,
      String proof,
      String keylessState,
      String related,
      Window window) {
    tally.digestFault(
        new DigestFault(
            plant.label(),
            kind,
            object,
            state,
            proof,
            keylessState,
            related,
            Instant.ofEpochSecond(window.start()),
            Instant.ofEpochSecond(window.end())));
  }
}
