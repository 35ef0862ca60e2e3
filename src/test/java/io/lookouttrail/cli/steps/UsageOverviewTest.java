package io.lookouttrail.cli.steps;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.SparkPath;
import io.lookouttrail.fixtures.SparkWork;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overview is the same whether Spark computes it or the driver. */
class UsageOverviewTest {
  @TempDir Path folder;

  private static String print(TableStore store) {
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    Console console =
        new Console(
            InputStream.nullInputStream(),
            printer,
            printer,
            CliRun.NEW_YEAR,
            Set.of(),
            0,
            Map.of());
    UsageOverview.print(store, console);
    printer.flush();
    return out.toString();
  }

  @Test
  void isTheSameWithAndWithoutSpark() {
    TestArchive archive = new TestArchive(folder.resolve("bucket"));
    archive.deliver(
        "2025-08-31T10:05:00Z",
        "aaaa",
        anEvent().id("e-1").at("2025-08-31T10:00:00Z"),
        anEvent().id("e-2").at("2025-08-31T10:01:00Z").action("StartModel"),
        anEvent().id("e-3").at("2025-08-31T10:02:00Z").failing("AccessDeniedException"));
    archive.deliver(
        "2025-09-02T10:05:00Z",
        "bbbb",
        anEvent().id("e-4").at("2025-09-02T10:00:00Z").failing("ThrottlingException"),
        anEvent().id("e-5").at("2025-09-02T10:00:00Z").correcting("e-1"));
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    new TestIngest(archive, store).run();

    String without =
        SparkWork.during(
            TestSpark.session(),
            () -> print(store),
            work -> assertThat(work.jobs()).as("Spark jobs").isZero());

    SparkPath always = SparkPath.ofRows();
    try {
      assertThat(without).isEqualTo(print(store)).contains("2025-08", "2025-09", "last_call");
    } finally {
      always.close();
    }
  }
}
