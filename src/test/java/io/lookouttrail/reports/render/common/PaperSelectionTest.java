package io.lookouttrail.reports.render.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaperSelectionTest {
  private static Table table(String name, String... columns) {
    List<Value> row = Stream.of(columns).map(Value::text).toList();
    return new Table(
        name,
        name,
        List.of(),
        Stream.of(columns).map(it -> new Column(it, it, Column.Type.TEXT)).toList(),
        Rows.of(Collections.nCopies(100, row)),
        "");
  }

  @Test
  void selectsColumnsInTheOrderForPaper() {
    Table runs = table("model_runs", "run_key", "hours", "account_id", "notes", "started_at");
    PaperSelection paper = PaperSelection.of(runs);
    assertThat(paper.positions(runs)).containsExactly(2, 4, 1);
    assertThat(paper.firstRows(runs)).hasSize(10);
  }

  @Test
  void selectsFiveRowsAndAllColumnsOfATableWithoutASelection() {
    Table other = table("of_another_name", "a", "b", "c");
    PaperSelection paper = PaperSelection.of(other);
    assertThat(paper.isPrinted()).isTrue();
    assertThat(paper.firstRows(other)).hasSize(5);
    assertThat(paper.positions(other)).containsExactly(0, 1, 2);
  }

  @Test
  void selectsAllColumnsOfATableThatHasNoneOfTheSelected() {
    Table changes = table("changes", "x", "y");
    assertThat(PaperSelection.of(changes).positions(changes)).containsExactly(0, 1);
  }

  @Test
  void namesTheTablesThatAreNotPrinted() {
    assertThat(PaperSelection.notPrinted(TestReports.ofAMonth()))
        .extracting(Table::name)
        .containsExactly("usage_by_day", "access_review", "coverage", "queries");
  }
}
