package io.lookouttrail.reports.facts;

import io.lookouttrail.identity.Outcome;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.CellOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums of calls by period, kind, account and subject. */
final class CallSums {
  /** The order of {@link CallFacts#ORDER}. */
  private static final Comparator<Facts.Calls> ORDER =
      Comparator.comparingLong(Facts.Calls::calls)
          .reversed()
          .thenComparing(fact -> fact.accountId().orElse(null), CellOrder.TEXT_NULLS_FIRST)
          .thenComparing(Facts.Calls::subject, CellOrder.TEXT);

  private record Key(
      FactPeriod period, CallKind kind, String accountId, @Nullable String subject) {}

  private final Map<Key, Sum> sums = new HashMap<>();

  /** Returns the sum of a subject, to add to. */
  Sum of(FactPeriod period, CallKind kind, String accountId, @Nullable String subject) {
    return sums.computeIfAbsent(new Key(period, kind, accountId, subject), key -> new Sum());
  }

  /** Returns the first facts of each period and kind, without throttling below the threshold. */
  RankedFacts<Facts.Calls> rank(Thresholds thresholds) {
    Map<RankedFacts.Group, List<Facts.Calls>> facts = new HashMap<>();
    sums.forEach(
        (key, sum) -> {
          if (key.kind() != CallKind.THROTTLED || sum.calls >= thresholds.throttledCalls()) {
            facts
                .computeIfAbsent(
                    new RankedFacts.Group(key.period(), Optional.of(key.kind().name())),
                    group -> new ArrayList<>())
                .add(sum.fact(key.accountId(), key.subject()));
          }
        });
    return RankedFacts.first(facts, thresholds.subjectsPerRule(), ORDER);
  }

  /** The calls of one subject. */
  static final class Sum {
    private long calls;
    private long succeeded;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private final FirstNames details = new FirstNames();

    void add(CallCount call, @Nullable String detail) {
      calls += call.calls();
      succeeded += call.hasOutcome(Outcome.SUCCESS.label()) ? call.calls() : 0;
      first = call.firstCall().isBefore(first) ? call.firstCall() : first;
      last = call.lastCall().isAfter(last) ? call.lastCall() : last;
      details.add(detail);
    }

    void add(CallCount call, List<String> names) {
      add(call, (String) null);
      names.forEach(details::add);
    }

    private Facts.Calls fact(String accountId, @Nullable String subject) {
      return new Facts.Calls(
          Optional.of(accountId),
          subject == null ? "" : subject,
          calls,
          succeeded,
          first,
          last,
          details.names());
    }
  }
}
