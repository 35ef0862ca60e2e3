package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Severity;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The periods for which digests exist, by delivery group. */
public final class DigestCoverage implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Latest time after its delivery at which a digest lists a log: the log's key gives the minute,
   * and the next digest may list a log that was delivered as a digest ended.
   */
  private static final Duration LISTED_WITHIN = Duration.ofHours(1);

  /** Age up to which a log's digest may still be delivered: a digest follows its hour. */
  private static final Duration DIGEST_DUE_WITHIN = Duration.ofHours(2);

  /** The clock of the machine may be behind by at most so much. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private final HashMap<DeliveryGroup, List<DigestPeriod>> periods;
  private final DigestWitnesses witnesses;

  private DigestCoverage(
      Map<DeliveryGroup, List<DigestPeriod>> periods, DigestWitnesses witnesses) {
    this.periods = new HashMap<>(periods);
    this.witnesses = witnesses;
  }

  public static DigestCoverage of(Collection<DigestPeriod> periods) {
    Map<DeliveryGroup, List<DigestPeriod>> byGroup =
        periods.stream().collect(Collectors.groupingBy(period -> period.chain().group()));
    Map<DeliveryGroup, List<DigestPeriod>> joined = new HashMap<>();
    byGroup.forEach((group, some) -> joined.put(group, join(some)));
    return new DigestCoverage(joined, DigestWitnesses.of(periods));
  }

  /** Joins the periods of a chain that touch and are equally credible. */
  public static List<DigestPeriod> join(Collection<DigestPeriod> periods) {
    List<DigestPeriod> sorted = new ArrayList<>(periods);
    sorted.sort(
        Comparator.comparing((DigestPeriod period) -> period.chain().toString())
            .thenComparing(DigestPeriod::credible)
            .thenComparing(DigestPeriod::start));
    List<DigestPeriod> joined = new ArrayList<>();
    for (DigestPeriod period : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).canJoin(period)) {
        joined.set(last, joined.get(last).join(period));
      } else {
        joined.add(period);
      }
    }
    return joined;
  }

  /**
   * Coverage of the delivery time of a log that no digest lists.
   *
   * @param now time of the validation
   */
  LogCoverage ofLog(DeliveryGroup group, Instant deliveredAt, Instant now) {
    List<DigestPeriod> known = periods.getOrDefault(group, List.of());
    if (known.isEmpty() && (group.account().isEmpty() || group.region().isEmpty())) {
      return witnesses.isEmpty() ? LogCoverage.NO_DIGESTS : LogCoverage.FOREIGN_NAME;
    }
    if (deliveredAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
      return LogCoverage.IN_FUTURE;
    }
    Instant until = deliveredAt.plus(LISTED_WITHIN);
    if (known.isEmpty()) {
      return witnesses.cover(group, deliveredAt, until)
          ? LogCoverage.COVERED_ELSEWHERE
          : LogCoverage.NO_DIGESTS;
    }
    List<PeriodCoverage> byTrail =
        known.stream()
            .map(period -> period.chain().trail())
            .distinct()
            .map(trail -> ofTrail(known, trail, deliveredAt, until))
            .toList();
    if (byTrail.contains(PeriodCoverage.KNOWN)) {
      return LogCoverage.DIGEST_MISSING;
    }
    return byTrail.contains(PeriodCoverage.COVERED)
        ? LogCoverage.COVERED
        : beside(known, deliveredAt, until);
  }

  /** Coverage of a time in which a digest may list a log; known if a digest of it is missing. */
  private static PeriodCoverage ofTrail(
      List<DigestPeriod> known, String trail, Instant from, Instant until) {
    List<DigestPeriod> ofTrail =
        known.stream()
            .filter(period -> period.chain().trail().equals(trail))
            .sorted(Comparator.comparing(DigestPeriod::start))
            .toList();
    if (fill(ofTrail.stream().filter(DigestPeriod::credible).toList(), from, until)) {
      return PeriodCoverage.COVERED;
    }
    return ofTrail.stream().anyMatch(p -> !p.credible() && p.overlaps(from, until))
        ? PeriodCoverage.KNOWN
        : PeriodCoverage.PARTLY_UNKNOWN;
  }

  /** Coverage of a time that no trail's digests fill. */
  private static LogCoverage beside(List<DigestPeriod> known, Instant deliveredAt, Instant until) {
    if (known.stream().anyMatch(p -> p.overlaps(deliveredAt, until))) {
      return LogCoverage.DIGEST_PENDING;
    }
    if (known.stream().allMatch(p -> p.start().isAfter(deliveredAt))) {
      return LogCoverage.BEFORE_CHAINS;
    }
    Instant due = deliveredAt.minus(DIGEST_DUE_WITHIN);
    return known.stream().anyMatch(p -> !p.end().isAfter(deliveredAt) && !p.end().isBefore(due))
        ? LogCoverage.DIGEST_PENDING
        : LogCoverage.AFTER_CHAIN;
  }

  /**
   * Coverage of a period by a trail's digests.
   *
   * @param trail empty for any trail
   * @param backfill whether backfilled digests count, and only these
   */
  public PeriodCoverage ofPeriod(
      DeliveryGroup group, Optional<String> trail, boolean backfill, Instant start, Instant end) {
    List<DigestPeriod> ofChain =
        periods.getOrDefault(group, List.of()).stream()
            .filter(period -> period.chain().backfill() == backfill)
            .filter(period -> trail.map(period.chain().trail()::equals).orElse(true))
            .sorted(Comparator.comparing(DigestPeriod::start))
            .toList();
    if (fill(ofChain.stream().filter(DigestPeriod::credible).toList(), start, end)) {
      return PeriodCoverage.COVERED;
    }
    return fill(ofChain, start, end) ? PeriodCoverage.KNOWN : PeriodCoverage.PARTLY_UNKNOWN;
  }

  /** The finding of a gap, with low severity if backfilled digests cover it; else unchanged. */
  public DigestFinding withBackfill(DigestFinding gap) {
    String object = gap.object();
    DeliveryGroup group =
        new DeliveryGroup(
            object.substring(0, object.lastIndexOf(DeliveryGroup.DIGESTS)),
            gap.account().orElse(""),
            gap.region().orElse(""));
    Instant start = gap.startTime().orElseThrow();
    Instant end = gap.endTime().orElseThrow();
    boolean backfilled =
        periods.getOrDefault(group, List.of()).stream()
            .filter(period -> period.credible() && period.chain().backfill())
            .filter(period -> period.chain().trail().equals(gap.trail().orElse("")))
            .anyMatch(period -> period.covers(start, end));
    return backfilled
        ? gap.with(Severity.LOW, gap.detail() + "; backfilled digests cover it")
        : gap;
  }

  /** Whether periods, sorted by their starts, leave no part of a period out. */
  private static boolean fill(List<DigestPeriod> sorted, Instant start, Instant end) {
    Instant filled = start;
    for (DigestPeriod period : sorted) {
      if (!period.start().isAfter(filled) && period.end().isAfter(filled)) {
        filled = period.end();
      }
    }
    return !filled.isBefore(end);
  }
}
