package io.lookouttrail.reports.facts;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.ReportPeriods;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Queries the facts that the rules of the findings read.
 *
 * <p>Nine queries run over the rows that the report has cached, each in one Spark action; for a
 * source other than Lookout for Vision there are eight, because only its models run. One more runs
 * if the ledger has a rewritten log file. Spark sums and ranks the facts. What reaches the driver
 * is bounded by the thresholds, or by the number of months and runs.
 */
public final class FindingFactsQuery {
  private final Input in;
  private final int limit;
  private final CachedRows calls;

  private FindingFactsQuery(Input in) {
    this.in = in;
    this.limit = in.thresholds().subjectsPerRule();
    this.calls = in.rows().calls().map(rows -> FactPeriod.byEventDate(rows, in.periods()));
  }

  /**
   * The input of the queries.
   *
   * @param tables the tables; {@code job_runs} is read from them
   * @param rows the cached rows of the report
   */
  public record Input(
      PinnedTables tables,
      ReportRows rows,
      IngestedMonths ledger,
      String eventSource,
      ReportPeriods periods,
      Thresholds thresholds) {}

  /** Runs the queries. */
  public static PeriodFacts run(Input in) {
    SparkSession spark = in.tables().store().spark();
    spark.sparkContext().setJobDescription("Report: query the facts for the findings");
    try {
      return new FindingFactsQuery(in).run();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private PeriodFacts run() {
    QueriedFacts facts =
        new QueriedFacts(
            calls(),
            denialBursts(),
            idleModels(),
            digests(),
            quarantine(),
            rewrittenLogs(),
            lateEvents());
    return facts.ofPeriods(in.periods(), in.eventSource(), in.ledger());
  }

  private RankedFacts<Facts.Calls> calls() {
    FactQuery<Facts.Calls> sums = CallFacts.sums(calls, in.eventSource(), in.thresholds());
    FactQuery<Facts.Calls> longTermKeys = CallFacts.longTermKeys(calls);
    FactQuery<Facts.Calls> firstSeen = FirstSeenFacts.query(calls, in.rows().beforePeriods());
    return sums.readTop(limit, CallFacts.ORDER)
        .and(longTermKeys.readTop(limit, CallFacts.ORDER))
        .and(firstSeen.readTop(limit, CallFacts.ORDER));
  }

  private RankedFacts<Facts.DenialBurst> denialBursts() {
    CachedRows events = in.rows().changes().map(rows -> FactPeriod.byEventDate(rows, in.periods()));
    return DenialBurstFacts.query(events, in.thresholds()).readTop(limit, DenialBurstFacts.ORDER);
  }

  private RankedFacts<Facts.IdleModel> idleModels() {
    return in.eventSource().equals(ActionCatalogue.LOOKOUT_VISION)
        ? IdleModelFacts.query(in.rows().modelRuns(), in.periods(), in.thresholds())
            .readTop(limit, IdleModelFacts.ORDER)
        : RankedFacts.none();
  }

  private RankedFacts<Facts.Digests> digests() {
    return DigestFacts.query(in.rows().checks(), in.periods()).readTop(limit, DigestFacts.ORDER);
  }

  private RankedFacts<Facts.Quarantined> quarantine() {
    return QuarantineFacts.query(in.rows().quarantine(), in.periods())
        .readTop(limit, QuarantineFacts.ORDER);
  }

  private RankedFacts<Facts.RewrittenLog> rewrittenLogs() {
    return in.ledger().rewritten() > 0
        ? RewrittenLogFacts.query(
                new CachedRows(in.tables().read(IngestedFilesTable.SPEC), in.ledger().rewritten()),
                in.eventSource(),
                in.periods())
            .readTop(limit, RewrittenLogFacts.ORDER)
        : RankedFacts.none();
  }

  private LateEventFacts lateEvents() {
    return new LateEventFacts(
        LateEventFacts.additions(in.rows().callsByFile()).readAll(),
        LateEventFacts.reports(jobRuns(), in.eventSource(), in.periods()).readAll());
  }

  /**
   * Returns the runs at the table's newest version: the table versions of a report leave {@code
   * job_runs} out. Newer runs change no fact, because {@link LateEventFacts} ignores reports made
   * after the newest events.
   */
  private Dataset<Row> jobRuns() {
    TableStore store = in.tables().store();
    return store.exists(JobRunsTable.SPEC)
        ? store.read(JobRunsTable.SPEC)
        : store.spark().createDataFrame(List.of(), JobRunsTable.SPEC.schema());
  }
}
