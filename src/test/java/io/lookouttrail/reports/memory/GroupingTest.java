package io.lookouttrail.reports.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.reports.model.Column;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private record Sale(@Nullable String place, @Nullable String who, long pieces, double hours) {}

  private static final List<Sale> SALES =
      List.of(
          new Sale("Ulm", "ines", 2, 0.1),
          new Sale(null, null, 3, 0.2),
          new Sale("Aalen", "jo", 5, 0.4),
          new Sale("Ulm", "jo", 7, 0.8),
          new Sale("Ulm", "jo", 11, 0.0000004));

  private static Grouping<Sale> byPlace() {
    return new Grouping<Sale>().key("place", Column.Type.TEXT, Sale::place);
  }

  private static List<ResultRow> rows(Grouping<Sale> grouping) {
    return grouping.of(SALES).rows();
  }

  @Test
  void groupsAreSortedByTheirKeysNullFirst() {
    assertThat(rows(byPlace().sum("pieces", Sale::pieces)))
        .containsExactly(
            ResultRow.of(null, 3L), ResultRow.of("Aalen", 5L), ResultRow.of("Ulm", 20L));
  }

  @Test
  void figuresIgnoreNull() {
    assertThat(
            rows(
                byPlace()
                    .distinct("people", Sale::who)
                    .figure("names", Column.Type.TEXT, Figure.texts(Sale::who))
                    .figure("last", Column.Type.TEXT, Figure.max(Sale::who))
                    .countIf("large", sale -> sale.pieces() > 5)))
        .containsExactly(
            ResultRow.of(null, 0L, "", null, 0L),
            ResultRow.of("Aalen", 1L, "jo", "jo", 0L),
            ResultRow.of("Ulm", 2L, "ines jo", "jo", 2L));
  }

  @Test
  void hoursAreSummedAsDecimalsOfSixPlaces() {
    assertThat(rows(byPlace().figure("hours", Column.Type.DECIMAL, Figure.sumOfHours(Sale::hours))))
        .containsExactly(
            ResultRow.of(null, new BigDecimal("0.200000")),
            ResultRow.of("Aalen", new BigDecimal("0.400000")),
            ResultRow.of("Ulm", new BigDecimal("0.900000")));
  }

  @Test
  void aValueMayHaveAGroupWithoutRows() {
    assertThat(byPlace().sum("pieces", Sale::pieces).of(List.of(), List.of("Bonn")).rows())
        .containsExactly(ResultRow.of("Bonn", 0L));
  }

  @Test
  void keysComeBeforeFigures() {
    Grouping<Sale> grouping = byPlace().sum("pieces", Sale::pieces);
    assertThatThrownBy(() -> grouping.key("who", Column.Type.TEXT, Sale::who))
        .isInstanceOf(IllegalStateException.class);
  }
}
