package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.DocumentedCommand;
import io.lookouttrail.cli.Launcher;
import io.lookouttrail.cli.product.ProductVersion;
import io.lookouttrail.fixtures.GatedFileSystem;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The spark-submit commands of {@code src/docs/cluster.md} on a real cluster: a Master and two
 * Workers.
 */
@Tag("slow")
class ClusterIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static LocalSparkCluster cluster;
  private static CrashTestArchive archive;
  private static List<String> local;

  @BeforeAll
  static void startTheCluster() {
    cluster = new LocalSparkCluster(folder, 2);
    archive = new CrashTestArchive(folder.resolve("bucket"));
    local = archive.ingestedUndisturbed(store("local"));
  }

  @AfterAll
  static void endTheCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void writesWhatALocalRunWritesAndEndsWithTheSameCode() {
    Launcher.Ended ended =
        cluster
            .submit(
                command(
                    "spark-submit --master spark://master:7077",
                    "client",
                    "spark.serializer=org.apache.spark.serializer.KryoSerializer"))
            .end();

    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    assertThat(new TableRows(store("client")).everything()).isEqualTo(local);
    assertThat(outcome("client")).containsExactly("done, findings (3)");
  }

  @Test
  void endsAsIfUndisturbedThoughAWorkerWasKilledWhileItRead() throws Exception {
    Path gate = Files.createDirectories(folder.resolve("gate"));
    Launcher.Running run =
        cluster.submit(
            command(
                "spark-submit --master spark://master:7077",
                "killed",
                "spark.speculation=true",
                "spark.dynamicAllocation.enabled=true",
                "spark.dynamicAllocation.shuffleTracking.enabled=true",
                "spark.dynamicAllocation.initialExecutors=2",
                "spark.executor.extraClassPath=" + LocalSparkCluster.testClasses(),
                "spark.hadoop.fs.file.impl=" + GatedFileSystem.class.getName(),
                "spark.hadoop." + GatedFileSystem.GATE + "=" + gate));

    cluster.killWorkerOf(whoWaitsAt(gate, run));
    Files.writeString(gate.resolve("open"), "");
    Launcher.Ended ended = run.end();
    cluster.addWorker();

    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    assertThat(new TableRows(store("killed")).everything()).isEqualTo(local);
    assertThat(folder.resolve("killed/_staging")).doesNotExist();
  }

  @Test
  void runsWithItsDriverInTheCluster() {
    Launcher.Ended ended =
        cluster
            .submit(
                command(
                    "spark-submit --deploy-mode cluster --master spark://master:7077", "cluster"))
            .end();

    assertThat(store("cluster").exists(JobRunsTable.SPEC)).as(ended.err()).isTrue();
    assertThat(outcome("cluster")).containsExactly("done, findings (3)");
    assertThat(new TableRows(store("cluster")).everything()).isEqualTo(local);
    assertThat(ended.code()).as("Spark's own, whatever became of the driver").isZero();
  }

  /** The command as shown, with the places of this test, and further settings of Spark. */
  private static List<String> command(String shown, String tables, String... settings) {
    String delta = ProductVersion.deltaPackage();
    DocumentedCommand command =
        DocumentedCommand.of(shown)
            .with("spark://master:7077", cluster.address())
            .with("/shared/lookout-trail-0.1.0.jar", System.getProperty("lookouttrail.jar"))
            .with("s3a://my-trail-bucket", archive.uri())
            .with("s3a://my-tables/trail", folder.resolve(tables).toString())
            .replacing("/shared", Launcher.HOME.resolve("jars").toString())
            .replacing("io.delta:delta-spark_2.13:4.0.1", delta)
            .replacing("delta-spark_2.13-4.0.1", delta.replaceFirst(".*:(.*):", "$1-"))
            .replacing("storage-4.0.1", "storage" + delta.replaceFirst(".*:", "-"));
    List<String> arguments = new ArrayList<>();
    for (String setting : settings) {
      arguments.addAll(List.of("--conf", setting));
    }
    // Small, quick, and nothing in the home folder of the user.
    for (String setting :
        List.of(
            "spark.jars.ivy=" + folder.resolve("ivy"),
            "spark.executor.memory=768m",
            "spark.driver.memory=768m",
            "spark.ui.enabled=false",
            // The driver would read so small an archive itself.
            "spark.lookouttrail.smallBatchBytes=0",
            "spark.sql.shuffle.partitions=2",
            "spark.databricks.delta.snapshotPartitions=1",
            "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1",
            "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -Duser.language=ar"
                + " -Duser.country=EG")) {
      arguments.addAll(List.of("--conf", setting));
    }
    arguments.addAll(command.words().subList(1, command.words().size()));
    arguments.addAll(archive.batches());
    return arguments;
  }

  /** An executor that has begun to read. */
  private static ProcessHandle whoWaitsAt(Path gate, Launcher.Running run) throws Exception {
    while (run.process().isAlive()) {
      try (Stream<Path> waiting = Files.list(gate)) {
        var first = waiting.map(file -> Long.valueOf(file.getFileName().toString())).findFirst();
        if (first.isPresent()) {
          return ProcessHandle.of(first.get()).orElseThrow();
        }
      }
      Thread.sleep(50);
    }
    throw new IOException("ended before it read anything: " + run.errors());
  }

  private static List<String> outcome(String tables) {
    return new TableRows(store(tables)).of("SELECT outcome FROM job_runs");
  }

  private static TableStore store(String name) {
    return new TableStore(TestSpark.session(), folder.resolve(name).toString());
  }
}
