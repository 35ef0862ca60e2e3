package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestArchive;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --database} with a real metastore: Hive's, embedded, in a separate process. */
@Tag("slow")
class HiveCatalogTest {
  @TempDir Path folder;

  @Test
  void tablesAndViewsOutliveTheRunAndAMovedLocationIsTold() throws Exception {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "a",
        anEvent().id("e-1"),
        anEvent().id("e-2").failing("AccessDeniedException"),
        anEvent().id("e-3").correcting("e-1"));
    String ingest = ingest(archive, "tables");
    List<String> answers =
        run(
            ingest,
            "sql\tSELECT count(*) FROM lookout_trail.events",
            ingest,
            "sql\tSELECT event_id FROM lookout_trail.events_current",
            "sql\tSELECT event_id FROM lookout_trail.denied_calls",
            ingest(archive, "moved"));
    assertThat(answers.subList(0, 5)).containsExactly("0", "3", "0", "e-2,e-3", "e-2");
    assertThat(answers.get(5))
        .startsWith("1 Cannot register events in the database lookout_trail: the entry has")
        .contains(folder.resolve("tables/events").toString(), "DROP TABLE lookout_trail.events");
    assertThat(folder.resolve("moved")).doesNotExist();
  }

  private String ingest(TestArchive archive, String tables) {
    return String.join(
        "\t",
        "ingest",
        "--archive",
        archive.uri(),
        "--tables",
        folder.resolve(tables).toString(),
        "--database",
        "lookout_trail");
  }

  private List<String> run(String... lines) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-X") || flag.startsWith("--add-opens"))
        .forEach(command::add);
    Path work = Files.createDirectories(folder.resolve("work"));
    command.addAll(
        List.of(
            "-Duser.timezone=UTC",
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.sql.warehouse.dir=" + work.resolve("warehouse"),
            "-cp",
            System.getProperty("java.class.path"),
            HiveProcess.class.getName()));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process
        .getOutputStream()
        .write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readAllLines(out).stream()
        .filter(line -> line.startsWith("> "))
        .map(line -> line.substring(2))
        .toList();
  }
}
