package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.tables.FileVersions;
import io.lookouttrail.tables.TableStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;

/**
 * Rows that the scan of a batch staged.
 *
 * @param events rows of {@link StagedKind#EVENT}; may hold copies
 * @param problems rows of {@link StagedKind#PROBLEM}
 * @param files rows of {@link StagedKind#FILE}
 */
record StagedBatch(Dataset<Row> events, Dataset<Row> problems, Dataset<Row> files) {

  /**
   * Reads the files of the tasks that ended, and none of attempts that did not.
   *
   * @param folder folder of all the files, as a URI
   */
  static StagedBatch read(SparkSession spark, String folder, Collection<ScanTaskResult> results) {
    return new StagedBatch(
        rows(spark, folder, results, StagedKind.EVENT),
        rows(spark, folder, results, StagedKind.PROBLEM),
        rows(spark, folder, results, StagedKind.FILE));
  }

  /**
   * Adds the version of the files' content to events and files.
   *
   * @param read the files of the batch
   */
  StagedBatch withVersions(TableStore store, Collection<PendingFile> read) {
    SortedSet<LocalDate> days = new TreeSet<>();
    read.stream()
        .filter(PendingFile::mayHaveVersions)
        .forEach(file -> days.add(file.ledgerDate().orElseThrow()));
    if (days.isEmpty()) {
      return new StagedBatch(events, problems, FileVersions.first(files));
    }
    Dataset<Row> compared = FileVersions.compared(store, files, days);
    Dataset<Row> versions =
        compared.select(col("source_file"), col(FileVersions.VERSION).as(FileVersions.OF_EVENT));
    return new StagedBatch(
        events.drop(FileVersions.OF_EVENT).join(versions, "source_file"), problems, compared);
  }

  private static Dataset<Row> rows(
      SparkSession spark, String folder, Collection<ScanTaskResult> results, StagedKind kind) {
    List<String> attempts =
        results.stream()
            .filter(result -> result.kinds().contains(kind))
            .map(ScanTaskResult::attempt)
            .toList();
    if (attempts.isEmpty()) {
      return spark.createDataFrame(List.of(), kind.schema());
    }
    // A filter on one listing, because Spark makes a request for each path of a list.
    return spark
        .read()
        .schema(kind.schema())
        // Else Spark takes brackets, braces, stars and backslashes in the path for a pattern.
        .option(DataSource.GLOB_PATHS_KEY(), "false")
        .option("pathGlobFilter", kind.fileName("{" + String.join(",", attempts) + "}"))
        .parquet(folder);
  }
}
