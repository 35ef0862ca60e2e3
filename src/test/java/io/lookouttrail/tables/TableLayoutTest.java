package io.lookouttrail.tables;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layout and protocol of new and existing tables, and folders that are refused. */
class TableLayoutTest {
  /** A column of each table that an earlier version did not have. */
  private static final Map<TableSpec, String> NEWEST_COLUMN =
      Map.of(
          EventsTable.SPEC, "client_token",
          QuarantineTable.SPEC, "raw",
          UsageDailyTable.SPEC, "throttled",
          IngestedFilesTable.SPEC, "sha256",
          JobRunsTable.SPEC, "counts");

  @TempDir Path folder;
  private TestArchive archive;

  @BeforeEach
  void deliver() {
    archive = new TestArchive(folder.resolve("bucket"));
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", anEvent(), anEvent().without("eventTime"));
  }

  @Test
  void hasTheProtocolAndPropertiesThatEveryEngineReads() {
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    for (TableSpec table : AllTables.SPECS) {
      Row detail = DeltaTable.forPath(store.spark(), store.path(table.name())).detail().first();
      assertThat(detail.<Integer>getAs("minReaderVersion")).isEqualTo(1);
      assertThat(detail.<Integer>getAs("minWriterVersion")).isEqualTo(2);
      assertThat(detail.getList(detail.fieldIndex("partitionColumns")))
          .as(table.name())
          .isEqualTo(table.partitionedBy());
      assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
          .containsEntry("lookouttrail.schema", "1")
          .containsEntry("delta.enableDeletionVectors", "false")
          .containsEntry("delta.logRetentionDuration", "interval 400 days")
          .containsEntry("delta.deletedFileRetentionDuration", "interval 400 days")
          .containsEntry("delta.dataSkippingStatsColumns", String.join(",", table.statisticsOn()));
    }
    assertThat(EventsTable.SPEC.partitionedBy()).containsExactly("event_date", "action");
    assertThat(IngestedFilesTable.SPEC.partitionedBy()).containsExactly("delivered_date");
    assertThat(UsageDailyTable.SPEC.partitionedBy()).containsExactly("month");
  }

  @Test
  void refusesTablesOfANewerVersionInOneLine() {
    EmptyTables.at(folder.resolve("tables"))
        .spark()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('lookouttrail.schema' = '2')"
                .formatted(store().path("events")));
    Map<String, Long> before = AllTables.versions(store());

    assertThatThrownBy(() -> new TestIngest(archive, store()).run())
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot use the table "
                + store().path("events")
                + ": its layout has the number 2, and this version supports up to 1."
                + " Use the newer version of Lookout Trail that wrote it.");
    assertThatThrownBy(() -> store().read(EventsTable.SPEC)).isInstanceOf(UserError.class);
    assertThat(AllTables.versions(store())).isEqualTo(before);
  }

  @Test
  void createsATableWhoseCreationWasInterruptedBeforeItsFirstCommit() throws IOException {
    Path log = Files.createDirectories(folder.resolve("tables/events/_delta_log"));
    Files.createDirectory(log.resolve("_staged_commits"));
    Files.writeString(log.resolve(".00000000000000000000.json.a-run.tmp"), "{}");

    new TestIngest(archive, store()).run();

    assertThat(store().exists(EventsTable.SPEC)).isTrue();
  }

  @Test
  void refusesATableOfAnotherProgram() {
    store().spark().range(3).write().format("delta").save(store().path("events"));

    assertThatThrownBy(() -> new TestIngest(archive, store()).run())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it was not written by Lookout Trail");
    assertThat(store().spark().read().format("delta").load(store().path("events")).count())
        .isEqualTo(3);
  }

  @Test
  void refusesAFolderWithOtherFiles() {
    store().spark().range(3).write().parquet(store().path("usage_daily"));

    assertThatThrownBy(() -> new TestIngest(archive, store()).run())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it was not written by Lookout Trail");
  }

  @Test
  @Tag("slow")
  void addsTheColumnsThatAnEarlierVersionLacks() {
    new TestIngest(archive, store()).run();
    List<String> whole = new TableRows(store()).everything();
    TableStore earlier = new TableStore(TestSpark.session(), folder.resolve("earlier").toString());
    NEWEST_COLUMN.forEach((table, column) -> earlier.open(without(table, column)));

    TableStore later = new TableStore(TestSpark.session(), folder.resolve("earlier").toString());
    new TestIngest(archive, later).run();

    for (TableSpec table : AllTables.SPECS) {
      assertThat(later.read(table).schema().fieldNames())
          .as(table.name())
          .containsExactlyInAnyOrder(table.schema().fieldNames());
    }
    assertThat(new TableRows(later).of("SELECT sha256 IS NOT NULL FROM ingested_files"))
        .containsExactly("true");
    assertThat(new TableRows(later).of("SELECT raw IS NOT NULL FROM quarantine"))
        .containsExactly("true");
    assertThat(new TableRows(later).everything()).hasSameSizeAs(whole);
  }

  @Test
  void addsCommentsToATableOfAnEarlierVersionInOneCommit() {
    TableStore earlier = store();
    for (TableSpec table : AllTables.SPECS) {
      earlier.open(withoutComments(table));
    }
    ReportWorldTables.store()
        .read(EventsTable.SPEC)
        .limit(2)
        .write()
        .format("delta")
        .mode("append")
        .save(earlier.path("events"));
    Map<String, Long> versions = AllTables.versions(earlier);
    List<Row> rows = earlier.read(EventsTable.SPEC).collectAsList();
    String[] files = earlier.read(EventsTable.SPEC).inputFiles();

    AllTables.ensure(store());

    versions.replaceAll((table, version) -> version + 1);
    assertThat(AllTables.versions(store())).isEqualTo(versions);
    for (TableSpec table : AllTables.SPECS) {
      assertThat(store().read(table).schema().json())
          .as(table.name())
          .isEqualTo(table.schema().json());
    }
    assertThat(store().read(EventsTable.SPEC).collectAsList()).isEqualTo(rows);
    assertThat(store().read(EventsTable.SPEC).inputFiles()).isEqualTo(files);
    Row detail = DeltaTable.forPath(store().spark(), store().path("events")).detail().first();
    assertThat(detail.<Integer>getAs("minReaderVersion")).isEqualTo(1);
    assertThat(detail.<Integer>getAs("minWriterVersion")).isEqualTo(2);

    AllTables.ensure(store());

    assertThat(AllTables.versions(store())).as("opened again").isEqualTo(versions);
  }

  private static TableSpec withoutComments(TableSpec table) {
    StructType schema = new StructType();
    for (StructField field : table.schema().fields()) {
      schema = schema.add(field.name(), field.dataType(), field.nullable());
    }
    return new TableSpec(table.name(), schema, table.partitionedBy(), table.statisticsOn());
  }

  private static TableSpec without(TableSpec table, String column) {
    StructField[] fields =
        Arrays.stream(table.schema().fields())
            .filter(field -> !field.name().equals(column))
            .toArray(StructField[]::new);
    return new TableSpec(
        table.name(), new StructType(fields), table.partitionedBy(), table.statisticsOn());
  }

  private TableStore store() {
    return new TableStore(TestSpark.session(), folder.resolve("tables").toString());
  }
}
