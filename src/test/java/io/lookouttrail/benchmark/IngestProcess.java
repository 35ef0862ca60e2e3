package io.lookouttrail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Run of {@code bin/lookout-trail ingest} as a separate process, from its start to its exit.
 *
 * @param cost of the whole process
 * @param phases seconds by phase: {@code start} until the session is ready, the phases of {@code
 *     job_runs}, and {@code end} for the rest
 */
record IngestProcess(ProcessCost cost, Map<String, Double> phases) {
  private static final Path PROGRAM = Path.of("target", "lookout-trail", "bin", "lookout-trail");

  /** Exit codes of a run that is done. */
  private static final List<Integer> DONE = List.of(0, 3);

  /** Ingests with the program's defaults; the session only reads table {@code job_runs}. */
  static IngestProcess run(SparkSession spark, Path archive, Path tables, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("ingest", "--progress", "none"));
    arguments.addAll(List.of("--archive", archive.toString(), "--tables", tables.toString()));
    arguments.addAll(Arrays.asList(more));
    Instant start = Instant.now();
    ProcessCost cost = launch(arguments);
    return new IngestProcess(cost, phases(spark, tables, start, cost.seconds()));
  }

  /** Runs a command of the program and returns what it took. */
  static ProcessCost launch(List<String> arguments) throws IOException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException(
          "Cannot run " + PROGRAM + ": it does not exist. Build it: mvn -q -DskipTests package");
    }
    List<String> command = new ArrayList<>(List.of(PROGRAM.toAbsolutePath().toString()));
    command.addAll(arguments);
    Path log = Files.createTempFile("benchmark", ".log");
    ProcessCost cost = ProcessCost.of(command, log, DONE);
    Files.delete(log);
    return cost;
  }

  private static Map<String, Double> phases(
      SparkSession spark, Path tables, Instant start, double seconds) {
    Row run =
        spark
            .read()
            .format("delta")
            .load(tables.resolve("job_runs").toString())
            .orderBy(org.apache.spark.sql.functions.col("started_at").desc())
            .select("started_at", "seconds_by_phase")
            .first();
    Instant ready = run.get(0) instanceof Instant at ? at : run.getTimestamp(0).toInstant();
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("start", seconds(start, ready));
    Map<String, Double> recorded = run.getJavaMap(1);
    for (String phase :
        List.of("list", "subtract", "scan", "merge", "usage", "model_runs", "ledger", "check")) {
      phases.put(phase, recorded.getOrDefault(phase, 0.0));
    }
    phases.put("end", seconds - phases.values().stream().mapToDouble(Double::doubleValue).sum());
    return phases;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  /** Returns the seconds from start to exit. */
  double seconds() {
    return cost.seconds();
  }

  /** Returns the seconds after the session was ready. */
  double afterStart() {
    return seconds() - phases.get("start");
  }

  /** Returns the phases with their shares: {@code start 5.1 (23%), list 0.3 (1%), …}. */
  String shares() {
    return phases.entrySet().stream()
        .map(
            phase ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f (%.0f%%)",
                    phase.getKey(),
                    phase.getValue(),
                    100 * phase.getValue() / seconds()))
        .collect(Collectors.joining(", "));
  }
}
