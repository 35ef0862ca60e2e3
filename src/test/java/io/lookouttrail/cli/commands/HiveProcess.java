package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.CliRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A process with Hive's metastore in its working folder. Each line of input is a command of the
 * program with its words separated by tabs, or {@code sql}, a tab and a query, which runs in a
 * session without the program, as in spark-sql. It prints one line of output for each.
 */
final class HiveProcess {
  private HiveProcess() {}

  public static void main(String[] args) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split("\t");
      System.out.println("> " + (words[0].equals("sql") ? sql(words[1]) : run(words)));
    }
  }

  private static String run(String[] words) {
    CliRun run = CliRun.of(words);
    String error = run.code() == 1 ? " " + run.err().strip() : "";
    return run.code() + error;
  }

  private static String sql(String query) {
    SparkSession spark =
        SparkSession.builder()
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .enableHiveSupport()
            .getOrCreate();
    Row[] rows = (Row[]) spark.sql(query).collect();
    String answer =
        Arrays.stream(rows).map(Row::mkString).sorted().collect(Collectors.joining(","));
    spark.stop();
    return answer;
  }
}
