package io.lookouttrail.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySqlTest {

  private static void check(String statement) throws ParseException {
    ReadOnlySql.require(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT DISTINCT a, count(*) FROM t WHERE b > 1 GROUP BY a HAVING count(*) > 2 ORDER BY 1"
            + " LIMIT 3 OFFSET 1",
        "SELECT a FROM t GROUP BY ROLLUP(a, b)",
        "SELECT a FROM t GROUP BY GROUPING SETS ((a), ())",
        "WITH x AS (SELECT 1 AS a), y AS (SELECT * FROM x) SELECT * FROM y JOIN x USING (a)",
        "VALUES (1, 'a'), (2, 'b')",
        "SELECT * FROM VALUES (1), (2) AS t(a)",
        "TABLE t",
        "FROM t SELECT a",
        "SELECT a FROM t UNION ALL SELECT b FROM u",
        "SELECT a FROM t INTERSECT SELECT b FROM u",
        "SELECT a FROM t EXCEPT SELECT b FROM u",
        "SELECT * FROM t LEFT ANTI JOIN u ON t.a = u.a",
        "SELECT * FROM t, LATERAL (SELECT t.a)",
        "SELECT * FROM t LATERAL VIEW explode(resources) r AS resource",
        "SELECT * FROM explode(array(1, 2))",
        "SELECT * FROM range(10) AS r(n)",
        "SELECT a, row_number() OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY c)",
        "SELECT * FROM t PIVOT (sum(calls) FOR region IN ('us-east-1', 'eu-central-1'))",
        "SELECT * FROM t UNPIVOT (n FOR name IN (a, b))",
        "SELECT * FROM t TABLESAMPLE (10 ROWS)",
        "SELECT * FROM t TABLESAMPLE (10 PERCENT)",
        "SELECT * FROM t VERSION AS OF 3",
        "SELECT * FROM delta.`/tables/events` TIMESTAMP AS OF '2025-09-01'",
        "SELECT /*+ BROADCAST(t) */ * FROM t JOIN u ON t.a = u.a",
        "SELECT * FROM t CLUSTER BY a",
        "SELECT (SELECT max(a) FROM t), EXISTS (SELECT 1 FROM u), a IN (SELECT b FROM u) FROM t",
        "SELECT * FROM (SELECT a AS b FROM t) AS s(c)",
        "SELECT get_json_object(request_parameters, '$.projectName') FROM t",
        "SHOW TABLES",
        "SHOW VIEWS",
        "SHOW COLUMNS IN t",
        "SHOW CREATE TABLE t",
        "SHOW TBLPROPERTIES t",
        "SHOW FUNCTIONS LIKE 'a*'",
        "DESCRIBE t",
        "DESC EXTENDED t a",
        "DESCRIBE HISTORY delta.`/tables/events`",
        "DESCRIBE DETAIL delta.`/tables/events`",
        "DESCRIBE FUNCTION count",
        "DESCRIBE QUERY SELECT 1",
        "EXPLAIN SELECT 1",
        "EXPLAIN EXTENDED SELECT * FROM t",
        "-- a comment\nSELECT 1;",
      })
  void letsThroughWhatReads(String statement) {
    assertThatCode(() -> check(statement)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1)",
        "INSERT OVERWRITE t SELECT 1",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
        "FROM t INSERT INTO u SELECT a INSERT INTO v SELECT b",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1",
        "UPDATE t SET a = 1",
        "DELETE FROM t",
        "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE",
        "TRUNCATE TABLE t",
        "CREATE TABLE t (a INT) USING delta",
        "CREATE TABLE t USING delta AS SELECT 1",
        "CREATE TEMPORARY VIEW v AS SELECT 1",
        "CREATE FUNCTION f AS 'java.lang.Runtime'",
        "CREATE DATABASE d",
        "DROP TABLE t",
        "ALTER TABLE t ADD COLUMNS (b INT)",
        "OPTIMIZE t",
        "VACUUM t RETAIN 0 HOURS",
        "RESTORE TABLE t TO VERSION AS OF 1",
        "CREATE TABLE t SHALLOW CLONE u",
        "CONVERT TO DELTA parquet.`/tables/x`",
        "REORG TABLE t APPLY (PURGE)",
        "SET spark.sql.ansi.enabled = false",
        "SET",
        "RESET",
        "USE d",
        "CACHE TABLE t",
        "UNCACHE TABLE t",
        "REFRESH TABLE t",
        "ANALYZE TABLE t COMPUTE STATISTICS",
        "MSCK REPAIR TABLE t",
        "ADD JAR '/tmp/x.jar'",
        "LIST JARS",
        "LOAD DATA INPATH '/tmp/x' INTO TABLE t",
        "COMMENT ON TABLE t IS 'x'",
        "EXPLAIN INSERT INTO t VALUES (1)",
        "SELECT TRANSFORM(a) USING 'rm -rf /' FROM t",
        "SELECT * FROM (SELECT TRANSFORM(a) USING 'cat' FROM t)",
        "WITH x AS (SELECT TRANSFORM(a) USING 'cat' FROM t) SELECT * FROM x",
        "SELECT (SELECT TRANSFORM(a) USING 'cat' FROM t)",
        "SELECT reflect('java.lang.System', 'exit', 3)",
        "SELECT a FROM t WHERE upper(java_method('java.lang.System', 'lineSeparator')) = 'x'",
      })
  void refusesWhatDoesMore(String statement) {
    assertThatThrownBy(() -> check(statement))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith("Cannot run the statement: it is not a query (");
  }
}
