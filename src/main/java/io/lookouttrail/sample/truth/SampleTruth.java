package io.lookouttrail.sample.truth;

import io.lookouttrail.sample.plan.Plant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expected truth about a sample. The counts are made while the sample is written, not by reading
 * it.
 *
 * @param events counts of distinct Lookout for Vision events, sorted by all their keys
 * @param deliveries delivered log files, by the day, account and Region in their keys
 * @param quarantine the faults that a reader must find
 * @param corrections the events that correct others
 * @param modelRuns the model runs that begin in the sample
 * @param gaps days on which an account's Region delivered nothing
 * @param foreignObjects numbers of objects that are not log files, by kind
 * @param digests the digest chains
 * @param digestFaults what a validation must report for planted faults, with all that it cannot
 *     prove
 * @param grants what is granted on purpose, and what of it is used
 */
public record SampleTruth(
    Totals totals,
    List<EventCount> events,
    List<Delivered> deliveries,
    List<Quarantined> quarantine,
    List<Correction> corrections,
    List<ModelRun> modelRuns,
    List<Gap> gaps,
    Map<String, Long> foreignObjects,
    List<Digested> digests,
    List<DigestFault> digestFaults,
    List<Granted> grants) {

  public SampleTruth {
    events = List.copyOf(events);
    deliveries = List.copyOf(deliveries);
    quarantine = List.copyOf(quarantine);
    corrections = List.copyOf(corrections);
    modelRuns = List.copyOf(modelRuns);
    gaps = List.copyOf(gaps);
    foreignObjects = Map.copyOf(foreignObjects);
    digests = List.copyOf(digests);
    digestFaults = List.copyOf(digestFaults);
    grants = List.copyOf(grants);
  }

  /**
   * Sums over the log files.
   *
   * @param storedBytes size of the stored files
   * @param jsonBytes inflated size, without damaged files
   * @param records delivered records, including rejected ones
   * @param lookoutRecords delivered records of Lookout for Vision, including repeated deliveries
   * @param distinctEvents events of Lookout for Vision, each counted once
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

    /** Number of repeated deliveries of events. */
    public long duplicates() {
      return lookoutRecords - distinctEvents;
    }
  }

  /**
   * Number of distinct events with the same key fields.
   *
   * @param roleArn role of the caller's session, empty if there is none
   * @param credentialKind as the events table spells it
   * @param currentEvents events without those that another event corrects
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
   * A file or record that a reader must quarantine.
   *
   * @param file key below the archive
   * @param problem the problem as the quarantine table spells it
   * @param recordIndex index of the record in the file, from 0; empty for a problem of the file
   */
  public record Quarantined(String file, String problem, Optional<Integer> recordIndex) {}

  /** An event that corrects another, and the corrected event. */
  public record Correction(String account, String eventId, String originalEventId) {}

  /**
   * A run of a model.
   *
   * @param stoppedAt empty if the model still runs at the end of the sample
   * @param maxUnits 0 if the model was started without a maximum
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
   * @param digests number of digest files in the archive
   * @param headFiles number of head files with the metadata of digest files
   * @param logs number of log files that they list
   * @param start start of the hours that they cover
   * @param end end of the hours that they cover
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
   * A digest or log file with a planted fault, or one that cannot be proven because of a fault. All
   * others are valid and signed if the Regions' lists of public keys are given.
   *
   * @param plant label of the planted fault
   * @param kind {@code digest} or {@code log}
   * @param object key below the archive; for hours without digests the key of the next digest
   * @param state the state with public keys, as the findings table spells it
   * @param proof the proof with public keys: {@code signed}, {@code chained} or {@code none}; for a
   *     log file the proof of the digest that lists it, if that digest is valid
   * @param keylessState the state without public keys
   * @param related for a log file, the digest that lists it; for a moved digest, its former key;
   *     for a missing, altered or wrongly signed digest, the next digest, which contains its key;
   *     for hours without digests, the last digest before them; otherwise empty
   * @param start start of the digest's hours
   * @param end end of the digest's hours
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

  /**
   * A user or role whose access was made up on purpose.
   *
   * @param plant what is special about its access, such as {@code never_used}
   * @param granted names of the actions that its policies grant, with blanks between them
   * @param used names of those that it calls without a denial, likewise
   */
  public record Granted(
      String account,
      String principalType,
      String principalArn,
      String plant,
      String granted,
      String used) {}

  /** Returns this truth with grants. */
  public SampleTruth withGrants(List<Granted> others) {
    return new SampleTruth(
        totals,
        events,
        deliveries,
        quarantine,
        corrections,
        modelRuns,
        gaps,
        foreignObjects,
        digests,
        digestFaults,
        others);
  }

  /** Whether a validation must report something for a planted fault. */
  public boolean expectsFindingOf(Plant plant) {
    return digestFaults.stream().anyMatch(fault -> fault.plant().equals(plant.label()));
  }
}
