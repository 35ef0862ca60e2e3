package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.digests.DeliveredLog.LogFault;
import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.truth.SampleTruth.DigestFault;
import java.time.Instant;
import java.util.Optional;

/**
 * Adds to the expected truth what a digest validation must report: each planted fault, and each
 * object that cannot be proven because of the fault.
 */
public final class DigestTruth {
  private static final String VALID = "valid";
  private static final String NOT_VALIDATED = "not_validated";
  private static final String SIGNED = "signed";
  private static final String CHAINED = "chained";
  private static final String NONE = "none";

  private final TruthCounter counter;

  public DigestTruth(TruthCounter counter) {
    this.counter = counter;
  }

  /**
   * Adds a digest with a planted fault.
   *
   * @param nextKey key of the next digest, which contains the key of this one
   */
  void addFaultyDigest(Plant plant, DigestLink link, Optional<DigestLink> before, String nextKey) {
    String key = link.storedKey();
    Window window = link.window();
    switch (plant) {
      case DIGEST_DELETED -> add(plant, "digest", key, "missing", NONE, "missing", nextKey, window);
      case TWO_DIGESTS_DELETED -> {
        boolean isNamed = before.filter(earlier -> !earlier.isStored()).isPresent();
        String namedBy = isNamed ? nextKey : "";
        add(plant, "digest", key, "missing", NONE, "missing", namedBy, window);
      }
      case DIGEST_MOVED ->
          add(plant, "digest", key, "moved", SIGNED, "moved", link.written().key(), window);
      case DIGEST_ALTERED ->
          add(plant, "digest", key, "bad_signature", NONE, "changed", nextKey, window);
      case WRONG_KEY -> add(plant, "digest", key, "unknown_key", CHAINED, VALID, nextKey, window);
      default -> throw new IllegalArgumentException(plant + " is not a fault of a digest");
    }
  }

  /**
   * Adds what is not valid and signed about a digest and its log files. To be called when the next
   * digest is written or the chain ends.
   *
   * @param unsignedBy the plant because of which no valid signature of the digest is left
   */
  void addUnproven(DigestLink link, Optional<Plant> unsignedBy) {
    Window window = link.window();
    if (!link.isStored()) {
      link.fault()
          .ifPresent(plant -> link.logs().forEach(log -> addUndigestedLog(plant, log, window)));
      return;
    }
    unsignedBy.ifPresent(
        plant -> {
          String state = plant == Plant.SIGNATURE_ALTERED ? "bad_signature" : NOT_VALIDATED;
          add(plant, "digest", link.storedKey(), state, NONE, NOT_VALIDATED, "", window);
        });
    Optional<Plant> notProvenBy = unsignedBy.or(link::fault);
    // Without keys, a digest that names an unknown key is as good as any other.
    boolean keylessProven = notProvenBy.filter(plant -> plant != Plant.WRONG_KEY).isEmpty();
    for (DeliveredLog log : link.logs()) {
      Optional<LogFault> fault = log.fault();
      String proven = notProvenBy.isEmpty() ? VALID : NOT_VALIDATED;
      String keylessState =
          fault.map(LogFault::state).orElse(keylessProven ? VALID : NOT_VALIDATED);
      fault
          .map(LogFault::plant)
          .or(() -> notProvenBy)
          .ifPresent(
              plant ->
                  add(
                      plant,
                      "log",
                      log.key(),
                      fault.map(LogFault::state).orElse(proven),
                      notProvenBy.isEmpty() ? SIGNED : NONE,
                      keylessState,
                      link.storedKey(),
                      window));
    }
  }

  /** Adds a log file whose digest is deleted or was not written. */
  public void addUndigestedLog(Plant plant, DeliveredLog log, Window window) {
    if (log.isStored()) {
      add(plant, "log", log.key(), "undigested", NONE, "undigested", "", window);
    }
  }

  /**
   * Adds hours that no digest covers.
   *
   * @param next key of the next digest, for which a validation reports the hours
   * @param last key of the last digest before them
   */
  void addUncoveredHours(Plant plant, String next, String last, Window hours) {
    String state = plant == Plant.VALIDATION_OFF ? NOT_VALIDATED : "gap";
    add(plant, "digest", next, state, NONE, state, last, hours);
  }

  private void add(
      Plant plant,
      String kind,
      String object,
      String state,
      String proof,
      String keylessState,
      String related,
      Window window) {
    counter.digestFault(
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
