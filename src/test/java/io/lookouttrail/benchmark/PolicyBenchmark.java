package io.lookouttrail.benchmark;

import static java.util.stream.Collectors.joining;

import com.sun.management.OperatingSystemMXBean;
import io.lookouttrail.reports.policy.Policies;
import io.lookouttrail.reports.policy.PolicyJob;
import io.lookouttrail.reports.policy.PolicyOptions;
import io.lookouttrail.reports.policy.usage.CallReader;
import io.lookouttrail.reports.policy.usage.CallSelection;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.spark.sql.SparkSession;

/**
 * Benchmark of the policies of all roles, by number of events, compared with DuckDB grouping the
 * same columns over the same files.
 */
final class PolicyBenchmark {
  private static final int REPEATS = 3;
  private static final PrintStream OUT = System.out;

  private static final CallSelection EVERYTHING =
      new CallSelection(
          SyntheticMonth.SOURCE, Optional.empty(), Optional.empty(), Optional.empty());

  /** The shortest time, its CPU seconds, and the number of calls that were counted. */
  private record Measured(double seconds, double cpuSeconds, long calls) {}

  private PolicyBenchmark() {}

  static void run(Benchmarks.Options options) throws IOException, SQLException {
    Path folder = options.folder().resolve("policy");
    SparkSession spark = BenchmarkSpark.open();
    try {
      Folders.delete(folder);
      Files.createDirectories(folder);
      OUT.printf(
          Locale.ROOT,
          "Policies of all roles, %d cores, best of %d in a warm JVM: seconds, CPU seconds%n",
          BenchmarkSpark.CORES,
          REPEATS);
      for (long events : options.events()) {
        measure(spark, folder, events);
      }
    } finally {
      spark.stop();
      Folders.delete(folder);
    }
  }

  private static void measure(SparkSession spark, Path folder, long events)
      throws IOException, SQLException {
    Path tables = folder.resolve("tables-" + events);
    TableStore store = new TableStore(spark, tables.toString());
    SyntheticMonth.make(store, events);
    PinnedTables pinned = PinnedTables.now(store);
    PolicyOptions options =
        new PolicyOptions(EVERYTHING, false, 20, 50, pinned.versions(), "benchmark");
    print(events, "count without Spark", measure(() -> count(pinned, Long.MAX_VALUE)));
    print(events, "count with Spark", measure(() -> count(pinned, 0)));
    print(events, "policies", measure(() -> calls(new PolicyJob(store, options).run())));
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      String query = query(spark, store);
      try (Statement statement = duckDb.createStatement()) {
        statement.execute("SET threads = " + BenchmarkSpark.CORES);
        print(events, "DuckDB", measure(() -> count(statement, query)));
      }
    }
    Folders.delete(tables);
  }

  private static long count(PinnedTables tables, long maxDirect) {
    return new CallReader(tables, EVERYTHING, maxDirect, CallReader.MAX_GROUPS)
        .read().stream().mapToLong(group -> group.tally().calls()).sum();
  }

  private static long calls(Policies policies) {
    return policies.policies().stream()
        .flatMap(policy -> policy.calls().stream())
        .mapToLong(tally -> tally.calls())
        .sum();
  }

  private static String query(SparkSession spark, TableStore store) {
    String files =
        Arrays.stream(
                spark.read().format("delta").load(store.path(EventsTable.SPEC.name())).inputFiles())
            .map(file -> "'" + Path.of(URI.create(file)) + "'")
            .collect(joining(", "));
    return """
        WITH events AS (SELECT * FROM read_parquet([%s], hive_partitioning = true))
        SELECT credential_kind, role_arn, permission_set, principal_arn,
          split_part(principal_id, ':', 1) AS unique_id, action, event_name, event_type, call_class,
          account_id, region, project_name, model_version, resource_arn, outcome, vpc_endpoint_id,
          mfa_authenticated,
          CASE WHEN action IN ('CreateDataset', 'CreateModel') THEN request_parameters END AS data,
          count(*) AS calls, min(event_time), max((event_time, event_id))
        FROM events e
        WHERE event_source = '%s'
          AND NOT EXISTS (FROM events c WHERE c.corrects_event_id = e.event_id
            AND c.account_id = e.account_id AND c.event_id <> e.event_id)
        GROUP BY ALL"""
        .formatted(files, SyntheticMonth.SOURCE);
  }

  private static long count(Statement statement, String query) {
    long calls = 0;
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        calls += rows.getLong("calls");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
    return calls;
  }

  private static Measured measure(LongSupplier work) {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Measured best = new Measured(Double.MAX_VALUE, 0, 0);
    for (int i = 0; i < REPEATS; i++) {
      long cpu = process.getProcessCpuTime();
      long start = System.nanoTime();
      long calls = work.getAsLong();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (seconds < best.seconds()) {
        best = new Measured(seconds, (process.getProcessCpuTime() - cpu) / 1e9, calls);
      }
    }
    return best;
  }

  private static void print(long events, String way, Measured measured) {
    OUT.printf(
        Locale.ROOT,
        "%,10d events  %-20s %7.2f s %7.2f CPU s  (%,d calls counted)%n",
        events,
        way,
        measured.seconds(),
        measured.cpuSeconds(),
        measured.calls());
  }
}
