package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCommandTest {
  @TempDir static Path tables;

  @BeforeAll
  static void layTables() {
    new TableStore(TestSpark.session(), tables.toString()).open(EventsTable.SPEC);
    TestSpark.session()
        .sql(
            """
            SELECT * FROM VALUES
              (1, 'plain', timestamp'2025-09-03T10:00:00Z', named_struct('arn', 'a', 'n', 1)),
              (2, 'two\\nlines, "quoted"', timestamp'2025-09-03T10:00:00.5Z', null),
              (3, '', null, null),
              (4, null, null, null) AS t(id, name, at, part)""")
        .coalesce(1)
        .write()
        .format("delta")
        .save(tables.resolve("things").toString());
  }

  private static CliRun sql(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "sql";
    all[1] = "--tables";
    all[2] = tables.toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return CliRun.of(all);
  }

  @Test
  void writesCsvWithQuotesOnlyWhereTheyAreNeeded() {
    assertThat(sql("--format", "csv", "SELECT id, name, at, part FROM things ORDER BY id"))
        .isEqualTo(
            new CliRun(
                0,
                """
                id,name,at,part
                1,plain,2025-09-03T10:00:00Z,"{""arn"":""a"",""n"":1}"
                2,"two
                lines, ""quoted""\",2025-09-03T10:00:00.500Z,
                3,"",,
                4,,,
                """,
                ""));
  }

  @Test
  void describesEachColumnOfEachTable(@TempDir Path folder) {
    EmptyTables.at(folder.resolve("all"));
    for (TableSpec table : AllTables.SPECS) {
      CliRun described =
          CliRun.of(
              "sql",
              "--tables",
              folder.resolve("all").toString(),
              "--format",
              "json",
              "DESCRIBE " + table.name());
      assertThat(described.out().lines())
          .as(table.name())
          .hasSizeGreaterThanOrEqualTo(table.schema().size());
      for (StructField column : table.schema().fields()) {
        assertThat(described.out().lines())
            .as(table.name() + "." + column.name())
            .anyMatch(
                line ->
                    line.startsWith("{\"col_name\":\"" + column.name() + "\"")
                        && line.matches(".*\"comment\":\"[A-Za-z].+\"}"));
      }
    }
  }

  @Test
  void writesAJsonObjectALine() {
    assertThat(
            sql(
                "--format=json",
                """
                SELECT id, name, at, part, array(1, null) AS list, map('k', date'2025-09-03') AS map,
                  1.50 AS money, 0.5D AS half, double('NaN') AS none, true AS yes, binary('ab') AS raw
                FROM things WHERE id IN (1, 4) ORDER BY id"""))
        .isEqualTo(
            new CliRun(
                0,
                """
                {"id":1,"name":"plain","at":"2025-09-03T10:00:00Z","part":{"arn":"a","n":1},\
                "list":[1,null],"map":{"k":"2025-09-03"},"money":1.50,"half":0.5,"none":"NaN",\
                "yes":true,"raw":"YWI="}
                {"id":4,"name":null,"at":null,"part":null,\
                "list":[1,null],"map":{"k":"2025-09-03"},"money":1.50,"half":0.5,"none":"NaN",\
                "yes":true,"raw":"YWI="}
                """,
                ""));
  }

  @Test
  void writesAnAlignedTable() {
    assertThat(sql("SELECT name, id FROM things ORDER BY id").out())
        .isEqualTo(
            """
            name                 | id
            ---------------------+---
            plain                |  1
            two\\nlines, "quoted" |  2
                                 |  3
                                 |  4
            """);
  }

  @Test
  void writesTheHeaderOfAnEmptyResult() {
    assertThat(sql("--format", "csv", "SELECT id FROM things WHERE id > 9").out())
        .isEqualTo("id\n");
    assertThat(sql("SELECT id FROM things WHERE id > 9").out()).isEqualTo("id\n--\n");
    assertThat(sql("--format", "json", "SELECT id FROM things WHERE id > 9").out()).isEmpty();
  }

  @Test
  void readsTheQueryFromStandardInput() {
    CliRun run =
        CliRun.withInput(
            "SELECT count(*) AS n\nFROM things;\n", "sql", "--tables", tables.toString());
    assertThat(run).isEqualTo(new CliRun(0, "n\n-\n4\n", ""));
  }

  @Test
  void knowsTablesAndViewsByTheirBareNames() {
    assertThat(sql("--format", "csv", "SHOW TABLES").out())
        .contains(",events,", ",things,", ",events_current,", ",denied_calls,");
    assertThat(sql("--format", "csv", "SELECT count(*) AS n FROM denied_calls").out())
        .isEqualTo("n\n0\n");
    assertThat(sql("DESCRIBE events").out()).contains("event_id", "corrects_event_id");
  }

  @Test
  void runsTheExamplesOfItsHelp() {
    String help = CliRun.of("sql", "--help").out();
    String[] parts = help.substring(help.indexOf("Examples:")).split("\"");
    assertThat(parts).hasSize(7);
    for (int i = 1; i < parts.length; i += 2) {
      assertThat(sql("--format", "csv", parts[i]))
          .extracting(CliRun::code)
          .as(parts[i])
          .isEqualTo(0);
    }
  }

  @Test
  void reportsAMistakeWithItsPlaceAndWhatWasMeant() {
    assertThat(sql("SELECT id,\n  nme FROM things"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(run -> assertThat(run.out()).isEmpty())
        .satisfies(
            run ->
                assertThat(run.err())
                    .startsWith("Cannot run the query: line 2, column 3: ")
                    .contains("`nme` cannot be resolved. Did you mean", "`name`")
                    .doesNotContain("SQLSTATE", "Project")
                    .hasLineCount(1));
    assertThat(sql("SELECT * FRM things"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(
            run ->
                assertThat(run.err())
                    .startsWith("Cannot run the query: line 1, column ")
                    .contains("Syntax error at or near")
                    .hasLineCount(1));
    assertThat(sql("SELECT * FROM evnets").err())
        .startsWith("Cannot run the query: line 1, column 15: The table or view `evnets`")
        .hasLineCount(1);
  }

  @Test
  void reportsWhatFailsWhileItRuns() {
    assertThat(sql("--format", "csv", "SELECT id,\n 1 / (id - id) FROM things"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(1))
        .satisfies(
            run ->
                assertThat(run.err())
                    .startsWith("Cannot finish the query: line 2, column 2: Division by zero.")
                    .hasLineCount(1));
  }

  @Test
  void refusesToWriteAndLeavesTheTablesAlone() {
    CliRun run = sql("DELETE FROM things");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("This command only reads").hasLineCount(1);
    assertThat(sql("--format", "csv", "SELECT count(*) AS n FROM things").out())
        .isEqualTo("n\n4\n");
  }

  @Test
  void takesOneStatementAtATime() {
    assertThat(sql("SELECT 1; SELECT 2").err())
        .startsWith("Cannot run the query: it has 2 statements. ");
    assertThat(sql(" ; ").err()).startsWith("Cannot run the query: the query is empty. ");
    assertThat(sql(" ; ").code()).isEqualTo(2);
  }

  @Test
  void saysWhatItLookedForWhereNoTableLies(@TempDir Path empty) {
    for (String place : new String[] {empty.toString(), empty.resolve("nowhere").toString()}) {
      CliRun run = CliRun.of("sql", "--tables", place, "SELECT 1");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .startsWith("Cannot read the tables at file:" + place)
          .contains("there is no Delta table; looked for folders with a _delta_log");
    }
  }
}
