package io.lookouttrail.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.SpanFacts;
import io.lookouttrail.reports.findings.Thresholds;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableStore;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Asks the tables for what the rules of the findings are told, in one action: every kind of fact is
 * summed and cut in Spark, and what comes is bounded by the thresholds, the accounts and the
 * months.
 */
final class FindingFactsQuery {
  private final Input in;
  private final ReportSpans spans;

  private FindingFactsQuery(Input in) {
    this.in = in;
    this.spans = new ReportSpans(in.from(), in.to(), in.latenessDays());
  }

  /**
   * What is asked.
   *
   * @param cube the calls from the month before {@code from} to {@code to}
   * @param to the last month, inclusive
   * @param latenessDays days of delivery after a month's end that belong to it
   */
  record Input(
      TablesAsOf tables,
      CallCube cube,
      String eventSource,
      YearMonth from,
      YearMonth to,
      Thresholds thresholds,
      int latenessDays) {}

  static SpanFacts ask(Input in) {
    FindingFactsQuery query = new FindingFactsQuery(in);
    SparkSession spark = in.tables().store().spark();
    spark.sparkContext().setJobDescription("Report: what the findings are made from");
    try {
      return new FactReader(query.spans, in.eventSource(), query.facts().collectAsList()).read();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private Dataset<Row> facts() {
    Dataset<Row> cut = FactRows.top(FactRows.union(ofMany()), in.thresholds().subjectsPerRule());
    Dataset<Row> whole =
        FactRows.union(ofFew()).withColumn("total", lit(1L)).withColumn("place", lit(1));
    return cut.union(whole);
  }

  /** Facts that may be more than anybody reads. */
  private List<Dataset<Row>> ofMany() {
    TablesAsOf tables = in.tables();
    String source = in.eventSource();
    Thresholds thresholds = in.thresholds();
    Dataset<Row> calls = withSpan(in.cube().rows());
    Dataset<Row> ledger = tables.read(IngestedFilesTable.SPEC);
    List<Dataset<Row>> facts = new ArrayList<>();
    facts.add(CallFactRows.of(calls, source, thresholds));
    facts.add(CallFactRows.longTermKeys(calls));
    facts.add(FirstSeenFactRows.of(calls, earlierEvents()));
    facts.add(DenialFactRows.of(withSpan(eventsOfSpans()), thresholds));
    if (source.equals(ActionCatalogue.LOOKOUT_VISION)) {
      facts.add(
          RecordFactRows.idleModels(tables.read(ModelRunsTable.SPEC), source, spans, thresholds));
    }
    facts.add(DigestFactRows.of(tables.read(DigestFindingsTable.SPEC), spans));
    facts.add(RecordFactRows.quarantine(tables.read(QuarantineTable.SPEC), ledger, spans));
    return facts;
  }

  /** Facts that are by account, month or run. */
  private List<Dataset<Row>> ofFew() {
    Dataset<Row> ledger = in.tables().read(IngestedFilesTable.SPEC);
    return List.of(
        RecordFactRows.logs(ledger, in.eventSource(), spans),
        RecordFactRows.ledgerMonths(ledger, in.eventSource(), spans),
        RecordFactRows.reports(jobRuns(), in.eventSource(), spans),
        RecordFactRows.added(in.tables().read(EventsTable.SPEC), in.eventSource(), spans));
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

  private Dataset<Row> eventsOfSpans() {
    return in.tables()
        .currentEvents()
        .where(col("event_source").equalTo(in.eventSource()))
        .where(col("event_date").between(spans.firstDayBefore(), spans.lastDay()));
  }

  /** Also what was corrected later: who called is not what a correction takes back. */
  private Dataset<Row> earlierEvents() {
    return in.tables()
        .read(EventsTable.SPEC)
        .where(col("event_source").equalTo(in.eventSource()))
        .where(col("event_date").lt(lit(spans.firstDayBefore())));
  }

  private Dataset<Row> withSpan(Dataset<Row> rows) {
    Column isPeriod = col("event_date").geq(lit(spans.firstDay()));
    return rows.withColumn("span", when(isPeriod, FactRows.PERIOD).otherwise(FactRows.BEFORE));
  }
}
