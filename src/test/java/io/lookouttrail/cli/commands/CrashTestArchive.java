package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static io.lookouttrail.fixtures.UserIdentities.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.tables.TableStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A small archive with all that an interrupted run could get wrong: two batches, copies of an event
 * within and across them, a broken file and a bad record, a correction of an earlier month's event,
 * another source's records.
 */
final class CrashTestArchive {
  /** Two of its small files. */
  private static final int BATCH_BYTES = 15_000;

  private final TestArchive archive;

  CrashTestArchive(Path root) {
    archive = new TestArchive(root);
    archive.deliver(
        "2025-08-31T10:05:00Z",
        "aaaa",
        anEvent().id("e-1").at("2025-08-31T10:00:00Z"),
        anEvent().id("e-1").at("2025-08-31T10:00:00Z"),
        anEvent().id("e-2").at("2025-08-31T10:01:00Z").action("StartModel"),
        anEvent().id("e-3").source("s3.amazonaws.com"));
    archive.deliverBytes(
        ACCOUNT,
        "us-east-1",
        "2025-08-31T10:10:00Z",
        "bbbb",
        "<Error/>".getBytes(StandardCharsets.UTF_8));
    archive.deliver(
        "2025-09-01T00:05:00Z",
        "cccc",
        anEvent().id("e-1").at("2025-08-31T10:00:00Z"),
        anEvent().id("e-4").at("2025-09-01T00:00:00Z").failing("AccessDeniedException"),
        anEvent().id("e-5").without("eventTime"));
    archive.deliver(
        "2025-09-02T10:05:00Z",
        "dddd",
        anEvent().id("e-4").at("2025-09-01T00:00:00Z").failing("AccessDeniedException"),
        anEvent().id("e-6").at("2025-09-02T10:00:00Z").correcting("e-2"));
  }

  TestIngest ingest(TableStore store) {
    return new TestIngest(archive, store).inBatchesOf(BATCH_BYTES);
  }

  List<String> ingestedUndisturbed(TableStore store) {
    ingest(store).run();
    assertThat(new TableRows(store).versionOf("events")).as("batches").isEqualTo(2);
    return new TableRows(store).everything();
  }

  String uri() {
    return archive.uri();
  }

  /** The options that make two batches of it. */
  List<String> batches() {
    return List.of("--batch-bytes", Integer.toString(BATCH_BYTES));
  }

  /** A launcher whose process starts fast; its Java gets these flags as well. */
  Launcher launcher(String... flags) {
    List<String> all =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m"));
    Collections.addAll(all, flags);
    return new Launcher().with("LOOKOUT_TRAIL_OPTS", String.join(" ", all));
  }

  /** The command line that ingests it into these tables. */
  String[] arguments(Path tables, String... more) {
    return argumentsFor(tables.toString(), more);
  }

  /** The command line that ingests it into tables at a URI. */
  String[] argumentsFor(String tables, String... more) {
    List<String> arguments = new ArrayList<>(List.of("ingest", "--archive", archive.uri()));
    arguments.addAll(List.of("--tables", tables));
    arguments.addAll(batches());
    // As quick as can be: no plan of so few rows is worth compiling or spreading.
    for (String setting :
        List.of(
            "spark.sql.codegen.wholeStage=false",
            "spark.sql.codegen.factoryMode=NO_CODEGEN",
            "spark.sql.shuffle.partitions=1")) {
      arguments.addAll(List.of("--conf", setting));
    }
    arguments.addAll(List.of("--master", "local[1]", "--driver-memory", "512m"));
    Collections.addAll(arguments, more);
    return arguments.toArray(String[]::new);
  }
}
