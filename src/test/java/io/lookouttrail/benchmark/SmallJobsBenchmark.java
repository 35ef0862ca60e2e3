package io.lookouttrail.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Benchmark of jobs over few files: whole processes of the program, and of the hand-written
 * pipeline over the same files, in turn. Each figure is the best of {@value #ROUNDS}.
 */
final class SmallJobsBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int ROUNDS = 3;

  /** Exit codes of a run that is done. */
  private static final List<Integer> DONE = List.of(0, 3);

  private static final String QUERY =
      "SELECT actor, count(*) AS calls FROM events_current GROUP BY actor ORDER BY calls DESC";

  private final Path folder;
  private final Program program;

  private SmallJobsBenchmark(Path folder, Program program) {
    this.folder = folder;
    this.program = program;
  }

  /** A job of the program with its command line. */
  private record Job(String name, double target, List<String> arguments) {}

  static void run(Benchmarks.Options options) throws IOException, InterruptedException {
    Program program = Program.beside(options.folder());
    Path folder = Files.createDirectories(options.folder().resolve("small-jobs"));
    new SmallJobsBenchmark(folder, program).measure();
  }

  private void measure() throws IOException, InterruptedException {
    Path sample = folder.resolve("sample");
    Folders.delete(sample);
    run(
        Stream.of(
                ("sample --from 2025-10-20 --accounts 1 --regions eu-central-1"
                        + " --detections-per-day 130 --noise 0.7")
                    .split(" "))
            .toList(),
        "--out",
        sample.toString());
    Path archive = sample.resolve("archive");
    Path one = oneFile(archive);
    OUT.printf(
        Locale.ROOT,
        "%,d log files, %,d digests; whole processes, best of %d%n",
        logs(archive).size(),
        files(archive, "/CloudTrail-Digest/").size(),
        ROUNDS);
    Path keys = sample.resolve("public-keys-eu-central-1.json");
    compare(
        archive,
        List.of(
            new Job("ingest", 3, List.of("ingest", "--archive", archive.toString())),
            new Job("ingest, nothing new", 6, List.of("ingest", "--archive", archive.toString())),
            new Job("sql, one query", 6, List.of("sql", QUERY)),
            new Job(
                "verify",
                3,
                List.of(
                    "verify", "--archive", archive.toString(), "--public-keys", keys.toString())),
            new Job(
                "report of the month",
                2.5,
                List.of(
                    "report",
                    "--month",
                    "2025-10",
                    "--overwrite",
                    "--out",
                    folder.resolve("report").toString()))));
    compare(
        one,
        List.of(new Job("ingest of one file", 2, List.of("ingest", "--archive", one.toString()))));
  }

  /** The jobs in their order over new tables, and the pipeline, round by round. */
  private void compare(Path archive, List<Job> jobs) throws IOException, InterruptedException {
    List<ProcessCost> best = new ArrayList<>();
    ProcessCost peer = null;
    for (int round = 0; round < ROUNDS; round++) {
      Path table = folder.resolve("pipeline");
      Path tables = folder.resolve("tables");
      Folders.delete(table);
      Folders.delete(tables);
      ProcessCost pipeline =
          ProcessCost.of(PipelineProcess.command(archive, table), program.log(), DONE);
      peer = peer == null ? pipeline : peer.or(pipeline);
      for (int job = 0; job < jobs.size(); job++) {
        ProcessCost cost = run(jobs.get(job).arguments(), "--tables", tables.toString());
        if (round == 0) {
          best.add(cost);
        } else {
          best.set(job, best.get(job).or(cost));
        }
      }
    }
    OUT.printf("hand-written pipeline with its start: %s%n", peer);
    for (int job = 0; job < jobs.size(); job++) {
      OUT.printf(
          Locale.ROOT,
          "%s: %s; %.1f times as fast (aim: %.1f)%n",
          jobs.get(job).name(),
          best.get(job),
          peer.seconds() / best.get(job).seconds(),
          jobs.get(job).target());
    }
  }

  private ProcessCost run(List<String> arguments, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.launcher().toString()));
    command.addAll(arguments);
    command.addAll(List.of(more));
    return ProcessCost.of(command, program.log(), DONE);
  }

  /** A copy of the archive with the first log file alone. */
  private Path oneFile(Path archive) throws IOException {
    Path log = logs(archive).get(0);
    Path copy = folder.resolve("one-file");
    Folders.delete(copy);
    Path target = copy.resolve(archive.relativize(log));
    Files.createDirectories(target.getParent());
    Files.copy(log, target);
    return copy;
  }

  private static List<Path> logs(Path archive) throws IOException {
    return files(archive, "/CloudTrail/");
  }

  private static List<Path> files(Path archive, String folder) throws IOException {
    try (Stream<Path> all = Files.walk(archive)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(folder))
          .filter(file -> file.toString().endsWith(".json.gz"))
          .sorted()
          .toList();
    }
  }
}
