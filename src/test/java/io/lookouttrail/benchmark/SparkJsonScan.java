package io.lookouttrail.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Spark's own JSON source over an archive, of a declared schema that has only what is asked. */
final class SparkJsonScan {
  private SparkJsonScan() {}

  static ScanCounts read(SparkSession spark, BenchmarkArchive archive) {
    Row counts =
        spark
            .read()
            .schema("Records array<struct<eventSource: string>>")
            .option("multiLine", true)
            .option("recursiveFileLookup", true)
            .json(archive.logFolder().toString())
            .select(explode(col("Records.eventSource")).as("source"))
            .agg(
                count(lit(1)), count(when(col("source").equalTo("lookoutvision.amazonaws.com"), 1)))
            .head();
    return new ScanCounts(-1, counts.getLong(0), counts.getLong(1));
  }
}
