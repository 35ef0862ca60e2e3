package io.lookouttrail.reports.facts;

import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.DigestKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;

/** The facts of both periods, as their queries gave them. */
record QueriedFacts(
    RankedFacts<Facts.Calls> calls,
    RankedFacts<Facts.DenialBurst> denialBursts,
    RankedFacts<Facts.IdleModel> idleModels,
    RankedFacts<Facts.Digests> digests,
    RankedFacts<Facts.Quarantined> quarantine,
    RankedFacts<Facts.RewrittenLog> rewrittenLogs,
    LateEventFacts lateEvents) {

  /** Returns the facts of both periods, with those that the ledger gives. */
  PeriodFacts ofPeriods(ReportPeriods periods, String eventSource, IngestedMonths ledger) {
    return new PeriodFacts(
        of(FactPeriod.REPORT, periods.from(), periods.to(), eventSource, ledger),
        of(
            FactPeriod.MONTH_BEFORE,
            periods.monthBefore(),
            periods.monthBefore(),
            eventSource,
            ledger));
  }

  private Facts of(
      FactPeriod period, YearMonth from, YearMonth to, String eventSource, IngestedMonths ledger) {
    Map<CallKind, TopItems<Facts.Calls>> callsByKind = new EnumMap<>(CallKind.class);
    for (CallKind kind : CallKind.values()) {
      callsByKind.put(kind, calls.of(period, kind));
    }
    Map<DigestKind, TopItems<Facts.Digests>> digestsByKind = new EnumMap<>(DigestKind.class);
    for (DigestKind kind : DigestKind.values()) {
      digestsByKind.put(kind, digests.of(period, kind));
    }
    return new Facts(
        eventSource,
        from,
        to,
        ledger.wholeMonthsBefore(from),
        ledger.files(from, to),
        callsByKind,
        denialBursts.of(period),
        idleModels.of(period),
        digestsByKind,
        digests.isPresent(period),
        quarantine.of(period, ProblemState.OPEN),
        quarantine.of(period, ProblemState.RESOLVED),
        rewrittenLogs.of(period),
        lateEvents.of(from, to),
        ledger.monthsByAccount(from, to));
  }
}
