package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.SampleTruth.Correction;
import io.lookouttrail.sample.truth.SampleTruth.Delivered;
import io.lookouttrail.sample.truth.SampleTruth.DigestFault;
import io.lookouttrail.sample.truth.SampleTruth.Digested;
import io.lookouttrail.sample.truth.SampleTruth.EventCount;
import io.lookouttrail.sample.truth.SampleTruth.Gap;
import io.lookouttrail.sample.truth.SampleTruth.ModelRun;
import io.lookouttrail.sample.truth.SampleTruth.Quarantined;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is written for one account's Region; the counts are added up at the end. */
public final class TruthCounter {
  private static final Comparator<EventCount> EVENT_ORDER =
      Comparator.comparing(EventCount::eventDate)
          .thenComparing(EventCount::action)
          .thenComparing(EventCount::account)
          .thenComparing(EventCount::region)
          .thenComparing(EventCount::roleArn)
          .thenComparing(EventCount::credentialKind)
          .thenComparing(EventCount::outcome);
  private static final Comparator<Delivered> DELIVERY_ORDER =
      Comparator.comparing(Delivered::deliveredDate)
          .thenComparing(Delivered::account)
          .thenComparing(Delivered::region);

  private final Map<EventKey, long[]> events = new HashMap<>();
  private final Map<DeliveryKey, Sums> deliveries = new HashMap<>();
  private final List<Quarantined> quarantine = new ArrayList<>();
  private final List<Correction> corrections = new ArrayList<>();
  private final List<ModelRun> modelRuns = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<String, Long> foreignObjects = new TreeMap<>();
  private final List<Digested> digests = new ArrayList<>();
  private final List<DigestFault> digestFaults = new ArrayList<>();

  private record EventKey(
      long epochDay,
      String action,
      String account,
      String region,
      String roleArn,
      String credentialKind,
      String outcome) {}

  private record DeliveryKey(LocalDate date, String account, String region) {}

  /**
   * Numbers of records in a log file.
   *
   * @param records all records, including the rejected ones
   * @param lookout valid records of Lookout for Vision
   * @param rejected records of Lookout for Vision that a reader must reject
   */
  public record Contents(long records, long lookout, long rejected) {}

  private static final class Sums {
    private long files;
    private long stored;
    private long json;
    private long records;
    private long lookout;
    private long rejected;
  }

  /** Counts an event. Call this once for an event, even if it is delivered several times. */
  public void event(AccountRegion accountRegion, Call call) {
    events.computeIfAbsent(key(accountRegion, call), none -> new long[2])[0]++;
  }

  /** Counts a correction. The correction is an event itself; the original is no longer current. */
  public void correction(AccountRegion accountRegion, Call original, Call correction) {
    event(accountRegion, correction);
    events.computeIfAbsent(key(accountRegion, original), none -> new long[2])[1]++;
    corrections.add(
        new Correction(accountRegion.account(), correction.eventId(), original.eventId()));
  }

  /** Counts a log file by its day of delivery. */
  public void file(
      AccountRegion accountRegion, LocalDate delivered, long stored, long json, Contents contents) {
    Sums sums =
        deliveries.computeIfAbsent(
            new DeliveryKey(delivered, accountRegion.account(), accountRegion.region()),
            none -> new Sums());
    sums.files++;
    sums.stored += stored;
    sums.json += json;
    sums.records += contents.records();
    sums.lookout += contents.lookout();
    sums.rejected += contents.rejected();
  }

  /** Adds a file or record that a reader must quarantine. */
  public void quarantined(Quarantined row) {
    quarantine.add(row);
  }

  /** Adds model runs that begin in the sample. */
  public void modelRuns(List<ModelRun> runs) {
    modelRuns.addAll(runs);
  }

  /** Adds a day without files. */
  public void gap(AccountRegion accountRegion, LocalDate day) {
    gaps.add(new Gap(accountRegion.account(), accountRegion.region(), day));
  }

  /** Counts an object that is not a log file. */
  public void foreignObject(String kind) {
    foreignObjects.merge(kind, 1L, Long::sum);
  }

  /** Adds a finished digest chain. */
  public void digests(Digested chain) {
    digests.add(chain);
  }

  /** Adds something that a digest validation must report. */
  public void digestFault(DigestFault row) {
    digestFaults.add(row);
  }

  private static EventKey key(AccountRegion accountRegion, Call call) {
    return new EventKey(
        Math.floorDiv(call.second(), 86_400L),
        call.actionName(),
        accountRegion.account(),
        accountRegion.region(),
        call.caller().roleArn(),
        call.caller().credentialKind(),
        call.outcome());
  }

  /** Returns the sums, with events and deliveries sorted by all their keys. */
  public static SampleTruth sum(List<TruthCounter> counters) {
    List<EventCount> events = new ArrayList<>();
    List<Delivered> deliveries = new ArrayList<>();
    List<Quarantined> quarantine = new ArrayList<>();
    List<Correction> corrections = new ArrayList<>();
    List<ModelRun> modelRuns = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Map<String, Long> foreignObjects = new TreeMap<>();
    List<Digested> digests = new ArrayList<>();
    List<DigestFault> digestFaults = new ArrayList<>();
    for (TruthCounter counter : counters) {
      counter.events.forEach((key, counts) -> events.add(counted(key, counts)));
      counter.deliveries.forEach((key, sums) -> deliveries.add(delivered(key, sums)));
      quarantine.addAll(counter.quarantine);
      corrections.addAll(counter.corrections);
      modelRuns.addAll(counter.modelRuns);
      gaps.addAll(counter.gaps);
      counter.foreignObjects.forEach((kind, count) -> foreignObjects.merge(kind, count, Long::sum));
      digests.addAll(counter.digests);
      digestFaults.addAll(counter.digestFaults);
    }
    events.sort(EVENT_ORDER);
    deliveries.sort(DELIVERY_ORDER);
    return new SampleTruth(
        totals(events, deliveries, corrections.size()),
        events,
        deliveries,
        quarantine,
        corrections,
        modelRuns,
        gaps,
        foreignObjects,
        digests,
        digestFaults,
        List.of());
  }

  private static SampleTruth.Totals totals(
      List<EventCount> events, List<Delivered> deliveries, int corrections) {
    return new SampleTruth.Totals(
        deliveries.stream().mapToLong(Delivered::files).sum(),
        deliveries.stream().mapToLong(Delivered::storedBytes).sum(),
        deliveries.stream().mapToLong(Delivered::jsonBytes).sum(),
        deliveries.stream().mapToLong(Delivered::records).sum(),
        deliveries.stream().mapToLong(Delivered::lookoutRecords).sum(),
        events.stream().mapToLong(EventCount::events).sum(),
        corrections,
        deliveries.stream().mapToLong(Delivered::rejected).sum());
  }

  private static EventCount counted(EventKey key, long[] counts) {
    return new EventCount(
        LocalDate.ofEpochDay(key.epochDay()),
        key.action(),
        key.account(),
        key.region(),
        key.roleArn(),
        key.credentialKind(),
        key.outcome(),
        counts[0],
        counts[0] - counts[1]);
  }

  private static Delivered delivered(DeliveryKey key, Sums sums) {
    return new Delivered(
        key.date(),
        key.account(),
        key.region(),
        sums.files,
        sums.stored,
        sums.json,
        sums.records,
        sums.lookout,
        sums.rejected);
  }
}
