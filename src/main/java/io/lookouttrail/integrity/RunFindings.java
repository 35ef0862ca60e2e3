package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.util.List;
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
  private final PeriodFindings periods;
  private final EarlierChecks earlier;
  private final GoneObjects gone;

  RunFindings(
      TableStore store,
      RunContext run,
      ValidationContext context,
      PeriodFindings periods,
      EarlierChecks earlier,
      GoneObjects gone) {
    this.store = store;
    this.run = run;
    this.context = context;
    this.periods = periods;
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
    Column isGap =
        col("finding.state")
            .isin(State.GAP.label(), State.NOT_VALIDATED.label())
            .and(col("finding.actual_hash").isNull())
            .and(col("finding.kind").equalTo(Kind.DIGEST.label()));
    Dataset<Row> digests = chains.where(col("finding").isNotNull());
    store.describe("Collect the periods without digests");
    List<DigestFinding> gaps =
        digests.where(isGap).select("finding.*").collectAsList().stream()
            .map(DigestFindingsTable::finding)
            .toList();
    PeriodFindings.Result ofPeriods = periods.of(gaps, UndigestedDays.of(logResults));
    Dataset<Row> found =
        digests.where(not(isGap)).select("finding.*").union(rows(ofPeriods.findings().stream()));
    Dataset<Row> closed =
        rows(
            new ClosedGaps(context, ofPeriods.coverage()).findings(store, earlier, found).stream());
    Dataset<Row> all = found.union(logResults.select("finding.*"));
    Dataset<Row> withGone = gone.notAmong(all).map(all::union).orElse(all);
    return new Assembled(
        withGone
            .union(closed)
            .coalesce((int) Math.min(Integer.MAX_VALUE, 1 + objects / ROWS_IN_A_FILE)),
        ofPeriods.proven());
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
