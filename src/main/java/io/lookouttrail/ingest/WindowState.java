package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.run.RunId;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableStore;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the window's files stand in the tables when a run has ended, whoever read them, and what of
 * it is this run's.
 *
 * @param openProblems unresolved problems by name
 */
record WindowState(
    long records,
    long kept,
    long duplicates,
    long otherSources,
    long rejected,
    long quarantinedFiles,
    long unbalancedFiles,
    SortedMap<String, Long> openProblems) {

  static WindowState of(TableStore store, Window window, RunId runId) {
    store.spark().sparkContext().setJobDescription("Check how the window's files add up");
    Dataset<Row> files = store.read(IngestedFilesTable.SPEC).where(in(window));
    Column own = col("run_id").equalTo(runId.value());
    Column balance =
        col("kept").plus(col("duplicates")).plus(col("other_sources")).plus(col("rejected"));
    Row sums =
        files
            .agg(
                ofRun(own, "records"),
                ofRun(own, "kept"),
                ofRun(own, "duplicates"),
                ofRun(own, "other_sources"),
                ofRun(own, "rejected"),
                count_if(col("status").equalTo(IngestedFilesTable.STATUS_QUARANTINED)),
                count_if(col("records").notEqual(balance)))
            .first();
    return new WindowState(
        sums.getLong(0),
        sums.getLong(1),
        sums.getLong(2),
        sums.getLong(3),
        sums.getLong(4),
        sums.getLong(5),
        sums.getLong(6),
        openProblems(store, files));
  }

  private static Column ofRun(Column own, String figure) {
    return org.apache.spark.sql.functions.coalesce(sum(when(own, col(figure))), lit(0L));
  }

  private static SortedMap<String, Long> openProblems(TableStore store, Dataset<Row> files) {
    SortedMap<String, Long> problems = new TreeMap<>();
    store
        .read(QuarantineTable.SPEC)
        .where(col("resolved_at").isNull())
        .join(files.select("source_file"), new String[] {"source_file"}, "left_semi")
        .groupBy("problem")
        .count()
        .collectAsList()
        .forEach(row -> problems.put(row.getString(0), row.getLong(1)));
    return problems;
  }

  private static Column in(Window window) {
    Column in = lit(true);
    if (window.firstDeliveryDay().isPresent()) {
      in = in.and(col("delivered_date").geq(lit(window.firstDeliveryDay().get())));
    }
    if (window.lastDeliveryDay().isPresent()) {
      in = in.and(col("delivered_date").leq(lit(window.lastDeliveryDay().get())));
    }
    return in.and(among("account_id", window.accounts().toArray()))
        .and(among("region", window.regions().toArray()));
  }

  /** A file whose key names no account or Region may be of any. */
  private static Column among(String column, Object[] wanted) {
    return wanted.length == 0 ? lit(true) : col(column).isin(wanted).or(col(column).isNull());
  }
}
