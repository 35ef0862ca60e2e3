package io.lookouttrail.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.SparkJobRecorder;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestIngest;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.SparkAccess;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The only statement of a process over small tables, and the same through Delta's scan. */
class SmallQueryTest {
  private static final String THINGS =
      """
      SELECT * FROM VALUES
        (date'2025-09-03', 'Detect', 1, 'plain', timestamp'2025-09-03T10:00:00.123456Z',
          named_struct('arn', 'a', 'n', 1L), array('x', null), map('k', 1.5D), true, CAST(null AS STRING)),
        (date'2025-09-03', 'Détect', 2, '', null, null, null, null, false, 'c'),
        (date'2025-10-01', 'Detect', 3, null, timestamp'1969-12-31T23:59:59Z',
          named_struct('arn', null, 'n', null), array(), map(), null, null),
        (date'2025-10-02', null, 4, 'four', null, null, null, null, null, null)
        AS t(day, action, id, name, at, part, list, map, yes, corrects)""";

  @TempDir Path folder;

  /** The program's sessions for queries have the default; the tables' code turns it on. */
  @BeforeEach
  void giveTimesAsJavaSql() {
    TestSpark.session().conf().set("spark.sql.datetime.java8API.enabled", "false");
  }

  @AfterEach
  void forget() {
    TestSpark.session().catalog().dropTempView("things");
  }

  private TableStore things() {
    for (int i = 0; i < 2; i++) {
      TestSpark.session()
          .sql(THINGS)
          .write()
          .format("delta")
          .mode("append")
          .partitionBy("day", "action")
          .save(folder.resolve("things").toString());
    }
    return new TableStore(TestSpark.session(), folder.toString());
  }

  private static List<String> once(TableStore store, String statement) {
    List<String> answer = new ArrayList<>();
    SqlExecutor.over(SparkAccess.of(TestSpark.session()), store.root())
        .queryOnce(statement, rows -> answer.addAll(texts(rows)));
    return answer;
  }

  private static List<String> byDelta(TableStore store, String statement) {
    return texts(
        SqlExecutor.over(SparkAccess.of(TestSpark.session()), store.root()).query(statement));
  }

