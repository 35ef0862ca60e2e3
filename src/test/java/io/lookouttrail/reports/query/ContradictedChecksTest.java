package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.tables.DigestFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The condition in SQL is the one in plain code, for every combination of what it reads. */
class ContradictedChecksTest {
  private static final StructType COLUMNS =
      new StructType()
          .add("kind", DataTypes.StringType)
          .add("state", DataTypes.StringType)
          .add("severity", DataTypes.StringType)
          .add("actual_hash", DataTypes.StringType);

  private static List<Row> combinations() {
    List<Row> rows = new ArrayList<>();
    for (Optional<String> state : withNone(states())) {
      for (Optional<String> kind : withNone(Stream.of("digest", "log"))) {
        for (Optional<String> severity : withNone(Stream.of("high", "low"))) {
          for (Optional<String> hash : withNone(Stream.of("0a"))) {
            rows.add(
                RowFactory.create(
                    kind.orElse(null),
                    state.orElse(null),
                    severity.orElse(null),
                    hash.orElse(null)));
          }
        }
      }
    }
    return rows;
  }

  private static Stream<String> states() {
    return Arrays.stream(DigestFinding.State.values()).map(DigestFinding.State::label);
  }

  private static List<Optional<String>> withNone(Stream<String> values) {
    return Stream.concat(values.map(Optional::of), Stream.of(Optional.<String>empty())).toList();
  }

  private static boolean isContradicted(Row row) {
    return new DigestCheck(
            row.getAs("kind"),
            "object",
            null,
            null,
            null,
            null,
            row.getAs("state"),
            null,
            row.getAs("severity"),
            row.getAs("actual_hash"),
            null,
            null)
        .isContradicted();
  }

  @Test
  void theConditionInSqlIsTheOneInPlainCode() {
    List<Row> rows =
        TestSpark.session()
            .createDataFrame(combinations(), COLUMNS)
            .withColumn("contradicted", expr(ContradictedChecks.SQL))
            .collectAsList();

    assertThat(rows)
        .hasSizeGreaterThan(150)
        .allSatisfy(
            row ->
                assertThat(row.<Boolean>getAs("contradicted"))
                    .as(row.toString())
                    .isEqualTo(isContradicted(row)));
    assertThat(rows).anyMatch(row -> row.<Boolean>getAs("contradicted"));
  }
}
