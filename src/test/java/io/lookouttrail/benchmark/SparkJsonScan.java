package io.lookouttrail.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Spark's JSON source over an archive, with a declared schema. */
final class SparkJsonScan {
  private final SparkSession spark;
  private final BenchmarkArchive archive;

  SparkJsonScan(SparkSession spark, BenchmarkArchive archive) {
    this.spark = spark;
    this.archive = archive;
  }

  /** Counts all records and the wanted ones; reads no other field. */
  ScanCounts sources() {
    return read(StructType.fromDDL("Records array<struct<eventSource: string>>"));
  }

  /** Counts the same with the fields of the hand-written pipeline. */
  ScanCounts fields() {
    return read(HandWrittenPipeline.FILE);
  }

  private ScanCounts read(StructType file) {
    Row counts =
        spark
            .read()
            .schema(file)
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
