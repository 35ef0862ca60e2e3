package io.lookouttrail.reports.memory;

import java.util.List;

/**
 * The rows from which a report is computed, in memory.
 *
 * @param calls the calls of the report's months and of the month before that no event corrects
 * @param callsByFile all calls of both by log file
 * @param changes the changes, denied calls and calls by root among {@code calls}
 * @param history the calls before the report's months
 * @param modelRuns the model runs of both periods and of the report's event source
 * @param checks the newest check of each object; a digest may have two, its own and a gap
 * @param problems the problems of all files, also the resolved ones
 * @param files the ledger
 * @param reports earlier reports of months of both periods
 */
public record ReportMemory(
    List<CallCount> calls,
    List<FileCalls> callsByFile,
    List<Change> changes,
    List<PastCalls> history,
    List<ModelRunPart> modelRuns,
    List<DigestCheck> checks,
    List<QuarantineProblem> problems,
    List<LedgerFile> files,
    List<MadeReport> reports) {
  public ReportMemory {
    calls = List.copyOf(calls);
    callsByFile = List.copyOf(callsByFile);
    changes = List.copyOf(changes);
    history = List.copyOf(history);
    modelRuns = List.copyOf(modelRuns);
    checks = List.copyOf(checks);
    problems = List.copyOf(problems);
    files = List.copyOf(files);
    reports = List.copyOf(reports);
  }

  /** Returns the calls of the report's months. */
  public List<CallCount> callsInPeriod() {
    return calls.stream().filter(CallCount::inPeriod).toList();
  }

  /** Returns the calls before the report's months that no event corrects. */
  public List<PastCalls> currentHistory() {
    return history.stream().filter(PastCalls::counts).toList();
  }
}
