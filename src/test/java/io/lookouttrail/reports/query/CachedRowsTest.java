package io.lookouttrail.reports.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.SparkWork;
import io.lookouttrail.fixtures.TestSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class CachedRowsTest {
  private static final SparkSession SPARK = TestSpark.session();
  private static final String QUERY =
      "SELECT id % 7 AS rest, count(DISTINCT id % 5) AS different FROM {numbers}"
          + " GROUP BY rest ORDER BY rest";

  private SparkWork work;

  private List<Row> run(QueryContext context) {
    return SparkWork.during(
        SPARK,
        () -> context.withSettings(QUERY, () -> context.dataset(QUERY).collectAsList()),
        done -> work = done);
  }

  @Test
  void aQueryOfFewRowsIsOneJobAndRestoresTheSessionsSettings() {
    String before = SPARK.conf().get("spark.sql.codegen.wholeStage");
    try (QueryContext context = new QueryContext(SPARK)) {
      Dataset<Row> numbers = SPARK.range(0, 1_000, 1, 4).toDF("id");
      context.table("numbers", context.cache("numbers", numbers));
      assertThat(run(context)).hasSize(7).allMatch(row -> row.getLong(1) == 5);
    }
    assertThat(work.jobs()).isEqualTo(1);
    assertThat(SPARK.conf().get("spark.sql.codegen.wholeStage")).isEqualTo(before);
  }

  @Test
  void manyRowsKeepTheirPartitions() {
    CachedRows many = CachedRows.of(SPARK.range(0, CachedRows.SMALL + 1, 1, 3).toDF("id"));
    assertThat(many.isSmall()).isFalse();
    assertThat(many.rows().javaRDD().getNumPartitions()).isEqualTo(3);
    many.rows().unpersist(true);
  }

  @Test
  void noRowsNeedNoJob() {
    try (QueryContext context = new QueryContext(SPARK)) {
      Dataset<Row> none = SPARK.range(0).toDF("id");
      context.table("numbers", context.cache("numbers", none));
      assertThat(run(context)).isEmpty();
    }
    assertThat(work.jobs()).isZero();
  }
}
