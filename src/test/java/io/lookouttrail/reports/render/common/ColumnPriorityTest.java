package io.lookouttrail.reports.render.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.reports.model.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnPriorityTest {
  private static Column column(String name, Column.Type type) {
    return new Column(name, name, type);
  }

  @Test
  void keysComeFirstThenWhatReadersAskFor() {
    List<Column> columns =
        List.of(
            column("role_arn", Column.Type.TEXT),
            column("account_id", Column.Type.IDENTIFIER),
            column("throttled", Column.Type.WHOLE),
            column("denied", Column.Type.WHOLE),
            column("calls", Column.Type.WHOLE),
            column("last_call", Column.Type.MOMENT));
    assertThat(ColumnPriority.ranks(columns)).containsExactly(0, 1, 5, 3, 2, 4);
  }

  @Test
  void theKindOfAnActorMattersLessThanItsCalls() {
    List<Column> columns =
        List.of(
            column("actor", Column.Type.TEXT),
            column("actor_kind", Column.Type.TEXT),
            column("account_id", Column.Type.IDENTIFIER),
            column("calls", Column.Type.WHOLE));
    assertThat(ColumnPriority.ranks(columns)).containsExactly(0, 3, 1, 2);
  }

  @Test
  void theFirstColumnAlwaysStays() {
    List<Column> columns =
        List.of(column("seen", Column.Type.MOMENT), column("calls", Column.Type.WHOLE));
    assertThat(ColumnPriority.ranks(columns)).containsExactly(0, 1);
    assertThat(ColumnPriority.ranks(List.of())).isEmpty();
  }

  @Test
  void atMostTwoColumnsAreKeys() {
    List<Column> columns =
        List.of(
            column("a", Column.Type.TEXT),
            column("b", Column.Type.TEXT),
            column("c", Column.Type.TEXT),
            column("d", Column.Type.TEXT),
            column("calls", Column.Type.WHOLE));
    assertThat(ColumnPriority.ranks(columns)).containsExactly(0, 1, 3, 4, 2);
  }
}
