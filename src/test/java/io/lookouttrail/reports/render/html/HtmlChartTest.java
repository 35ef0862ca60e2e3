package io.lookouttrail.reports.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Section;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlChartTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2025, 1, 1);

  private static HtmlChart only(Chart chart) {
    return HtmlChart.all(new Section("usage", "Usage", List.of(), List.of(chart), List.of()))
        .get(0);
  }

  private static List<Chart.Point> days(int count) {
    return WEDNESDAY
        .datesUntil(WEDNESDAY.plusDays(count))
        .map(day -> new Chart.Point(day, List.of(1L, 10L)))
        .toList();
  }

  private static HtmlChart.Bars bars(int days) {
    return (HtmlChart.Bars) only(new Chart.Daily("Calls", "", List.of("a", "b"), days(days)));
  }

  @Test
  void drawsABarADayForAQuarter() {
    assertThat(bars(92).per()).isEqualTo("day");
    assertThat(bars(92).bars()).hasSize(92);
  }

  @Test
  void sumsAYearByWeeksThatBeginOnMonday() {
    HtmlChart.Bars year = bars(365);
    assertThat(year.per()).isEqualTo("week");
    assertThat(year.bars()).hasSize(53);
    assertThat(year.bars().get(0))
        .isEqualTo(new DayRange("2025-01-01", "Jan 2025", "1", false, List.of(5L, 50L)));
    assertThat(year.bars().get(1).first()).isEqualTo("2025-01-06");
  }

  @Test
  void sumsFiveYearsByMonths() {
    HtmlChart.Bars years = bars(5 * 365);
    assertThat(years.per()).isEqualTo("month");
    assertThat(years.bars()).hasSize(60);
    assertThat(years.bars().get(1))
        .isEqualTo(new DayRange("2025-02-01", "2025", "Feb", false, List.of(28L, 280L)));
  }

  @Test
  void coloursCellsOnALogarithmicScale() {
    HtmlChart.HeatMap map =
        (HtmlChart.HeatMap)
            only(
                new Chart.HeatMap(
                    "Actions",
                    "",
                    List.of("Detect", "Delete"),
                    List.of(
                        new Chart.Point(WEDNESDAY, List.of(120_000L, 0L)),
                        new Chart.Point(WEDNESDAY.plusDays(1), List.of(900L, 3L)))));
    assertThat(map.rows().get(0))
        .isEqualTo(
            new HtmlChart.HeatRow(
                "Detect",
                List.of(
                    new HtmlChart.HeatCell(120_000, "120k", 5),
                    new HtmlChart.HeatCell(900, "900", 3)),
                120_900));
    assertThat(map.rows().get(1).cells())
        .containsExactly(new HtmlChart.HeatCell(0, "", 0), new HtmlChart.HeatCell(3, "3", 1));
    assertThat(map.groups()).containsExactly(new HtmlChart.Group("Jan 2025", 2));
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "7, 7", "999, 999", "1000, 1k", "1999, 1.9k", "12345, 12k", "2500000, 2.5M"})
  void writesCountsInFourCharacters(long count, String brief) {
    assertThat(HeatmapScale.brief(count)).isEqualTo(brief);
  }

  @Test
  void hasALegendOfTheColours() {
    assertThat(HeatmapScale.upTo(0).steps()).isEmpty();
    assertThat(HeatmapScale.upTo(1).steps()).containsExactly(new HeatmapScale.Step(5, "1 or more"));
    assertThat(HeatmapScale.upTo(2_000).steps())
        .extracting(HeatmapScale.Step::label)
        .containsExactly("1\u20134", "5\u201319", "20\u201399", "100\u2013499", "500 or more");
  }

  @Test
  void cutsATimelineOfManyLanes() {
    Instant from = Instant.parse("2025-09-01T00:00:00Z");
    List<Chart.Lane> lanes =
        IntStream.range(0, 112)
            .mapToObj(
                lane ->
                    new Chart.Lane(
                        "model/" + lane,
                        List.of(
                            new Chart.Span(from, from.plusSeconds(60), false, false, "1 minute"))))
            .toList();
    HtmlChart.Timeline line =
        (HtmlChart.Timeline)
            only(new Chart.Timeline("Runs", "", from, from.plusSeconds(86_400), lanes));
    assertThat(line.lanes()).hasSize(30);
    assertThat(line.total()).isEqualTo(112);
    assertThat(line.empty()).isFalse();
  }
}
