package io.lookouttrail.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers tables and views by name in the session's catalog. */
class CatalogDatabaseTest {
  private static final SparkSession SPARK = TestSpark.session();

  @TempDir Path folder;

  @AfterAll
  static void dropDatabases() {
    for (String database : List.of("whole", "again", "elsewhere", "taken")) {
      SPARK.sql("DROP DATABASE IF EXISTS " + database + " CASCADE");
    }
  }

  private static List<String> names(String query) {
    return SPARK.sql(query).collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static long count(String name) {
    return SPARK.table(name).count();
  }

  private static void register(TableStore store, String database) {
    CatalogDatabase.of(store, database).register();
  }

  @Test
  void registersEveryTableAndViewByName() {
    register(ReportWorldTables.store(), "whole");
    assertThat(
            SPARK
                .sql("SHOW TABLES IN whole")
                .where("NOT isTemporary")
                .select("tableName")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    AllTables.SPECS.stream().map(TableSpec::name),
                    Views.all().stream().map(Views.View::name))
                .toList());
    assertThat(count("whole.events")).isEqualTo(ReportWorld.calls().size());
    assertThat(count("whole.events_current")).isEqualTo(ReportWorld.currentCalls().size());
    assertThat(count("whole.denied_calls"))
        .isEqualTo(
            ReportWorld.currentCalls().stream()
                .filter(call -> call.is("outcome", "denied"))
                .count());
    assertThat(count("whole.digest_states")).isPositive();
    assertThat(names("SELECT DISTINCT client FROM whole.console_calls_without_mfa"))
        .allMatch("console"::equals);
  }

  @Test
  void registersAgainWithoutChangeAndSeesNewRows() {
    // A location with characters that SQL and URIs escape.
    TableStore store = EmptyTables.at(folder.resolve("it's 100%20 \\ mine"));
    register(store, "again");
    List<Row> before = SPARK.sql("SHOW TABLES IN again").collectAsList();
    SPARK.sql("CREATE OR REPLACE VIEW again.denied_calls AS SELECT 'of somebody else' AS what");
    store
        .read(EventsTable.SPEC)
        .unionAll(ReportWorldTables.store().read(EventsTable.SPEC).limit(2))
        .write()
        .format("delta")
        .mode("append")
        .save(store.path("events"));
    register(store, "again");
    assertThat(SPARK.sql("SHOW TABLES IN again").collectAsList()).isEqualTo(before);
    assertThat(count("again.events")).isEqualTo(2);
    assertThat(SPARK.table("again.denied_calls").columns()).contains("event_id");
  }

  @Test
  void refusesAnEntryWithAnotherLocation() {
    register(EmptyTables.at(folder.resolve("old")), "elsewhere");
    TableStore moved = EmptyTables.at(folder.resolve("new"));
    assertThatThrownBy(() -> CatalogDatabase.of(moved, "elsewhere"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot register events in the database elsewhere: the entry has")
        .hasMessageContainingAll(
            folder.resolve("old/events").toString(),
            folder.resolve("new/events").toString(),
            "DROP TABLE elsewhere.events");
    AllTables.SPECS.forEach(table -> SPARK.sql("DROP TABLE elsewhere." + table.name()));
    register(moved, "elsewhere");
    assertThat(folder.resolve("old/events/_delta_log")).isNotEmptyDirectory();
    assertThat(SPARK.sql("DESCRIBE DETAIL elsewhere.events").select("location").collectAsList())
        .allMatch(row -> row.getString(0).endsWith("/new/events"));
  }

  @Test
  void keepsEntriesOfOtherTablesAndViews() {
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    SPARK.sql("CREATE DATABASE taken");
    SPARK.sql("CREATE VIEW taken.quarantine AS SELECT 1 AS one");
    assertThatThrownBy(() -> CatalogDatabase.of(store, "taken"))
        .hasMessageContaining(
            "quarantine in the database taken: an entry of that name is not a Delta");
    SPARK.sql("DROP VIEW taken.quarantine");
    SPARK.sql(
        "CREATE TABLE taken.denied_calls USING delta LOCATION '"
            + folder.resolve("other")
            + "' AS"
            + " SELECT 1 AS one");
    assertThatThrownBy(() -> CatalogDatabase.of(store, "taken"))
        .hasMessageContaining(
            "denied_calls in the database taken: an entry of that name is a table");
    assertThat(count("taken.denied_calls")).isEqualTo(1);
  }

  @Test
  void refusesANameThatSomeCatalogDoesNotAccept() {
    TableStore store = ReportWorldTables.store();
    for (String name : List.of("Lookout", "a-b", "a.b", "x`y", "")) {
      assertThatThrownBy(() -> CatalogDatabase.of(store, name))
          .hasMessageContaining("database '" + name + "': the name is not valid");
    }
  }
}
