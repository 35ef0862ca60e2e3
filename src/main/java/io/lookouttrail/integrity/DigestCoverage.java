package io.lookouttrail.integrity;

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

/** The times of which there are digests, by what they are of. */
final class DigestCoverage implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How long after its delivery a log is named at the latest: its key tells the minute, and a log
   * delivered as one digest ends may stand in the next one.
   */
  static final Duration NAMED_WITHIN = Duration.ofHours(1);

  /** How old a log may be whose digest is still to come: an hour's digest follows that hour. */
  static final Duration DIGEST_DUE_WITHIN = Duration.ofHours(2);

  /** What the digests' times say of a log that none of them names. */
  enum Answer {
    /** There are digests of its time, they can be believed, and none names it. */
    COVERED,
    /** Digests of its time are missing or cannot be believed. */
    HOLE,
    /** The newest digest is too young to name it. */
    TOO_NEW,
    /** It came after the end of every chain. */
    AFTER,
    /** No chain reaches to its time: it came before the first digest, or between two trails. */
    OUTSIDE,
    /** There is no digest at all for its place, account and Region. */
    NONE
  }

  /** What the digests of a chain say of a time. */
  enum Told {
    /** There are digests of all of it, and they can be believed. */
    BELIEVED,
    /** All of it has digests, or is known to have none. */
    WHOLLY,
    /** Of some of it nothing is known. */
    PARTLY
  }

  private final HashMap<DeliveryGroup, List<DigestPeriod>> spans;

  private DigestCoverage(Map<DeliveryGroup, List<DigestPeriod>> spans) {
    this.spans = new HashMap<>(spans);
  }

  static DigestCoverage of(Collection<DigestPeriod> spans) {
    Map<DeliveryGroup, List<DigestPeriod>> byGroup =
        spans.stream().collect(Collectors.groupingBy(span -> span.chain().group()));
    Map<DeliveryGroup, List<DigestPeriod>> merged = new HashMap<>();
    byGroup.forEach((group, some) -> merged.put(group, merged(some)));
    return new DigestCoverage(merged);
  }

  /** Joins the spans that touch; what is far apart stays apart. */
  static List<DigestPeriod> merged(Collection<DigestPeriod> spans) {
    List<DigestPeriod> sorted = new ArrayList<>(spans);
    sorted.sort(
        Comparator.comparing((DigestPeriod span) -> span.chain().toString())
            .thenComparing(DigestPeriod::believed)
            .thenComparing(DigestPeriod::start));
    List<DigestPeriod> merged = new ArrayList<>();
    for (DigestPeriod span : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).isJoinedBy(span)) {
        merged.set(last, merged.get(last).joined(span));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  /** Of a log that no digest names. */
  Answer of(DeliveryGroup group, Instant deliveredAt) {
    List<DigestPeriod> known = spans.getOrDefault(group, List.of());
    Instant until = deliveredAt.plus(NAMED_WITHIN);
    if (known.isEmpty()) {
      return Answer.NONE;
    }
    if (known.stream().anyMatch(span -> !span.believed() && touches(span, deliveredAt, until))) {
      return Answer.HOLE;
    }
    if (known.stream().anyMatch(span -> span.believed() && covers(span, deliveredAt, until))) {
      return Answer.COVERED;
    }
    if (known.stream().allMatch(span -> span.end().isBefore(deliveredAt))) {
      Instant late = deliveredAt.minus(DIGEST_DUE_WITHIN);
      return known.stream().allMatch(span -> span.end().isBefore(late))
          ? Answer.AFTER
          : Answer.TOO_NEW;
    }
    return known.stream().anyMatch(span -> touches(span, deliveredAt, until))
        ? Answer.TOO_NEW
        : Answer.OUTSIDE;
  }

  /** Whether backfilled digests of a trail cover a time that its own chain leaves out. */
  boolean isBackfilled(DeliveryGroup group, String trail, Instant start, Instant end) {
    return spans.getOrDefault(group, List.of()).stream()
        .filter(span -> span.believed() && span.chain().backfill())
        .filter(span -> span.chain().trail().equals(trail))
        .anyMatch(span -> covers(span, start, end));
  }

  /**
   * What is known of a time.
   *
   * @param trail empty for any trail
   */
  Told told(
      DeliveryGroup group, Optional<String> trail, boolean backfill, Instant start, Instant end) {
    List<DigestPeriod> ofChain =
        spans.getOrDefault(group, List.of()).stream()
            .filter(span -> span.chain().backfill() == backfill)
            .filter(span -> trail.map(span.chain().trail()::equals).orElse(true))
            .sorted(Comparator.comparing(DigestPeriod::start))
            .toList();
    if (fill(ofChain.stream().filter(DigestPeriod::believed).toList(), start, end)) {
      return Told.BELIEVED;
    }
    return fill(ofChain, start, end) ? Told.WHOLLY : Told.PARTLY;
  }

  /** Whether spans, sorted by their beginnings, leave nothing of a time out. */
  private static boolean fill(List<DigestPeriod> sorted, Instant start, Instant end) {
    Instant filled = start;
    for (DigestPeriod span : sorted) {
      if (!span.start().isAfter(filled) && span.end().isAfter(filled)) {
        filled = span.end();
      }
    }
    return !filled.isBefore(end);
  }

  private static boolean touches(DigestPeriod span, Instant start, Instant end) {
    return span.start().isBefore(end) && start.isBefore(span.end());
  }

  private static boolean covers(DigestPeriod span, Instant start, Instant end) {
    return !span.start().isAfter(start) && !span.end().isBefore(end);
  }
}
