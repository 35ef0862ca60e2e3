package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process starts no Spark for small work: Spark's event log would have a file. */
class NoSessionIT {
  @TempDir Path folder;
  private String archive;
  private String tables;
  private Path eventLogs;

  @BeforeEach
  void setUp() throws IOException {
    TestArchive delivered = new TestArchive(folder.resolve("bucket"));
    delivered.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent(), anEvent().id("e-2"));
    archive = delivered.uri();
    SampleOptions sample =
        SampleOptions.in(folder.resolve("sample"))
            .days(LocalDate.of(2025, 9, 4), LocalDate.of(2025, 9, 5))
            .accounts(1)
            .regions(List.of("us-east-1"))
            .detectionsPerDay(5)
            .plant(EnumSet.of(Plant.LOG_CHANGED, Plant.DIGEST_DELETED))
            .build();
    new Sample(sample).write(Progress.SILENT);
    tables = folder.resolve("tables").toString();
    eventLogs = Files.createDirectory(folder.resolve("logs"));
  }

  private void run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--tables", tables, "--driver-memory", "512m"));
    all.addAll(List.of("--conf", "spark.eventLog.enabled=true"));
    all.addAll(List.of("--conf", "spark.eventLog.dir=" + eventLogs.toUri()));
    Launcher.Ended ended = new Launcher().start(all.toArray(String[]::new)).end();
    assertThat(ended.code()).as("%s: %s", all, ended.err()).isIn(0, 3);
    assertThat(ended.err()).doesNotContain("WARN", "Exception");
  }

  private void verifySample(String... options) {
    Path keys = folder.resolve("sample/public-keys-us-east-1.json");
    List<String> line = new ArrayList<>(List.of("verify", "--public-keys", keys.toString()));
    line.addAll(List.of("--archive", folder.resolve("sample/archive").toString()));
    line.addAll(List.of(options));
    run(line.toArray(String[]::new));
  }

  private long logs() throws IOException {
    try (Stream<Path> files = Files.list(eventLogs)) {
      return files.count();
    }
  }

  @Test
  void startsSparkOnlyWhereSomethingNeedsIt() throws IOException {
    run("ingest", "--archive", archive);
    run("ingest", "--archive", archive);
    run("ingest", "--archive", archive, "--dry-run");
    run("trace", "--event-id", "e-2");
    run("report", "--month", "2025-09", "--out", folder.resolve("report").toString());
    verifySample();
    verifySample("--rehash");
    assertThat(logs()).isZero();

    run("sql", "SELECT 1");
    assertThat(logs()).isOne();
  }
}
