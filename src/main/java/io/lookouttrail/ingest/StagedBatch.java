package io.lookouttrail.ingest;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a scan has laid aside for the rest of a batch.
 *
 * @param events rows of {@link StagedKind#EVENT}; may hold copies
 * @param problems rows of {@link StagedKind#PROBLEM}
 * @param files rows of {@link StagedKind#FILE}
 */
record StagedBatch(Dataset<Row> events, Dataset<Row> problems, Dataset<Row> files) {

  /**
   * Reads the parts that tasks have left, and nothing of attempts that came to no end.
   *
   * @param folder where all the parts are, as a URI
   */
  static StagedBatch read(SparkSession spark, String folder, Collection<ScanTaskResult> parts) {
    return new StagedBatch(
        rows(spark, folder, parts, StagedKind.EVENT),
        rows(spark, folder, parts, StagedKind.PROBLEM),
        rows(spark, folder, parts, StagedKind.FILE));
  }

  private static Dataset<Row> rows(
      SparkSession spark, String folder, Collection<ScanTaskResult> parts, StagedKind kind) {
    List<String> attempts =
        parts.stream()
            .filter(part -> part.kinds().contains(kind))
            .map(ScanTaskResult::attempt)
            .toList();
    if (attempts.isEmpty()) {
      return spark.createDataFrame(List.of(), kind.schema());
    }
    // A filter on one listing: Spark would ask the store for each of many paths.
    return spark
        .read()
        .schema(kind.schema())
        .option("pathGlobFilter", kind.fileName("{" + String.join(",", attempts) + "}"))
        .parquet(folder);
  }
}
