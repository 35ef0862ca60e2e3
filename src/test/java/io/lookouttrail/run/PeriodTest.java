package io.lookouttrail.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final YearMonth FEBRUARY = YearMonth.of(2024, 2);
  private static final YearMonth APRIL = YearMonth.of(2024, 4);

  @Test
  void namesOneMonthOnce() {
    assertThat(Period.of(FEBRUARY).folder()).isEqualTo("2024-02");
    assertThat(Period.of(FEBRUARY)).hasToString("2024-02");
  }

  @Test
  void namesTheFirstAndTheLastOfSeveralMonths() {
    Period period = new Period(FEBRUARY, APRIL);
    assertThat(period.folder()).isEqualTo("2024-02_2024-04");
    assertThat(period).hasToString("2024-02 to 2024-04");
  }

  @Test
  void hasTheWindowOfItsWholeMonthsAndTheLateness() {
    assertThat(Period.of(FEBRUARY).window(3).from()).contains(LocalDate.of(2024, 2, 1));
    assertThat(Period.of(FEBRUARY).window(3).to()).contains(LocalDate.of(2024, 2, 29));
    assertThat(Period.of(FEBRUARY).window(3).latenessDays()).isEqualTo(3);
    assertThat(new Period(FEBRUARY, APRIL).window(0).to()).contains(LocalDate.of(2024, 4, 30));
  }

  @Test
  void refusesAnEndBeforeItsBeginning() {
    assertThatThrownBy(() -> new Period(APRIL, FEBRUARY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the period ends before it begins");
  }
}
