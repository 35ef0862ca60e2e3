package io.lookouttrail.benchmark;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/** Session with the settings of {@code bin/lookout-trail} on a machine of {@value #CORES} cores. */
final class BenchmarkSpark {
  static final int CORES = 2;

  private BenchmarkSpark() {}

  static SparkSession open() throws IOException {
    SparkSession.Builder builder =
        SparkSession.builder().master("local[" + CORES + "]").appName("benchmark");
    Properties shipped = new Properties();
    try (Reader settings = Files.newBufferedReader(Path.of("conf", "spark-defaults.conf"))) {
      shipped.load(settings);
    }
    for (String name : shipped.stringPropertyNames()) {
      builder = builder.config(name, shipped.getProperty(name));
    }
    return builder
        .config("spark.sql.shuffle.partitions", 4 * CORES)
        .config("spark.databricks.delta.snapshotPartitions", CORES)
        .config("spark.databricks.delta.allFilesInCrc.enabled", "false")
        .config("spark.sql.requireAllClusterKeysForCoPartition", "false")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
        .getOrCreate();
  }
}
