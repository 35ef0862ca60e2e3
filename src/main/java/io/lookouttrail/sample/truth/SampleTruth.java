package io.lookouttrail.sample.truth;

import io.lookouttrail.sample.plan.Plant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sample holds, counted from what was meant while it was written; nothing is read back.
 *
 * @param events counts of distinct Lookout for Vision events, in total order
 * @param deliveries what was delivered, by day, account and Region of the key
 * @param quarantine the faults that a reader should find
 * @param corrections which event corrects which
 * @param modelRuns the runs that begin in the sample
 * @param gaps days on which an account's Region delivered nothing
 * @param neighbours objects that are no log files, by kind
 * @param digests the chains of digests
 * @param digestFaults what validation should find, and what it cannot prove, for what was planted
 */
public record SampleTruth(
    Totals totals,
    List<EventCount> events,
    List<Delivered> deliveries,
    List<Quarantined> quarantine,
    List<Correction> corrections,
    List<ModelRun> modelRuns,
    List<Gap> gaps,
    Map<String, Long> neighbours,
    List<Digested> digests,
    List<DigestFault> digestFaults) {

  public SampleTruth {
    events = List.copyOf(events);
    deliveries = List.copyOf(deliveries);
    quarantine = List.copyOf(quarantine);
    corrections = List.copyOf(corrections);
    modelRuns = List.copyOf(modelRuns);
    gaps = List.copyOf(gaps);
    neighbours = Map.copyOf(neighbours);
    digests = List.copyOf(digests);
    digestFaults = List.copyOf(digestFaults);
  }

  /**
   * Sums over the log files.
   *
   * @param storedBytes bytes as they lie on disk
   * @param jsonBytes bytes inflated, broken files left out
   * @param records records delivered, the rejected ones too
   * @param lookoutRecords Lookout for Vision records delivered, each delivery of an event counted
   * @param distinctEvents Lookout for Vision events, each counted once
   */
  public record Totals(
      long files,
      long storedBytes,
      long jsonBytes,
      long records,
      long lookoutRecords,
      long distinctEvents,
      long corrections,
      long rejected) {

    /** Deliveries of an event beyond its first. */
    public long duplicates() {
      return lookoutRecords - distinctEvents;
    }
  }

  /**
   * Distinct events of one kind.
   *
   * @param roleArn empty where no role stands behind the call
   * @param credentialKind as the events table spells it
   * @param currentEvents without those that another event corrects
   */
  public record EventCount(
      LocalDate eventDate,
      String action,
      String account,
      String region,
      String roleArn,
      String credentialKind,
      String outcome,
      long events,
      long currentEvents) {}

  /** Log files delivered on a day. */
  public record Delivered(
      LocalDate deliveredDate,
      String account,
      String region,
      long files,
      long storedBytes,
      long jsonBytes,
      long records,
      long lookoutRecords,
      long rejected) {}

  /**
   * A fault to be found.
   *
   * @param file key below the archive
   * @param problem as the quarantine table spells it
   * @param recordIndex empty where it is the file itself
   */
  public record Quarantined(String file, String problem, Optional<Integer> recordIndex) {}

  /** A correction and what it corrects. */
  public record Correction(String account, String eventId, String originalEventId) {}

  /**
   * A run of a model.
   *
   * @param stoppedAt empty where it is still open at the sample's end
   * @param maxUnits 0 where it was started without a maximum
   * @param stoppedBy {@code stop}, {@code delete} or {@code open}
   */
  public record ModelRun(
      String account,
      String region,
      String project,
      String modelVersion,
      Instant startedAt,
      Optional<Instant> stoppedAt,
      int minUnits,
      int maxUnits,
      String stoppedBy) {}

  /** A day without files or digests. */
  public record Gap(String account, String region, LocalDate date) {}

  /**
   * A trail's digests in one account's Region.
   *
   * @param digests digest files that are in the archive
   * @param headFiles files beside them with their metadata
   * @param logs log files that they name
   * @param start of the hours they cover
   * @param end of the hours they cover
   */
  public record Digested(
      String account,
      String region,
      String trail,
      boolean backfill,
      long digests,
      long headFiles,
      long logs,
      Instant start,
      Instant end) {}

  /**
   * A digest or log file that a plant befell, or that it takes the proof from: all others are valid
   * and signed, given the Regions' lists of public keys.
   *
   * @param plant its label
   * @param kind {@code digest} or {@code log}
   * @param object key below the archive; of hours without digests the first digest after them
   * @param state as the findings table spells it, where keys are given
   * @param proof {@code signed}, {@code chained} or {@code none}, where keys are given; of a log
   *     the proof of the digest that names it
   * @param keylessState the state where no keys are given
   * @param related of a log the digest that names it; of a moved digest the key it had; of a
   *     missing, altered or wrongly signed one the digest that names it; of hours without digests
   *     the last digest before them; else empty
   * @param start of the digest's hours
   * @param end of the digest's hours
   */
  public record DigestFault(
      String plant,
      String kind,
      String object,
      String state,
      String proof,
      String keylessState,
      String related,
      Instant start,
      Instant end) {}

  /** Whether validation should find something of a plant. */
  public boolean tells(Plant plant) {
    return digestFaults.stream().anyMatch(fault -> fault.plant().equals(plant.label()));
  }
}
