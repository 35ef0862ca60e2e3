package io.lookouttrail.tables.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.direct.TableVersion;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan reads only files that a filter may let through, and only the columns of the query. */
class SmallTableScanTest {
  private static final LocalDate OCTOBER = LocalDate.parse("2025-10-01");

  @TempDir Path folder;
  private TableVersion table;

  @BeforeEach
  void write() {
    String uri = "file:" + folder.resolve("t");
    TestSpark.session()
        .sql(
            """
            SELECT * FROM VALUES
              (date'2025-09-03', 'a', 1, null),
              (date'2025-10-01', 'b', 2, null),
              (date'+10000-01-01', 'é', 3, 'x'),
              (null, 'a', 4, null) AS t(day, action, id, corrects)""")
        .write()
        .format("delta")
        .partitionBy("day", "action")
        .save(uri);
    table =
        TableVersion.newest(TestSpark.session().sessionState().newHadoopConf(), uri).orElseThrow();
  }

  /** The ids of the rows that are read; the row whose day is null is in no range that is known. */
  private String idsOf(Filter... filters) {
    SmallTableScan scan = new SmallTableScan(table, table.schema());
    assertThat(scan.pushFilters(filters)).containsExactly(filters);
    scan.pruneColumns(new StructType().add(table.schema().apply("id")));
    assertThat(scan.estimateStatistics().numRows()).hasValue(scan.rows().length);
    StringBuilder ids = new StringBuilder();
    for (var row : scan.rows()) {
      assertThat(row.numFields()).isOne();
      ids.append(row.getInt(0));
    }
    return ids.chars().sorted().mapToObj(Character::toString).reduce("", String::concat);
  }

  @Test
  void readsTheFilesOfADay() {
    assertThat(idsOf()).isEqualTo("1234");
    assertThat(idsOf(new EqualTo("day", OCTOBER))).isEqualTo("24");
    assertThat(idsOf(new EqualTo("day", java.sql.Date.valueOf(OCTOBER)))).isEqualTo("24");
    assertThat(idsOf(new In("day", new Object[] {OCTOBER, LocalDate.EPOCH}))).isEqualTo("24");
  }

  @Test
  void readsTheFilesOfARangeOfDays() {
    assertThat(idsOf(new GreaterThan("day", OCTOBER))).isEqualTo("34");
    assertThat(idsOf(new GreaterThanOrEqual("day", OCTOBER))).isEqualTo("234");
    assertThat(idsOf(new LessThan("day", OCTOBER))).isEqualTo("14");
    assertThat(idsOf(new LessThanOrEqual("day", OCTOBER))).isEqualTo("124");
  }

  @Test
  void readsTheFilesOfATextAndComparesItByCodePoints() {
    assertThat(idsOf(new EqualTo("action", "a"))).isEqualTo("14");
    assertThat(idsOf(new GreaterThan("action", "b"))).isEqualTo("3");
  }

  @Test
  void readsNoFileWhereAColumnIsNullThroughout() {
    assertThat(idsOf(new IsNotNull("corrects"))).isEqualTo("3");
    assertThat(idsOf(new IsNotNull("id"))).isEqualTo("1234");
  }

  @Test
  void readsEveryFileForAFilterThatItDoesNotKnow() {
    assertThat(idsOf(new EqualTo("id", 1), new EqualTo("day", 7))).isEqualTo("1234");
  }
}