  private static List<String> texts(Dataset<Row> rows) {
    List<String> texts = new ArrayList<>();
    texts.add(rows.schema().treeString());
    Arrays.stream((Row[]) rows.collect()).map(Row::toString).sorted().forEach(texts::add);
    return texts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM things",
        "SELECT name FROM things",
        "SELECT part.n, get(list, 0) AS first, map['k'] AS k, size(list) AS n FROM things",
        "SELECT id FROM things WHERE day = date'2025-09-03'",
        "SELECT id FROM things WHERE day > date'2025-09-03' AND action = 'Detect'",
        "SELECT id FROM things WHERE day <= '2025-10-01' AND action IN ('Détect', 'Other')",
        "SELECT id FROM things WHERE action IS NULL OR action > 'E'",
        "SELECT id FROM things WHERE corrects IS NOT NULL",
        "SELECT id FROM things WHERE NOT day < '2025-10-01' AND day BETWEEN '2025-09-01' AND '2025-12-31'",
        "SELECT day, count(*) AS n, sum(id) AS s, min(at) AS first FROM things GROUP BY ALL",
        "SELECT a.id, b.name FROM things a JOIN things b USING (day, action) WHERE a.yes",
        "SELECT id FROM things WHERE id NOT IN (SELECT id FROM things WHERE yes)",
        "WITH t AS (SELECT DISTINCT day FROM things) SELECT max(day) AS last FROM t",
        "DESCRIBE things",
        "SHOW COLUMNS IN things",
      })
  void givesTheSameRows(String statement) {
    TableStore store = things();
    List<String> expected = byDelta(store, statement);
    forget();
    assertThat(once(store, statement)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT actor, count(*) AS calls FROM events_current GROUP BY actor",
        "SELECT * FROM denied_calls",
        "SELECT * FROM digest_states",
        "SELECT problem, resolved_at FROM quarantine",
        "SELECT source_file, status FROM ingested_files WHERE kept > 0",
      })
  void givesTheSameRowsOfTheProductsTablesAndViews(String statement) {
    TableStore store = ReportWorldTables.store();
    List<String> expected = byDelta(store, statement);
    assertThat(once(store, statement)).isEqualTo(expected).hasSizeGreaterThan(1);
  }

  @Test
  void runsOneJobForASmallQuery() {
    TableStore store = things();
    try (SparkJobRecorder jobs = SparkJobRecorder.noted()) {
      once(store, "SELECT name, count(*) AS n FROM things GROUP BY name");
      assertThat(jobs.jobs()).hasSize(1);
    }
  }

  @Test
  void joinsNoCorrectionsWhereThereAreNone() {
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    TestArchive archive = new TestArchive(folder.resolve("bucket"));
    archive.deliver("2025-09-03T10:05:00Z", "aaaa", TestRecord.anEvent());
    new TestIngest(archive, store).run();
    String query = "SELECT count(*) AS n FROM events_current";
    try (SparkJobRecorder jobs = SparkJobRecorder.noted()) {
      assertThat(once(store, query)).endsWith("[1]");
      assertThat(jobs.plansOf("").toString()).doesNotContain("Join");
    }
    assertThat(byDelta(store, query)).endsWith("[1]");
  }

  @Test
  void leavesToDeltaWhatItCannotRead() {
    TestSpark.session()
        .sql("SELECT 1.50 AS money, binary('ab') AS raw")
        .write()
        .format("delta")
        .save(folder.resolve("odd").toString());
    TableStore store = new TableStore(TestSpark.session(), folder.toString());
    assertThat(SqlTables.under(store).openSmall("SELECT * FROM odd")).isFalse();
    assertThat(once(store, "SELECT money FROM odd")).endsWith("[1.50]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EXPLAIN SELECT id FROM things", "SELECT input_file_name() AS f FROM things"})
  void leavesToDeltaWhatShowsHowItReads(String statement) {
    assertThat(SqlTables.under(things()).openSmall(statement)).isFalse();
  }

  @Test
  void leavesEverythingToDeltaWhereTheSettingSaysSo() {
    TableStore store = things();
    assertThat(SqlTables.under(store).openSmall("SELECT id FROM things")).isTrue();
    TestSpark.session().conf().set(DirectRows.MAX_ROWS_OPTION, "7");
    try {
      assertThat(SqlTables.under(store).openSmall("SELECT id FROM things")).isFalse();
    } finally {
      TestSpark.session().conf().unset(DirectRows.MAX_ROWS_OPTION);
    }
  }

  @Test
  void startsTheSessionWithTheClassLoaderOfTheCaller() {
    ClassLoader ofSubmit = new ClassLoader(getClass().getClassLoader()) {};
    Queue<ClassLoader> seen = new ConcurrentLinkedQueue<>();
    SparkAccess access =
        new SparkAccess() {
          @Override
          public SparkSession session() {
            seen.add(Thread.currentThread().getContextClassLoader());
            return TestSpark.session();
          }

          @Override
          public Configuration hadoop() {
            return TestSpark.session().sessionState().newHadoopConf();
          }

          @Override
          public void describe(String sentence) {}
        };
    String root = things().root();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(ofSubmit);
    try {
      SqlExecutor.over(access, root).queryOnce("SELECT id FROM things", Dataset::collect);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(seen).hasSizeGreaterThan(1).containsOnly(ofSubmit);
  }

  @Test
  void leavesToDeltaATableWithAFeatureThatOnlyDeltaKnows() throws IOException {
    TableStore store = things();
    Path log = folder.resolve("things/_delta_log/00000000000000000002.json");
    Files.writeString(
        log,
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"ofTomorrow\"],\"writerFeatures\":[\"ofTomorrow\"]}}\n");
    assertThat(SqlTables.under(store).openSmall("SELECT id FROM things")).isFalse();
  }

  @Test
  void leavesToDeltaTimesThatArePartitionValues() {
    TestSpark.session()
        .sql("SELECT 1 AS id, timestamp'2025-01-01T00:00:00.123456Z' AS at")
        .write()
        .format("delta")
        .partitionBy("at")
        .save(folder.resolve("timed").toString());
    TableStore store = new TableStore(TestSpark.session(), folder.toString());
    String query = "SELECT id FROM timed WHERE at = timestamp'2025-01-01T00:00:00.123456Z'";
    assertThat(SqlTables.under(store).openSmall(query)).isFalse();
    assertThat(once(store, query)).endsWith("[1]");
  }

  @Test
  void leavesToDeltaDeletedRowsUnderAPathWithABlank() {
    String path = folder.resolve("a b/deleted").toString();
    TestSpark.session()
        .range(3)
        .coalesce(1)
        .write()
        .format("delta")
        .option("delta.enableDeletionVectors", "true")
        .save(path);
    TestSpark.session().sql("DELETE FROM delta.`" + path + "` WHERE id = 1");
    TableStore store = new TableStore(TestSpark.session(), folder.resolve("a b").toString());
    assertThat(once(store, "SELECT id FROM deleted")).endsWith("[0]", "[2]");
  }
}
