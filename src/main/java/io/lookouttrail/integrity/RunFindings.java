package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.DigestPeriod;
import io.lookouttrail.integrity.chain.ProofEnds;
import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The findings of a run: those of digests and logs, and those that only the whole run can give, on
 * periods without digests, the end of each chain's proof, and objects that are gone.
 */
final class RunFindings {
  private static final long ROWS_IN_A_FILE = 250_000;

  private final TableStore store;
  private final RunContext run;
  private final ValidationContext context;
  private final Window window;
  private final ChainOverview overview;
  private final ChainVerdicts verdicts;
  private final EarlierChecks earlier;
  private final GoneObjects gone;

  RunFindings(
      TableStore store,
      RunContext run,
      ValidationContext context,
      Window window,
      ChainOverview overview,
      ChainVerdicts verdicts,
      EarlierChecks earlier,
      GoneObjects gone) {
    this.store = store;
    this.run = run;
    this.context = context;
    this.window = window;
    this.overview = overview;
    this.verdicts = verdicts;
    this.earlier = earlier;
    this.gone = gone;
  }

  /**
   * All findings.
   *
   * @param rows rows of the table, in as few partitions as are quickly written
   * @param proven the proven period of each chain
   */
  record Assembled(Dataset<Row> rows, List<ProvenPeriod> proven) {
    Assembled {
      proven = List.copyOf(proven);
    }
  }

  /**
   * Assembles all findings.
   *
   * @param chains rows of {@link VerifyRows#CHAIN_RESULT}
   * @param logResults rows of {@link VerifyRows#LOG_RESULT}
   * @param objects approximate number of rows
   */
  Assembled assemble(Dataset<Row> chains, Dataset<Row> logResults, long objects) {
    DigestCoverage coverage = overview.coverage(verdicts);
    Column isGap =
        col("finding.state")
            .isin(State.GAP.label(), State.NOT_VALIDATED.label())
            .and(col("finding.actual_hash").isNull())
            .and(col("finding.kind").equalTo(Kind.DIGEST.label()));
    Dataset<Row> digests = chains.where(col("finding").isNotNull());
    store.describe("Collect the periods without digests");
    Stream<DigestFinding> gaps =
        digests.where(isGap).select("finding.*").collectAsList().stream()
            .map(row -> coverage.withBackfill(DigestFindingsTable.finding(row)));
    List<UndigestedDays.Day> days = UndigestedDays.of(logResults);
    List<ProvenPeriod> proven = proven(days, coverage);
    List<DigestFinding> ends = proven.stream().flatMap(p -> p.gap().stream()).toList();
    Dataset<Row> periods =
        rows(
            Stream.of(gaps, days.stream().map(UndigestedDays.Day::finding), ends.stream())
                .flatMap(findings -> findings));
    Dataset<Row> found = digests.where(not(isGap)).select("finding.*").union(periods);
    Dataset<Row> closed =
        rows(new ClosedGaps(context, withEnds(ends)).findings(store, earlier, found).stream());
    Dataset<Row> all = found.union(logResults.select("finding.*"));
    Dataset<Row> withGone = gone.notAmong(all).map(all::union).orElse(all);
    return new Assembled(
        withGone
            .union(closed)
            .coalesce((int) Math.min(Integer.MAX_VALUE, 1 + objects / ROWS_IN_A_FILE)),
        proven);
  }

  private List<ProvenPeriod> proven(List<UndigestedDays.Day> days, DigestCoverage coverage) {
    for (UndigestedDays.Day day : days) {
      if (day.afterChains() > 0) {
        gone.evidence().logs().merge(day.folder(), day.last(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    ProofEnds ends =
        new ProofEnds(
            window.from().map(RunFindings::midnight),
            window.to().map(last -> midnight(last.plusDays(1))),
            run.startedAt(),
            gone.evidence());
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

  /** The coverage in which the ends of the chains are known to have no digests. */
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

  private Dataset<Row> rows(Stream<DigestFinding> findings) {
    return store
        .spark()
        .createDataFrame(
            findings
                .map(finding -> DigestFindingsTable.row(run.startedAt(), run.id().value(), finding))
                .toList(),
            DigestFindingsTable.SPEC.schema());
  }
}
