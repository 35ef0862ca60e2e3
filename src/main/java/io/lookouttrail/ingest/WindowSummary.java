package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.run.RunId;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.FileVersions;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.direct.DataFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts of the window's files in the tables after a run. The record counts are of the files that
 * this run read; the other counts are of all files of the window.
 *
 * @param quarantinedFiles files with unresolved problems
 * @param unbalancedFiles files whose record counts do not add up
 * @param openProblems number of unresolved problems by name
 * @param archivedBytes stored size of the files in an S3 archive storage class
 * @param rewritten files that were rewritten after they were read
 */
record WindowSummary(
    long records,
    long kept,
    long duplicates,
    long otherSources,
    long rejected,
    long quarantinedFiles,
    long unbalancedFiles,
    SortedMap<String, Long> openProblems,
    long archivedBytes,
    List<RewrittenFile> rewritten) {

  WindowSummary {
    openProblems = new TreeMap<>(openProblems);
    rewritten = List.copyOf(rewritten);
  }

  /**
   * @param allDated whether the key of every file of the run has a date; if not, the files of the
   *     run and those whose delivery is not known count as files of the window
   */
  static WindowSummary of(TableStore store, Window window, RunId runId, boolean allDated) {
    Optional<DirectRows> files =
        DirectRows.of(store, IngestedFilesTable.SPEC, file -> !allDated || mayBeIn(window, file));
    Optional<DirectRows> problems = DirectRows.of(store, QuarantineTable.SPEC, file -> true);
    return files.isPresent() && problems.isPresent()
        ? WindowTotals.of(files.get(), problems.get(), window, runId, allDated)
        : ofQueries(store, window, runId, allDated);
  }

  private static boolean mayBeIn(Window window, DataFile file) {
    return IngestedFilesTable.isDelivered(
        file,
        window.firstDeliveryDay().orElse(LocalDate.MIN),
        window.lastDeliveryDay().orElse(LocalDate.MAX));
  }

  private static WindowSummary ofQueries(
      TableStore store, Window window, RunId runId, boolean allDated) {
    store.describe("Check that the record counts of the window's files add up");
    Column own = col("run_id").equalTo(runId.value());
    Column undated = allDated ? lit(false) : own.or(col("delivered_at").isNull());
    Dataset<Row> files = store.read(IngestedFilesTable.SPEC).where(in(window).or(undated));
    Dataset<Row> newest = files.where(FileVersions.isNewest());
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
                count_if(
                    col("status")
                        .equalTo(IngestedFilesTable.STATUS_QUARANTINED)
                        .and(FileVersions.isNewest())),
                count_if(col("records").notEqual(balance)),
                count_if(not(FileVersions.isNewest())))
            .first();
    SortedMap<String, OpenProblem> problems = openProblems(store, newest);
    return new WindowSummary(
        sums.getLong(0),
        sums.getLong(1),
        sums.getLong(2),
        sums.getLong(3),
        sums.getLong(4),
        sums.getLong(5),
        sums.getLong(6),
        counts(problems),
        problems.getOrDefault(Problem.Kind.ARCHIVED.label(), OpenProblem.NONE).bytes(),
        sums.getLong(7) == 0 ? List.of() : rewritten(files));
  }

  private static List<RewrittenFile> rewritten(Dataset<Row> files) {
    return files
        .where(not(FileVersions.isNewest()))
        .select("source_file", "account_id")
        .distinct()
        .orderBy("source_file")
        .collectAsList()
        .stream()
        .map(row -> new RewrittenFile(row.getString(0), Optional.ofNullable(row.getString(1))))
        .toList();
  }

  /** The window's files in an S3 archive storage class: source_file, sorted. */
  static Dataset<Row> archivedFiles(TableStore store, Window window) {
    return openRows(store)
        .where(col("problem").equalTo(Problem.Kind.ARCHIVED.label()))
        .join(
            store.read(IngestedFilesTable.SPEC).where(in(window)).select("source_file"),
            new String[] {"source_file"},
            "left_semi")
        .select("source_file")
        .orderBy("source_file");
  }

  private static Column ofRun(Column own, String figure) {
    return org.apache.spark.sql.functions.coalesce(sum(when(own, col(figure))), lit(0L));
  }

  /** Number of unresolved problems of a kind, and the stored size of their files. */
  private record OpenProblem(long count, long bytes) {
    static final OpenProblem NONE = new OpenProblem(0, 0);
  }

  private static SortedMap<String, OpenProblem> openProblems(TableStore store, Dataset<Row> files) {
    SortedMap<String, OpenProblem> problems = new TreeMap<>();
    if (store.isUntouched(QuarantineTable.SPEC)) {
      return problems;
    }
    openRows(store)
        .join(files.select("source_file", "bytes"), new String[] {"source_file"})
        .groupBy("problem")
        .agg(count(lit(1)), sum("bytes"))
        .collectAsList()
        .forEach(
            row -> problems.put(row.getString(0), new OpenProblem(row.getLong(1), row.getLong(2))));
    return problems;
  }

  private static Dataset<Row> openRows(TableStore store) {
    return store.read(QuarantineTable.SPEC).where(col("resolved_at").isNull());
  }

  private static SortedMap<String, Long> counts(SortedMap<String, OpenProblem> problems) {
    SortedMap<String, Long> counts = new TreeMap<>();
    problems.forEach((name, open) -> counts.put(name, open.count()));
    return counts;
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

  /** A file whose key contains no account or Region matches any. */
  private static Column among(String column, Object[] values) {
    return values.length == 0 ? lit(true) : col(column).isin(values).or(col(column).isNull());
  }
}
