package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.run.PhaseTimes;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.TableStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verification of a small archive in threads of this process, without Spark: the findings are those
 * of {@link ValidationPipeline} and {@link RunFindings}.
 */
final class SmallVerification {
  private final TableStore store;
  private final RunContext run;
  private final PhaseTimes times;
  private final ValidationContext context;
  private final Window window;

  SmallVerification(
      TableStore store,
      RunContext run,
      PhaseTimes times,
      ValidationContext context,
      Window window) {
    this.store = store;
    this.run = run;
    this.times = times;
    this.context = context;
    this.window = window;
  }

  /**
   * What was found.
   *
   * @param findings the findings to be stored
   * @param hashedFiles number of log files that were read
   * @param hashedBytes their stored size
   */
  record Result(
      List<DigestFinding> findings, List<ProvenPeriod> proven, long hashedFiles, long hashedBytes) {
    Result {
      findings = List.copyOf(findings);
      proven = List.copyOf(proven);
    }
  }

  /**
   * Verifies; commits nothing.
   *
   * @param rehash whether the hashes of the ledger are ignored
   * @return empty where the archive or the tables are too large
   */
  Optional<Result> run(VerifyListing listing, boolean rehash) {
    SmallVerifyLimits limits = SmallVerifyLimits.ofHeap();
    Optional<SmallVerifyInput> input =
        times.time("compare", () -> SmallVerifyInput.of(store, listing, context, rehash, limits));
    if (input.isEmpty()) {
      return Optional.empty();
    }
    SmallTasks tasks = new SmallTasks(store.hadoop(), run.progress());
    Optional<DigestResults> validated =
        times.time(
            "digests", () -> tasks.validateChains(context, listing.digests(), limits.objects()));
    if (validated.isEmpty()) {
      return Optional.empty();
    }
    DigestResults digests = validated.get();
    StoredFindings stored = input.get().findings();
    ChainOverview overview = digests.overview();
    ChainVerdicts verdicts =
        times.time("digests", () -> stored.proofs(digests.findings()).verdicts(overview, context));
    digests.apply(verdicts);
    SmallLogs logs =
        new SmallLogs(listing.logs(), new LogEntries(digests.entries()), input.get().knownHashes());
    times.time("hash", () -> logs.computeHashes(tasks));
    SmallLogs.Validated ofLogs = logs.validate(overview.coverage(verdicts), run.startedAt());
    StoredFindings.Comparison earlier =
        times.time("compare", () -> stored.compare(ListedSelection.of(listing, context, window)));
    PeriodFindings.Result periods =
        new PeriodFindings(run, window, overview, verdicts, GoneObject.evidence(earlier.gone()))
            .of(
                digests.findings().stream().filter(PeriodFindings::isGap).toList(),
                UndigestedDays.of(ofLogs.unlisted()));
    return Optional.of(
        new Result(
            assemble(digests, periods, ofLogs.findings(), earlier),
            periods.proven(),
            logs.hashedFiles(),
            logs.hashedBytes()));
  }

  private List<DigestFinding> assemble(
      DigestResults digests,
      PeriodFindings.Result periods,
      List<DigestFinding> ofLogs,
      StoredFindings.Comparison earlier) {
    List<DigestFinding> all = new ArrayList<>();
    digests.findings().stream().filter(finding -> !PeriodFindings.isGap(finding)).forEach(all::add);
    all.addAll(periods.findings());
    ClosedGaps gaps = new ClosedGaps(context, periods.coverage());
    List<DigestFinding> closed = gaps.findings(earlier.gaps(), all);
    all.addAll(ofLogs);
    Set<Subject> found = new HashSet<>();
    all.forEach(finding -> found.add(Subject.of(finding)));
    for (GoneObject gone : earlier.gone()) {
      if (!found.contains(Subject.of(gone.before()))) {
        all.add(gone.finding());
      }
    }
    all.addAll(closed);
    return all;
  }

  private record Subject(DigestFinding.Kind kind, String object) {
    static Subject of(DigestFinding finding) {
      return new Subject(finding.kind(), finding.object());
    }
  }
}
