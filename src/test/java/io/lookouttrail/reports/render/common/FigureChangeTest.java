package io.lookouttrail.reports.render.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Value;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureChangeTest {
  private static FigureChange change(Value now, Optional<Value> before) {
    return FigureChange.of(
        new KeyFigure("calls", "Calls", now, "calls", before, ""), TestReports.ofAMonth().scope());
  }

  private static void assertChange(Value now, Value before, String trend, String change) {
    FigureChange found = change(now, Optional.of(before));
    assertThat(found.trend()).isEqualTo(trend);
    assertThat(found.text()).isEqualTo(change);
  }

  @Test
  void showsTheChangeInPerCent() {
    assertChange(
        Value.whole(1_500), Value.whole(1_000), "up", "+50.0\u00A0% from 1,000 the month before");
    assertChange(
        Value.decimal(new BigDecimal("2.50")),
        Value.decimal(new BigDecimal("10.00")),
        "down",
        "\u221275.0\u00A0% from 10.00 the month before");
  }

  @Test
  void doesNotDivideByZero() {
    assertChange(Value.whole(7), Value.whole(0), "up", "from 0 the month before");
    assertChange(Value.whole(0), Value.whole(0), "level", "the same as the month before");
  }

  @Test
  void isFromThePeriodThatTheReportIsComparedWith() {
    Scope scope = TestReports.comparedTo("2024-09").scope();
    KeyFigure figure =
        new KeyFigure(
            "calls",
            "Calls",
            Value.whole(1_500),
            "calls",
            Optional.of(Value.whole(7)),
            Optional.of(Value.whole(1_000)),
            "");
    assertThat(FigureChange.of(figure, scope).text())
        .isEqualTo("+50.0\u00A0% from 1,000 in 2024-09");
    assertThat(FigureChange.of(figure.comparedWith(Optional.empty()), scope))
        .isEqualTo(new FigureChange("none", "", "no data for 2024-09"));
  }

  @Test
  void aPeriodIsNotComparedWithTheMonthBefore() {
    KeyFigure figure =
        new KeyFigure("calls", "Calls", Value.whole(7), "calls", Optional.empty(), "");
    assertThat(FigureChange.of(figure, TestReports.ofAPeriod().scope()).absence()).isEmpty();
    assertThat(FigureChange.of(figure, TestReports.ofAMonth().scope()).absence())
        .isEqualTo("no data for the month before");
  }

  @Test
  void hasNoChangeWithoutTwoNumbers() {
    assertThat(change(Value.whole(7), Optional.empty()).text()).isEmpty();
    assertChange(Value.whole(7), Value.NOTHING, "none", "");
    assertChange(Value.NOTHING, Value.whole(7), "none", "");
  }
}
