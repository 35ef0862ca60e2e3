package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.CallRow;
import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of {@code src/docs/sql-tools.md} for DuckDB without its Delta extension. */
@Tag("slow")
class DuckDbRecipeTest {
  @TempDir Path folder;

  @Test
  void countsTheSameCallsOverTheFilesOfTheNewestVersion() throws Exception {
    Map<String, Long> expected =
        ReportWorld.currentCalls().stream()
            .collect(
                Collectors.groupingBy(
                    (CallRow call) -> call.text("actor"), TreeMap::new, Collectors.counting()));
    assertThat(callsByActor(ReportWorldTables.store().root())).isEqualTo(expected);
  }

  @Test
  void readsFoldersWithSpacesAndActionsWithColons() throws Exception {
    TestArchive archive = new TestArchive(folder.resolve("an archive"));
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "x",
        TestRecord.anEvent().id("e-1").action("Detect:Anomalies"),
        TestRecord.anEvent().id("e-2").action("Detect.Anomalies:v2-_x"));
    String tables = folder.resolve("my tables+%20").toString();
    CliRun run = CliRun.of("ingest", "--archive", archive.uri(), "--tables", tables);
    assertThat(run.code()).as(run.err()).isZero();

    assertThat(callsByActor(tables).values()).containsExactly(2L);
  }

  private Map<String, Long> callsByActor(String tables) throws Exception {
    String page = Files.readString(Path.of("src/docs/sql-tools.md"));
    Path list = folder.resolve("files.csv");
    CliRun run =
        CliRun.of(
            "sql",
            "--tables",
            tables,
            "--format",
            "csv",
            found(page, "--format csv \"(SELECT DISTINCT [^\"]+input_file_name[^\"]+)\""));
    assertThat(run.code()).as(run.err()).isZero();
    Files.writeString(list, run.out());
    return callsByActor(page, list);
  }

  private static Map<String, Long> callsByActor(String page, Path list) throws SQLException {
    Map<String, Long> calls = new TreeMap<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          found(page, "(SET VARIABLE files = [^;]+);").replace("files.csv", list.toString()));
      try (ResultSet rows =
          statement.executeQuery(found(page, "(SELECT actor, count[^;]+getvariable[^;]+);"))) {
        while (rows.next()) {
          calls.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return calls;
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("sql-tools.md has " + pattern).isTrue();
    return matcher.group(1).replaceAll("\\s+", " ");
  }
}
