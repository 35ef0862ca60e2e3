package io.lookouttrail.reports;

import static io.lookouttrail.fixtures.WorldReports.SEPTEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.WorldReports;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.Period;
import io.lookouttrail.run.UserError;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A report beside another month or period. */
class ReportComparisonTest {
  private static final YearMonth AUGUST = SEPTEMBER.minusMonths(1);

  private static ReportOptions options(YearMonth from, YearMonth to) {
    return WorldReports.options(ReportWorld.LOOKOUT, from, to);
  }

  private static Table table(Report report, String name) {
    return report.tables().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static BigDecimal number(Value value) {
    return value instanceof Value.Whole whole
        ? BigDecimal.valueOf(whole.number())
        : ((Value.Decimal) value).number();
  }

  private static Optional<Value> figure(Report report, String name) {
    return report.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .map(KeyFigure::value)
        .findFirst();
  }

  /** Each figure of the other month is the one that a report of that month has. */
  @Test
  void hasTheFiguresOfAReportOfTheOtherMonth() {
    Report august = WorldReports.report(options(AUGUST, AUGUST));
    Report both = WorldReports.report(options(SEPTEMBER, SEPTEMBER).compareTo(Period.of(AUGUST)));
    assertThat(both.figures()).isNotEmpty();
    for (KeyFigure figure : both.figures()) {
      assertThat(figure.compared()).as(figure.name()).isEqualTo(figure(august, figure.name()));
    }
    assertThat(both.scope().comparedTo()).contains("2025-08");
    assertThat(both.sections().get(1).title()).isEqualTo("Compared with 2025-08");
  }

  @Test
  void hasTheDifferenceOfEachFigure() {
    Report report = WorldReports.report(options(SEPTEMBER, SEPTEMBER).compareTo(Period.of(AUGUST)));
    for (List<Value> row : table(report, "compared_figures").rows().first(100)) {
      if (!row.get(2).equals(Value.NOTHING)) {
        assertThat(number(row.get(3)))
            .isEqualByComparingTo(number(row.get(1)).subtract(number(row.get(2))));
      }
    }
  }

  /** Every call of both periods is in the table once for each of four ways to count. */
  @Test
  void addsUpToTheCallsOfBothPeriods() {
    Report august = WorldReports.report(options(AUGUST, AUGUST));
    Report report = WorldReports.report(options(SEPTEMBER, SEPTEMBER).compareTo(Period.of(AUGUST)));
    for (String by : List.of("account", "Region", "role", "action")) {
      List<List<Value>> rows =
          table(report, "compared_usage").rows().first(1_000).stream()
              .filter(row -> row.get(0).equals(Value.text(by)))
              .toList();
      assertThat(sum(rows, 2)).as(by).isEqualByComparingTo(number(figure(report, "calls").get()));
      assertThat(sum(rows, 3)).as(by).isEqualByComparingTo(number(figure(august, "calls").get()));
      assertThat(rows)
          .allSatisfy(
              row ->
                  assertThat(number(row.get(4)))
                      .isEqualByComparingTo(number(row.get(2)).subtract(number(row.get(3)))));
      assertThat(rows.stream().map(row -> number(row.get(4)).abs().negate()).toList()).isSorted();
    }
  }

  private static BigDecimal sum(List<List<Value>> rows, int column) {
    return rows.stream()
        .map(row -> number(row.get(column)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void comparesAMonthWithAPeriodAndAPeriodWithAMonth() {
    Period both = new Period(AUGUST, SEPTEMBER);
    Report month = WorldReports.report(options(SEPTEMBER, SEPTEMBER).compareTo(both));
    Report period = WorldReports.report(options(AUGUST, SEPTEMBER).compareTo(Period.of(AUGUST)));
    assertThat(month.sections().get(1).notes())
        .containsExactly("The two periods have months in common, which count in both.");
    assertThat(month.headline().get(0).compared()).contains(period.headline().get(0).value());
    assertThat(period.headline().get(0).compared()).isEqualTo(month.headline().get(0).before());
  }

  @Test
  void hasNoSuchSectionWithoutTheOption() {
    Report report = WorldReports.report(options(SEPTEMBER, SEPTEMBER));
    assertThat(report.sections()).extracting(Section::id).doesNotContain("compared");
    assertThat(report.figures()).allMatch(figure -> figure.compared().isEmpty());
  }

  @Test
  void refusesAPeriodThatWasNeverIngested() {
    ReportOptions never = options(SEPTEMBER, SEPTEMBER).compareTo(Period.of(YearMonth.of(2019, 1)));
    assertThatThrownBy(() -> WorldReports.report(never))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot compare with 2019-01: no log file of that month");
  }
}
