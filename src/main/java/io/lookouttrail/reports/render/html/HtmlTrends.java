package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Small bar charts, one for each figure, that need no script.
 *
 * @param width of each chart, in units of its view box
 * @param height likewise
 */
record HtmlTrends(
    String kind,
    String id,
    String title,
    String summary,
    int width,
    int height,
    List<Trend> trends,
    boolean empty)
    implements HtmlChart {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 48;

  static HtmlTrends of(String id, Chart.Trends chart) {
    return new HtmlTrends(
        "trends",
        id,
        chart.title(),
        chart.summary(),
        WIDTH,
        HEIGHT,
        chart.trends().stream().map(trend -> Trend.of(trend, chart.months())).toList(),
        chart.trends().isEmpty());
  }

  @Override
  public boolean needsLibrary() {
    return false;
  }

  /**
   * A figure by month.
   *
   * @param first the value of the first month
   * @param last the value of the last month
   */
  record Trend(String label, HtmlCell first, HtmlCell last, List<Bar> bars) {
    private static Trend of(Chart.Trend trend, List<YearMonth> months) {
      List<BigDecimal> values = trend.values();
      BigDecimal most = values.stream().reduce(BigDecimal.ONE, BigDecimal::max);
      double step = (double) WIDTH / months.size();
      List<Bar> bars = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        int height =
            values
                .get(i)
                .multiply(BigDecimal.valueOf(HEIGHT))
                .divide(most, 0, RoundingMode.UP)
                .intValue();
        bars.add(
            new Bar(
                decimal(i * step + step * 0.1),
                HEIGHT - height,
                decimal(step * 0.8),
                height,
                months.get(i).toString(),
                cell(values.get(i)).text()));
      }
      return new Trend(
          trend.label(), cell(values.get(0)), cell(values.get(values.size() - 1)), bars);
    }

    private static HtmlCell cell(BigDecimal value) {
      return HtmlCell.of(Value.decimal(value));
    }

    private static String decimal(double number) {
      return BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
  }

  /** A bar of a month, with its place in the view box. */
  record Bar(String left, int top, String width, int height, String month, String value) {}
}
