package io.lookouttrail.reports.facts;

import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.memory.CellOrder;
import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The facts of {@link DigestFacts} as plain code over rows in memory. */
final class MemoryDigestFacts {
  private final ReportPeriods periods;
  private final Map<Key, Sum> sums = new HashMap<>();

  private MemoryDigestFacts(ReportPeriods periods) {
    this.periods = periods;
  }

  private record Key(
      FactPeriod period,
      String kind,
      @Nullable String accountId,
      @Nullable String subject,
      @Nullable String state) {}

  /** The objects of one key. */
  private static final class Sum {
    private long objects;
    private long seconds;
    private Instant start = Instant.MAX;
    private Instant end = Instant.MIN;
    private final TreeSet<String> names = new TreeSet<>(CellOrder.TEXT);
    private final TreeSet<String> logs = new TreeSet<>(CellOrder.TEXT);
    private Optional<Facts.Recheck> recheck = Optional.empty();

    void add(DigestCheck check, Instant from, Instant to, long secondsWithin) {
      objects++;
      seconds += secondsWithin;
      start = from.isBefore(start) ? from : start;
      end = to.isAfter(end) ? to : end;
      addName(check.isLog() ? logs : names, check.object());
    }

    /** Takes the later times of those of several checks. */
    void add(Facts.Recheck other) {
      recheck =
          Optional.of(
              recheck
                  .map(
                      one ->
                          new Facts.Recheck(
                              later(one.failedAt(), other.failedAt()),
                              later(one.passedAt(), other.passedAt())))
                  .orElse(other));
    }

    private static Instant later(Instant one, Instant other) {
      return one.isBefore(other) ? other : one;
    }

    /** Keeps the first and the last name. */
    private static void addName(NavigableSet<String> names, @Nullable String name) {
      if (name != null && names.add(name) && names.size() > 2) {
        names.remove(names.higher(names.first()));
      }
    }

    Facts.Digests fact(Key key) {
      return new Facts.Digests(
          Optional.ofNullable(key.accountId()),
          key.subject() == null ? "" : key.subject(),
          key.state() == null ? "" : key.state(),
          objects,
          seconds / DigestFacts.SECONDS_PER_HOUR,
          Optional.of(start),
          Optional.of(end),
          List.copyOf(logs.isEmpty() ? names : logs),
          recheck);
    }
  }

  /** Returns the first facts of every kind. */
  static RankedFacts<Facts.Digests> rank(
      List<DigestCheck> checks, ReportPeriods periods, int limit) {
    MemoryDigestFacts facts = new MemoryDigestFacts(periods);
    checks.forEach(facts::add);
    return facts.rank(limit);
  }

  private void add(DigestCheck check) {
    Instant start = check.start();
    if (start == null) {
      return;
    }
    Instant end = check.endTime() == null ? start : check.endTime();
    for (FactPeriod period : FactPeriod.overlapped(check.firstDay(), check.lastDay(), periods, 0)) {
      Key key = key(period, check);
      Sum sum = sum(key);
      sum.add(check, start, end, secondsWithin(period, start, end));
      if (key.kind().equals(DigestKind.IN_ORDER_AGAIN.name())) {
        sum.add(
            new Facts.Recheck(
                Objects.requireNonNull(check.contradictedAt()),
                Objects.requireNonNull(check.checkedAt())));
      }
    }
  }

  private static Key key(FactPeriod period, DigestCheck check) {
    String kind = kind(period, check);
    if (kind.equals(DigestFacts.CHECKED)) {
      return new Key(period, kind, null, "", "");
    }
    String subject =
        kind.equals(DigestKind.CONTRADICTED.name()) || kind.equals(DigestKind.IN_ORDER_AGAIN.name())
            ? check.object()
            : check.region() == null ? "an unknown Region" : check.region();
    String state = kind.equals(DigestKind.GAP.name()) ? "gap" : check.state();
    return new Key(period, kind, check.accountId(), subject, state);
  }

  private static String kind(FactPeriod period, DigestCheck check) {
    if (check.state() == null) {
      return DigestFacts.CHECKED;
    }
    boolean low = check.hasSeverity("low");
    boolean isMissingDigest = check.isDigest() && check.hasState("missing");
    if ((check.hasState("gap") || isMissingDigest) && !low) {
      return DigestKind.GAP.name();
    } else if (check.isContradicted()) {
      return DigestKind.CONTRADICTED.name();
    } else if (period == FactPeriod.MONTH_BEFORE && check.isInOrderAgain()) {
      return DigestKind.IN_ORDER_AGAIN.name();
    }
    return check.hasState("valid") ? DigestFacts.CHECKED : DigestKind.UNCHECKED.name();
  }

  private long secondsWithin(FactPeriod period, Instant start, Instant end) {
    boolean isReport = period == FactPeriod.REPORT;
    long from = midnight(isReport ? periods.firstDay() : periods.firstDayBefore());
    long to = midnight((isReport ? periods.lastDay() : periods.lastDayBefore()).plusDays(1));
    return Math.max(0, Math.min(end.getEpochSecond(), to) - Math.max(start.getEpochSecond(), from));
  }

  private static long midnight(LocalDate day) {
    return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  private RankedFacts<Facts.Digests> rank(int limit) {
    Map<RankedFacts.Group, List<Key>> keys = new HashMap<>();
    sums.keySet()
        .forEach(
            key ->
                keys.computeIfAbsent(
                        new RankedFacts.Group(key.period(), Optional.of(key.kind())),
                        group -> new ArrayList<>())
                    .add(key));
    Comparator<Key> order =
        Comparator.comparingLong(this::weight)
            .reversed()
            .thenComparing(Key::accountId, CellOrder.TEXT_NULLS_FIRST)
            .thenComparing(Key::subject, CellOrder.TEXT_NULLS_FIRST)
            .thenComparing(Key::state, CellOrder.TEXT_NULLS_FIRST);
    return RankedFacts.first(keys, limit, order).map(key -> sum(key).fact(key));
  }

  /** The longest gaps come first; of the other kinds, those with the most objects. */
  private long weight(Key key) {
    return key.kind().equals(DigestKind.GAP.name()) ? sum(key).seconds : sum(key).objects;
  }

  private Sum sum(Key key) {
    return sums.computeIfAbsent(key, absent -> new Sum());
  }
}
