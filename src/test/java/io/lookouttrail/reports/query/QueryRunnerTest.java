package io.lookouttrail.reports.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryRunnerTest {
  private static final ReportQuery NUMBERS =
      new ReportQuery("numbers", "Numbers", "SELECT id FROM {numbers} ORDER BY id");

  @Test
  void streamsRowsThatAreMoreThanMemoryMayHold() {
    try (QueryContext context = new QueryContext(TestSpark.session())) {
      context.table("numbers", TestSpark.session().range(0, 5, 1, 2).toDF("id"));
      Table table = new QueryRunner(context, 2).table(NUMBERS);
      List<List<Value>> streamed = new ArrayList<>();
      table.rows().forEach(streamed::add);
      assertThat(table.rows()).isInstanceOf(StreamedRows.class);
      assertThat(table.rows().count()).isEqualTo(5);
      assertThat(table.rows().first(2)).isEqualTo(numbers(2));
      assertThat(table.rows().first(4)).isEqualTo(numbers(4));
      assertThat(streamed).isEqualTo(numbers(5));
    }
  }

  @Test
  void holdsFewRowsInMemory() {
    Table table;
    try (QueryContext context = new QueryContext(TestSpark.session())) {
      context.table("numbers", TestSpark.session().range(0, 2, 1, 2).toDF("id"));
      table = new QueryRunner(context, 2).table(NUMBERS);
    }
    assertThat(table.rows()).isNotInstanceOf(StreamedRows.class);
    assertThat(table.rows().first(9)).isEqualTo(numbers(2));
    assertThat(table.sql()).isEqualTo("SELECT id FROM numbers ORDER BY id");
  }

  @Test
  void showsOneQueryAndRunsTheOther() {
    ReportQuery query =
        new ReportQuery(
            "even",
            "Even numbers",
            List.of("a note"),
            "SELECT id FROM {numbers} WHERE id % 2 = 0",
            "SELECT id FROM {cached}");
    try (QueryContext context = new QueryContext(TestSpark.session())) {
      context.table("numbers", TestSpark.session().range(9).toDF("id"));
      context.table("cached", TestSpark.session().range(2).toDF("id"));
      Table table = new QueryRunner(context, 2).table(query);
      assertThat(table.rows().first(9)).isEqualTo(numbers(2));
      assertThat(table.sql()).isEqualTo("SELECT id FROM numbers WHERE id % 2 = 0");
      assertThat(table.notes()).containsExactly("a note");
    }
  }

  private static List<List<Value>> numbers(int count) {
    List<List<Value>> rows = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      rows.add(List.of(Value.whole(number)));
    }
    return rows;
  }
}
