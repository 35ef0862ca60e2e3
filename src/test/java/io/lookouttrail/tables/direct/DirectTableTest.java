package io.lookouttrail.tables.direct;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are written and read without Spark, read and written with it. */
class DirectTableTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("day", DateType)
          .add("name", StringType)
          .add("at", TimestampType)
          .add("counts", createMapType(StringType, LongType))
          .add("tags", createArrayType(StringType))
          .add("nested", new StructType().add("n", LongType));

  private static final TableLayout LAYOUT =
      new TableLayout(SCHEMA, List.of("day"), List.of("name", "at"));

  @TempDir Path folder;
  private String path;
  private DirectTable table;

  @BeforeEach
  void setUp() {
    path = "file:" + folder.resolve("t");
    table = new DirectTable(hadoop(), path, LAYOUT);
    table.create(Map.of());
  }

  private static Configuration hadoop() {
    return TestSpark.session().sessionState().newHadoopConf();
  }

  private static Row row(String day, String name) {
    return RowFactory.create(
        LocalDate.parse(day),
        name,
        Instant.parse("2025-09-03T10:00:00.123456Z"),
        Map.of("a", 1L),
        new String[] {"x", null},
        RowFactory.create(7L));
  }

  private Dataset<Row> bySpark() {
    TestSpark.session().conf().set("spark.sql.datetime.java8API.enabled", "true");
    return TestSpark.session().read().format("delta").load(path);
  }

  private List<String> namesBySpark() {
    return bySpark().orderBy("name").collectAsList().stream()
        .map(row -> row.<String>getAs("name"))
        .toList();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    TableVersion version = table.newest().orElseThrow();
    version.read(version.files(), SCHEMA, rows::add);
    return rows;
  }

  /** Spark's collections are of other classes than those of rows that are read without it. */
  private static String text(Row row) {
    return row.isNullAt(1)
        ? row.mkString("|")
        : "%s|%s|%s|%s|%s|%s"
            .formatted(
                row.get(0),
                row.get(1),
                row.get(2),
                row.getJavaMap(3),
                row.getList(4),
                row.getStruct(5));
  }

  @Test
  void givesTheRowsThatSparkReads() {
    table.append(
        List.of(
            row("2025-09-03", "a"),
            row("2025-09-04", "b"),
            RowFactory.create(null, null, null, null, null, null)));
    assertThat(rows().stream().map(DirectTableTest::text).sorted().toList())
        .isEqualTo(bySpark().collectAsList().stream().map(DirectTableTest::text).sorted().toList())
        .hasSize(3);
  }

  @Test
  void readsAColumnThatTheTableLacksAsNull() {
    table.append(List.of(row("2025-09-03", "a")));
    List<Row> rows = new ArrayList<>();
    TableVersion version = table.newest().orElseThrow();
    version.read(version.files(), new StructType().add("later", StringType), rows::add);
    assertThat(rows).hasSize(1).allMatch(row -> row.isNullAt(0));
  }

  @Test
  void writesACheckpointAtEachTenthVersionFromWhichSparkReads() {
    for (int i = 1; i <= 11; i++) {
      table.append(List.of(row("2025-09-03", "n%02d".formatted(i))));
    }
    assertThat(folder.resolve("t/_delta_log/_last_checkpoint")).isNotEmptyFile();
    assertThat(folder.resolve("t/_delta_log/00000000000000000010.checkpoint.parquet")).exists();
    assertThat(namesBySpark()).hasSize(11).startsWith("n01").endsWith("n11");
    assertThat(rows()).hasSize(11);
  }

  @Test
  void replacesTheRowsOfFiles() {
    table.append(List.of(row("2025-09-03", "a"), row("2025-09-04", "b")));
    TableVersion base = table.newest().orElseThrow();
    List<DataFile> ofDay =
        base.files().stream()
            .filter(file -> "2025-09-03".equals(file.partition().get("day")))
            .toList();
    table.replace(base, ofDay, List.of(row("2025-09-03", "c")));
    assertThat(namesBySpark()).containsExactly("b", "c");
    assertThat(table.newest().orElseThrow().size()).hasValue(new TableSize(2, storedBytes()));
  }

  private long storedBytes() {
    return table.newest().orElseThrow().files().stream().mapToLong(DataFile::bytes).sum();
  }

  @Test
  void refusesToReplaceRowsOfAVersionThatIsNotTheNewestAndLosesNothing() {
    TableVersion stale = table.newest().orElseThrow();
    table.append(List.of(row("2025-09-03", "other")));
    assertThatThrownBy(() -> table.replace(stale, List.of(), List.of(row("2025-09-03", "late"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another writer has written version 1");
    assertThat(namesBySpark()).containsExactly("other");
  }

  @Test
  void appendsAfterWhatSparkHasAppended() {
    bySpark()
        .sparkSession()
        .createDataFrame(List.of(row("2025-09-03", "s")), SCHEMA)
        .write()
        .format("delta")
        .mode("append")
        .save(path);
    table.append(List.of(row("2025-09-03", "d")));
    assertThat(namesBySpark()).containsExactly("d", "s");
  }

  @Test
  void createsATableOnce() {
    table.append(List.of(row("2025-09-03", "a")));
    table.create(Map.of("other", "property"));
    assertThat(namesBySpark()).containsExactly("a");
    assertThat(table.newest().orElseThrow().property("other")).isEmpty();
  }

  @Test
  void leavesATableWithAnotherFeatureToSpark() {
    assertThat(table.newest().orElseThrow().isWritable()).isTrue();
    for (String property :
        Arrays.asList("'delta.appendOnly' = 'true'", "'delta.enableChangeDataFeed' = 'true'")) {
      TestSpark.session()
          .sql("ALTER TABLE delta.`%s` SET TBLPROPERTIES (%s)".formatted(path, property));
      assertThat(table.newest().orElseThrow().isWritable()).as(property).isFalse();
      TestSpark.session()
          .sql(
              "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.appendOnly' = 'false')"
                  .formatted(path));
    }
  }

  @Test
  void namesTheTableWhoseLogIsDamagedAndAddsNothingToIt() throws IOException {
    table.append(List.of(row("2025-09-03", "a")));
    table.append(List.of(row("2025-09-03", "b")));
    Path newest = folder.resolve("t/_delta_log/00000000000000000002.json");
    Files.writeString(newest, "{garbage\n");
    isDamaged(() -> table.append(List.of(row("2025-09-03", "c"))));
    assertThat(folder.resolve("t/_delta_log/00000000000000000003.json")).doesNotExist();
    Files.delete(folder.resolve("t/_delta_log/00000000000000000001.json"));
    isDamaged(() -> table.newest());
  }

  @Test
  void namesTheTableOfWhichAFileIsDamaged() throws IOException {
    table.append(List.of(row("2025-09-03", "a")));
    try (Stream<Path> files = Files.walk(folder.resolve("t/day=2025-09-03"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".parquet")).toList()) {
        Files.writeString(file, "not what it was");
      }
    }
    isDamaged(this::rows);
  }

  private void isDamaged(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot read the table %s: its log or one of its files is damaged. Restore the folder"
                    .formatted(path)
                + " from a copy, or from older versions of its objects.");
  }

  @Test
  void refusesASettingThatIsNoNumber() {
    TestSpark.session().conf().set(DirectRows.MAX_ROWS_OPTION, "many");
    TableStore store = new TableStore(TestSpark.session(), folder.toString());
    assertThatThrownBy(() -> store.setting(DirectRows.MAX_ROWS_OPTION, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'many' is not a whole number from 0 on");
    TestSpark.session().conf().set(DirectRows.MAX_ROWS_OPTION, "-1");
    assertThatThrownBy(() -> store.setting(DirectRows.MAX_ROWS_OPTION, 1))
        .isInstanceOf(UserError.class);
    TestSpark.session().conf().unset(DirectRows.MAX_ROWS_OPTION);
    assertThat(store.setting(DirectRows.MAX_ROWS_OPTION, 1)).isEqualTo(1);
  }
}
