package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3FaultProxy.Request;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process with tables in S3 that is stopped (SIGSTOP) at one of its requests. Meanwhile
 * another run does the same work to its end. When the process goes on, nothing is doubled and
 * nothing is lost.
 */
@Tag("slow")
class PausedWriterIT {
  private static final String BUCKET = "lake";
  private static final String TERM = "spark.lookouttrail.leaseSeconds";
  private static final Duration TERM_AND_MORE = Duration.ofSeconds(11);

  /** Delta remembers tables by their names, in all tests of a JVM. */
  private static final AtomicInteger TABLES = new AtomicInteger();

  @TempDir Path folder;
  private CrashTestArchive archive;
  private S3Server server;
  private S3FaultProxy front;
  private List<String> undisturbed;

  /** Options of the process that is stopped. Only a batch that Spark reads has staged rows. */
  private List<String> batches = List.of("--conf", "spark.lookouttrail.smallBatchBytes=0");

  /** Where a process is stopped: at the nth request of a kind, before or after the server acts. */
  private record Point(String method, String ending, int number, boolean before) {
    boolean concerns(Request request, String tables) {
      if (method.equals("POST")) {
        return request.method().equals(method) && request.query().contains("delete");
      }
      return request.method().equals(method)
          && request.path().startsWith("/" + BUCKET + "/" + tables + "/")
          && request.path().matches(".*/" + ending);
    }

    static Point commit(String table, int version, boolean before) {
      return new Point("PUT", table + "/_delta_log/%020d\\.json".formatted(version), 1, before);
    }
  }

  /** How another run gets the lease. */
  private enum Lease {
    RUNS_OUT,
    IS_DELETED
  }

  @BeforeEach
  void start() {
    archive = new CrashTestArchive(folder.resolve("bucket"));
    undisturbed =
        archive.ingestedUndisturbed(
            new TableStore(TestSpark.session(), folder.resolve("undisturbed").toString()));
    server = S3Server.start(folder.resolve("server"), TestSpark.session()).bucket(BUCKET);
    front = server.faultProxy();
    server.directly();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The commit for which a run compares nothing, because it is alone; it is under way. */
  @Test
  void commitsNothingWhereItWasStoppedWithACommitUnderWay() throws Exception {
    assertHarmless(Point.commit("ingested_files", 1, true), Lease.RUNS_OUT);
  }

  /** Before each commit that a run makes, and while it stages rows. */
  @Test
  void commitsNothingWhereverItWasStopped() throws Exception {
    List<Point> points = new ArrayList<>();
    points.add(Point.commit("events", 0, true));
    points.add(new Point("PUT", "_staging/.*\\.parquet", 2, false));
    for (String table : List.of("events", "quarantine", "usage_daily", "model_runs", "job_runs")) {
      points.add(Point.commit(table, 1, true));
    }
    points.add(new Point("POST", "of the deleted staged rows", 1, true));
    points.add(Point.commit("events", 2, true));
    points.add(Point.commit("ingested_files", 2, true));
    for (Point point : points) {
      assertHarmless(point, Lease.RUNS_OUT);
    }
  }

  /** After each commit: what is next is left to the run that was stopped, if to any. */
  @Test
  void commitsNothingThoughBothBelieveThatTheyHoldTheLease() throws Exception {
    List<Point> points = new ArrayList<>();
    points.add(new Point("PUT", "_staging/.*\\.parquet", 1, true));
    for (String table : List.of("events", "usage_daily", "model_runs", "ingested_files")) {
      points.add(Point.commit(table, 1, false));
    }
    points.add(Point.commit("ingested_files", 2, false));
    for (Point point : points) {
      assertHarmless(point, Lease.IS_DELETED);
    }
  }

  /** A batch that is read and committed without Spark, before its commits and as it writes rows. */
  @Test
  void commitsNothingOfASmallBatchWhereverItWasStopped() throws Exception {
    batches = List.of();
    assertHarmless(new Point("PUT", "events/.*\\.parquet", 1, false), Lease.RUNS_OUT);
    for (String table : List.of("events", "usage_daily", "ingested_files", "job_runs")) {
      assertHarmless(Point.commit(table, 1, true), Lease.RUNS_OUT);
    }
  }

  /** The same after its commits, where both believe that they hold the lease. */
  @Test
  void commitsNothingOfASmallBatchThoughBothBelieveThatTheyHoldTheLease() throws Exception {
    batches = List.of();
    for (String table : List.of("events", "quarantine", "model_runs", "ingested_files")) {
      assertHarmless(Point.commit(table, 1, false), Lease.IS_DELETED);
    }
  }

  private void assertHarmless(Point point, Lease lease) throws Exception {
    String tables = "t" + TABLES.incrementAndGet();
    Paused paused = new Paused(point, tables);
    Launcher.Running run = start(tables);
    paused.process = run.process();
    assertThat(paused.awaitStop()).as("%s: never stopped: %s", point, run.errors()).isTrue();
    int other;
    try {
      if (lease == Lease.IS_DELETED) {
        server.delete(BUCKET, tables + "/_lock");
      } else {
        Thread.sleep(TERM_AND_MORE.toMillis());
      }
      other = ingest(tables);
    } finally {
      paused.goOn();
    }
    Launcher.Ended ended = run.end();
    front.calm();

    assertThat(ended.code()).as("%s, %s: %s", point, lease, ended.err()).isIn(1, 3);
    assertThat(other).as("%s, %s: the other run", point, lease).isIn(0, 1);
    if (other == 1) {
      assertThat(ingest(tables)).isZero();
    }
    assertThat(rows(tables)).as("%s, %s: %s", point, lease, ended.err()).isEqualTo(undisturbed);
  }

  /** Ingests in this process; 1 where it failed as a run does that lost a conflict. */
  private int ingest(String tables) {
    try {
      archive.ingest(new TableStore(TestSpark.session(), uri(tables))).run();
      return 0;
    } catch (UserError e) {
      return e.exitCode().code();
    }
  }

  private List<String> rows(String tables) {
    return new TableRows(new TableStore(TestSpark.session(), uri(tables))).everything();
  }

  private Launcher.Running start(String tables) {
    List<String> options = new ArrayList<>(server.optionsThrough(front));
    options.addAll(List.of("--conf", TERM + "=8"));
    options.addAll(batches);
    return archive
        .launcher()
        .start(archive.argumentsFor(uri(tables), options.toArray(String[]::new)));
  }

  private static String uri(String tables) {
    return "s3a://" + BUCKET + "/" + tables;
  }

  /** Stops a process once at a point, and holds the request until it goes on. */
  private final class Paused {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile Process process;

    Paused(Point point, String tables) {
      AtomicInteger seen = new AtomicInteger();
      Predicate<Request> chosen =
          it -> point.concerns(it, tables) && seen.incrementAndGet() == point.number();
      front.around(chosen, () -> stopIf(point.before()), () -> stopIf(!point.before()));
    }

    private void stopIf(boolean here) {
      if (here) {
        signal("STOP");
        stopped.countDown();
        await(goesOn);
      }
    }

    boolean awaitStop() throws InterruptedException {
      while (process.isAlive()) {
        if (stopped.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
      return false;
    }

    void goOn() {
      signal("CONT");
      goesOn.countDown();
    }

    private void signal(String name) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
