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

/** Counts one chain's truth while it is written; chains are added up at the end. */
public final class TruthCounter {
  private final Map<EventKey, long[]> events = new HashMap<>();
  private final Map<DeliveryKey, Sums> deliveries = new HashMap<>();
  private final List<Quarantined> quarantine = new ArrayList<>();
  private final List<Correction> corrections = new ArrayList<>();
  private final List<ModelRun> modelRuns = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<String, Long> neighbours = new TreeMap<>();
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
   * What a log file holds.
   *
   * @param records all of them, rejected ones too
   * @param lookout the wanted ones that can be taken
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

  /** An event that happened; to be told once, however often it is delivered. */
  public void event(AccountRegion chain, Call call) {
    events.computeIfAbsent(key(chain, call), none -> new long[2])[0]++;
  }

  /** A correction that came for an event; the correcting call counts as an event as well. */
  public void correction(AccountRegion chain, Call original, Call correction) {
    event(chain, correction);
    events.computeIfAbsent(key(chain, original), none -> new long[2])[1]++;
    corrections.add(new Correction(chain.account(), correction.eventId(), original.eventId()));
  }

  public void file(
      AccountRegion chain, LocalDate delivered, long stored, long json, Contents contents) {
    Sums sums =
        deliveries.computeIfAbsent(
            new DeliveryKey(delivered, chain.account(), chain.region()), none -> new Sums());
    sums.files++;
    sums.stored += stored;
    sums.json += json;
    sums.records += contents.records();
    sums.lookout += contents.lookout();
    sums.rejected += contents.rejected();
  }

  public void quarantined(Quarantined row) {
    quarantine.add(row);
  }

  public void modelRuns(List<ModelRun> runs) {
    modelRuns.addAll(runs);
  }

  public void gap(AccountRegion chain, LocalDate day) {
    gaps.add(new Gap(chain.account(), chain.region(), day));
  }

  public void neighbour(String kind) {
    neighbours.merge(kind, 1L, Long::sum);
  }

  public void digests(Digested chain) {
    digests.add(chain);
  }

  public void digestFault(DigestFault row) {
    digestFaults.add(row);
  }

  private static EventKey key(AccountRegion chain, Call call) {
    return new EventKey(
        Math.floorDiv(call.second(), 86_400L),
        call.action(),
        chain.account(),
        chain.region(),
        call.person().roleArn(),
        call.person().credentialKind(),
        call.outcome());
  }

  /** The truth of all chains, in an order that depends on nothing but the values. */
  public static SampleTruth sum(List<TruthCounter> tallies) {
    List<EventCount> events = new ArrayList<>();
    List<Delivered> deliveries = new ArrayList<>();
    List<Quarantined> quarantine = new ArrayList<>();
    List<Correction> corrections = new ArrayList<>();
    List<ModelRun> modelRuns = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Map<String, Long> neighbours = new TreeMap<>();
    List<Digested> digests = new ArrayList<>();
    List<DigestFault> digestFaults = new ArrayList<>();
    for (TruthCounter tally : tallies) {
      tally.events.forEach((key, counts) -> events.add(counted(key, counts)));
      tally.deliveries.forEach((key, sums) -> deliveries.add(delivered(key, sums)));
      quarantine.addAll(tally.quarantine);
      corrections.addAll(tally.corrections);
      modelRuns.addAll(tally.modelRuns);
      gaps.addAll(tally.gaps);
      tally.neighbours.forEach((kind, count) -> neighbours.merge(kind, count, Long::sum));
      digests.addAll(tally.digests);
      digestFaults.addAll(tally.digestFaults);
    }
    events.sort(
        Comparator.comparing(EventCount::eventDate)
            .thenComparing(EventCount::action)
            .thenComparing(EventCount::account)
            .thenComparing(EventCount::region)
            .thenComparing(EventCount::roleArn)
            .thenComparing(EventCount::credentialKind)
            .thenComparing(EventCount::outcome));
    deliveries.sort(
        Comparator.comparing(Delivered::deliveredDate)
            .thenComparing(Delivered::account)
            .thenComparing(Delivered::region));
    return new SampleTruth(
        totals(events, deliveries, corrections.size()),
        events,
        deliveries,
        quarantine,
        corrections,
        modelRuns,
        gaps,
        neighbours,
        digests,
        digestFaults);
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
