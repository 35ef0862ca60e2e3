package io.lookouttrail.reports.facts;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.memory.CellOrder;
import io.lookouttrail.reports.memory.LedgerFile;
import io.lookouttrail.reports.memory.PastCalls;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the facts that the rules of the findings read, as plain code over rows in memory: those
 * of {@link FindingFactsQuery}.
 */
public final class MemoryFindingFacts {
  private final ReportMemory memory;
  private final ReportPeriods periods;
  private final Thresholds thresholds;

  private MemoryFindingFacts(ReportMemory memory, ReportPeriods periods, Thresholds thresholds) {
    this.memory = memory;
    this.periods = periods;
    this.thresholds = thresholds;
  }

  /** Computes the facts of both periods. */
  public static PeriodFacts of(ReportMemory memory, IngestedMonths ledger, ReportOptions options) {
    ReportPeriods periods = options.periods();
    return new MemoryFindingFacts(memory, periods, options.thresholds())
        .facts(options.eventSource(), options.hasCatalogue())
        .ofPeriods(periods, options.eventSource(), ledger);
  }

  private QueriedFacts facts(String eventSource, boolean hasModels) {
    MemoryRecordFacts records = new MemoryRecordFacts(periods, thresholds);
    return new QueriedFacts(
        MemoryCallFacts.rank(
            memory.calls(),
            memory.history().stream().filter(PastCalls::beforePeriods).toList(),
            periods,
            eventSource,
            thresholds),
        records.denialBursts(memory.changes()),
        hasModels ? records.idleModels(memory.modelRuns()) : RankedFacts.none(),
        MemoryDigestFacts.rank(memory.checks(), periods, thresholds.subjectsPerRule()),
        records.quarantine(memory.problems()),
        rewrittenLogs(),
        new LateEventFacts(LateEventFacts.additions(memory.callsByFile()), memory.reports()));
  }

  private record Rewritten(FactPeriod period, @Nullable String accountId, String sourceFile) {}

  private RankedFacts<Facts.RewrittenLog> rewrittenLogs() {
    Map<Rewritten, List<LedgerFile>> rewritten = new HashMap<>();
    for (LedgerFile file : memory.files()) {
      if (file.isOfSource() && !file.isNewest()) {
        for (FactPeriod period : periods(file)) {
          rewritten
              .computeIfAbsent(
                  new Rewritten(period, file.accountId(), file.sourceFile()),
                  key -> new ArrayList<>())
              .add(file);
        }
      }
    }
    if (rewritten.isEmpty()) {
      return RankedFacts.none();
    }
    Map<String, Optional<String>> now = new HashMap<>();
    memory.files().stream()
        .filter(LedgerFile::isNewest)
        .forEach(file -> now.put(file.sourceFile(), Optional.ofNullable(file.sha256())));
    Map<RankedFacts.Group, List<Facts.RewrittenLog>> facts = new HashMap<>();
    rewritten.forEach(
        (key, contents) ->
            facts
                .computeIfAbsent(
                    new RankedFacts.Group(key.period(), Optional.empty()),
                    group -> new ArrayList<>())
                .add(fact(key, contents, now.getOrDefault(key.sourceFile(), Optional.empty()))));
    return RankedFacts.first(
        facts,
        thresholds.subjectsPerRule(),
        Comparator.comparing(Facts.RewrittenLog::sourceFile, CellOrder.TEXT));
  }

  /** Returns the periods of a file's delivery; one that is not known may be of every period. */
  private List<FactPeriod> periods(LedgerFile file) {
    boolean known = file.deliveredAt() != null;
    LocalDate delivered = known ? file.deliveredDate() : periods.firstDayBefore();
    Instant oldest = file.oldestEventAt();
    return FactPeriod.overlapped(
        oldest == null ? delivered : LocalDate.ofInstant(oldest, ZoneOffset.UTC),
        known ? file.deliveredDate() : periods.lastDay(),
        periods,
        periods.latenessDays());
  }

  private static Facts.RewrittenLog fact(
      Rewritten key, List<LedgerFile> contents, Optional<String> hashNow) {
    LedgerFile last =
        contents.stream().max(Comparator.comparingInt(LedgerFile::version)).orElseThrow();
    List<Instant> found =
        contents.stream().map(LedgerFile::supersededAt).filter(Objects::nonNull).sorted().toList();
    return new Facts.RewrittenLog(
        Optional.ofNullable(key.accountId()),
        key.sourceFile(),
        contents.size(),
        Optional.ofNullable(last.sha256()),
        hashNow,
        found.get(0),
        found.get(found.size() - 1));
  }
}
