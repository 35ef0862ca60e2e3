package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.DigestPeriod;
import io.lookouttrail.integrity.chain.ProofEnds;
import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The findings of periods, which only the whole run can give: gaps, and the end of each proof. */
final class PeriodFindings {
  private final RunContext run;
  private final Window window;
  private final ChainOverview overview;
  private final ChainVerdicts verdicts;
  private final ProofEnds.Evidence evidence;

  /**
   * @param evidence the newest digests that are gone
   */
  PeriodFindings(
      RunContext run,
      Window window,
      ChainOverview overview,
      ChainVerdicts verdicts,
      ProofEnds.Evidence evidence) {
    this.run = run;
    this.window = window;
    this.overview = overview;
    this.verdicts = verdicts;
    this.evidence = evidence;
  }

  /**
   * The findings.
   *
   * @param findings one for each period
   * @param proven the proven period of each chain
   * @param coverage the coverage in which the ends of the chains are known to have no digests
   */
  record Result(List<DigestFinding> findings, List<ProvenPeriod> proven, DigestCoverage coverage) {
    Result {
      findings = List.copyOf(findings);
      proven = List.copyOf(proven);
    }
  }

  /** Whether a finding is of a period without digests, which the whole run may explain. */
  static boolean isGap(DigestFinding finding) {
    return finding.kind() == Kind.DIGEST
        && finding.actualHash().isEmpty()
        && (finding.state() == State.GAP || finding.state() == State.NOT_VALIDATED);
  }

  /**
   * Completes the findings of periods.
   *
   * @param gaps findings of the chain validation for which {@link #isGap} is true
   * @param days the days whose logs no chain covers
   */
  Result of(List<DigestFinding> gaps, List<UndigestedDays.Day> days) {
    DigestCoverage coverage = overview.coverage(verdicts);
    List<ProvenPeriod> proven = proven(days, coverage);
    List<DigestFinding> ends = proven.stream().flatMap(p -> p.gap().stream()).toList();
    List<DigestFinding> findings = new ArrayList<>();
    gaps.forEach(gap -> findings.add(coverage.withBackfill(gap)));
    days.forEach(day -> findings.add(day.finding()));
    findings.addAll(ends);
    return new Result(findings, proven, withEnds(ends));
  }

  private List<ProvenPeriod> proven(List<UndigestedDays.Day> days, DigestCoverage coverage) {
    for (UndigestedDays.Day day : days) {
      if (day.afterChains() > 0) {
        evidence.logs().merge(day.folder(), day.last(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    ProofEnds ends =
        new ProofEnds(
            window.from().map(PeriodFindings::midnight),
            window.to().map(last -> midnight(last.plusDays(1))),
            run.startedAt(),
            evidence);
    return ends.of(overview.chains()).stream()
        .map(
            period ->
                verdicts.provesNothing(period.chain())
                    ? new ProvenPeriod(
                        period.chain(), Optional.empty(), Optional.empty(), Optional.empty())
                    : period.with(period.gap().map(coverage::withBackfill)))
        .toList();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private DigestCoverage withEnds(List<DigestFinding> ends) {
    List<DigestPeriod> periods =
        new ArrayList<>(
            overview.periods().stream()
                .filter(period -> !verdicts.isUntrusted(period.chain()))
                .toList());
    for (DigestFinding end : ends) {
      overview.chains().stream()
          .map(chain -> chain.chain())
          .filter(chain -> end.object().startsWith(chain.group().digestFolder() + "/"))
          .filter(chain -> Optional.of(chain.trail()).equals(end.trail()) && !chain.backfill())
          .forEach(
              chain ->
                  periods.add(
                      new DigestPeriod(
                          chain,
                          end.startTime().orElseThrow(),
                          end.endTime().orElseThrow(),
                          false)));
    }
    return DigestCoverage.of(periods);
  }
}
