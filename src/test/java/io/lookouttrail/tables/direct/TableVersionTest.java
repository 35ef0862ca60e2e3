package io.lookouttrail.tables.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableVersionTest {
  @TempDir Path folder;

  private static List<String> direct(String path, StructType columns) {
    TableVersion version = TableVersion.newest(new Configuration(), path).orElseThrow();
    List<String> rows = new ArrayList<>();
    version.read(version.files(), columns, row -> rows.add(text(row)));
    return rows.stream().sorted().toList();
  }

  private static List<String> spark(String path, StructType columns) {
    Dataset<Row> rows =
        TestSpark.session().read().format("delta").load(path).selectExpr(columns.fieldNames());
    return rows.collectAsList().stream().map(TableVersionTest::text).sorted().toList();
  }

  private static String text(Row row) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.get(i) instanceof scala.collection.Seq ? row.getList(i) : row.get(i));
    }
    return cells.toString();
  }

  /** Maps and structs have no text of their own that both readers give. */
  private static boolean hasText(StructField column) {
    return !(column.dataType() instanceof MapType
        || column.dataType() instanceof StructType
        || column.dataType().equals(DataTypes.createArrayType(EventsTable.RESOURCE)));
  }

  @Test
  void readsTheRowsOfEveryTableAsSparkDoes() {
    TableStore store = ReportWorldTables.store();
    for (TableSpec table : AllTables.SPECS) {
      String path = store.path(table.name());
      StructType columns =
          new StructType(
              Stream.of(table.schema().fields())
                  .filter(TableVersionTest::hasText)
                  .toArray(StructField[]::new));
      assertThat(direct(path, columns)).isEqualTo(spark(path, columns));
    }
  }

  /** Types of columns that Spark writes under other settings than ours. */
  @ParameterizedTest
  @ValueSource(strings = {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
  void readsEveryTypeOfTime(String type) {
    Dataset<Row> rows =
        TestSpark.session()
            .sql(
                """
                SELECT id, IF(id % 7 = 0, NULL, 'é' || id % 3) AS text,
                  timestamp_millis(1759000000123 + 86399999 * id) AS time,
                  IF(id % 5 = 0, NULL, array('a', NULL, 'b' || id)) AS texts,
                  DATE'1969-12-30' + CAST(id % 9 AS INT) AS day, id / 3.0D AS share,
                  CAST(id AS INT) AS number, id % 2 = 0 AS even
                FROM range(-50, 50)""");
    TestSpark.session().conf().set("spark.sql.parquet.outputTimestampType", type);
    try {
      rows.write().format("delta").partitionBy("day", "text").save(folder.toString());
    } finally {
      TestSpark.session().conf().unset("spark.sql.parquet.outputTimestampType");
    }
    assertThat(direct(folder.toString(), rows.schema()))
        .isEqualTo(spark(folder.toString(), rows.schema()));
  }

  @Test
  void readsAnOlderVersionUntilItIsGone() {
    Dataset<Row> one = TestSpark.session().range(1).toDF();
    for (int i = 0; i < 2; i++) {
      one.write().format("delta").mode("append").save(folder.toString());
    }
    assertThat(rows(0)).contains(1L);
    assertThat(rows(1)).contains(2L);
    assertThat(rows(2)).isEmpty();
  }

  private Optional<Long> rows(long number) {
    return TableVersion.at(new Configuration(), folder.toString(), number)
        .map(
            version -> version.files().stream().mapToLong(file -> file.rows().orElseThrow()).sum());
  }
}
