package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.ReportPeriods;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Asks for what the rules of the findings are told: every kind of fact is summed and cut in Spark,
 * and what comes is bounded by the thresholds, the accounts and the months.
 */
public final class FindingFactsQuery {
  private final Input in;
  private final ReportPeriods spans;
  private final List<Row> facts = new ArrayList<>();

  private FindingFactsQuery(Input in) {
    this.in = in;
    this.spans = in.spans();
  }

  /**
   * What is asked.
   *
   * @param tables with the runs, which are read here
   * @param rows of these spans
   */
  public record Input(
      PinnedTables tables,
      ReportRows rows,
      IngestedMonths ledger,
      String eventSource,
      ReportPeriods spans,
      Thresholds thresholds) {}

  public static PeriodFacts ask(Input in) {
    SparkSession spark = in.tables().store().spark();
    spark.sparkContext().setJobDescription("Report: what the findings are made from");
    try {
      return new FindingFactsQuery(in).ask();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private PeriodFacts ask() {
    ofCalls();
    ofRecords();
    return new FactReader(spans, in.ledger(), in.eventSource(), facts).read();
  }

  private void ofCalls() {
    ReportRows rows = in.rows();
    String source = in.eventSource();
    Thresholds thresholds = in.thresholds();
    CachedRows calls = rows.calls().with(this::withSpan);
    first(calls.with(some -> CallFactRows.of(some, source, thresholds)));
    first(calls.with(CallFactRows::longTermKeys));
    first(
        new CachedRows(
            FirstSeenFactRows.of(calls.rows(), rows.seenBefore().rows()),
            Math.max(calls.count(), rows.history().count())));
    first(rows.changes().with(some -> DenialFactRows.of(withSpan(some), thresholds)));
  }

  private void ofRecords() {
    ReportRows rows = in.rows();
    String source = in.eventSource();
    if (source.equals(ActionCatalogue.LOOKOUT_VISION)) {
      first(
          rows.modelRuns()
              .with(runs -> RecordFactRows.idleModels(runs, source, spans, in.thresholds())));
    }
    first(rows.checks().with(checks -> DigestFactRows.of(checks, spans)));
    first(rows.quarantine().with(open -> RecordFactRows.quarantine(open, spans)));
    all(rows.callsByFile().with(RecordFactRows::added));
    all(new CachedRows(RecordFactRows.reports(jobRuns(), source, spans), 0));
  }

  /** Takes the first of facts that may be more than anybody reads. */
  private void first(CachedRows many) {
    take(many.with(some -> FactRows.top(some, in.thresholds().subjectsPerRule())));
  }

  /** Takes facts that are by month or run. */
  private void all(CachedRows few) {
    take(few.with(some -> some.withColumn("total", lit(1L)).withColumn("place", lit(1))));
  }

  private void take(CachedRows some) {
    facts.addAll(
        CachedRows.asking(
            some.rows().sparkSession(), some.few(), () -> some.rows().collectAsList()));
  }

  /**
   * The runs as they stand now: no report's versions name their table. What was noted after the
   * events came changes nothing, see {@link FactReader}.
   */
  private Dataset<Row> jobRuns() {
    TableStore store = in.tables().store();
    return store.exists(JobRunsTable.SPEC)
        ? store.read(JobRunsTable.SPEC)
        : store.spark().createDataFrame(List.of(), JobRunsTable.SPEC.schema());
  }

  private Dataset<Row> withSpan(Dataset<Row> rows) {
    Column isPeriod = col("event_date").geq(lit(spans.firstDay()));
    return rows.withColumn("span", when(isPeriod, FactRows.PERIOD).otherwise(FactRows.BEFORE));
  }
}
