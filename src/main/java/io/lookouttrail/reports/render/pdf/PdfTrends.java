package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Layout of small bar charts in the PDF, several in a row. */
final class PdfTrends {
  private static final String COLOUR = "#0072b2";
  private static final String AXIS = "#b9c2cd";

  /** Number of figures that are drawn. */
  static final int MOST = 12;

  private static final int IN_A_ROW = 6;
  private static final double GAP = 4;
  private static final double LABEL = 3.4;
  private static final double BARS = 7;
  private static final double ROW = LABEL + BARS + LABEL + 2;

  private final double width;
  private final List<Map<String, String>> boxes;
  private final List<Map<String, String>> labels;

  /**
   * @param boxes gets the bars
   * @param labels gets the texts
   */
  PdfTrends(double width, List<Map<String, String>> boxes, List<Map<String, String>> labels) {
    this.width = width;
    this.boxes = boxes;
    this.labels = labels;
  }

  /** Lays out the first trends; returns the height in millimetres. */
  double draw(Chart.Trends chart) {
    List<Chart.Trend> trends = chart.trends().stream().limit(MOST).toList();
    double each = (width - GAP * (IN_A_ROW - 1)) / IN_A_ROW;
    for (int i = 0; i < trends.size(); i++) {
      int row = i / IN_A_ROW;
      draw(trends.get(i), (i % IN_A_ROW) * (each + GAP), row * ROW, each);
    }
    int rows = (trends.size() + IN_A_ROW - 1) / IN_A_ROW;
    return rows * ROW;
  }

  private void draw(Chart.Trend trend, double left, double top, double each) {
    List<BigDecimal> values = trend.values();
    BigDecimal most = values.stream().reduce(BigDecimal.ONE, BigDecimal::max);
    label(trend.label(), left, top, each, "left");
    double bottom = top + LABEL + BARS;
    double step = each / values.size();
    for (int i = 0; i < values.size(); i++) {
      double height = BARS * values.get(i).doubleValue() / most.doubleValue();
      box(left + i * step + step * 0.1, bottom - height, step * 0.8, height, COLOUR);
    }
    box(left, bottom, each, 0.2, AXIS);
    label(text(values.get(0)), left, bottom + 0.5, each / 2, "left");
    label(text(values.get(values.size() - 1)), left + each / 2, bottom + 0.5, each / 2, "right");
  }

  private static String text(BigDecimal value) {
    return PrintableText.forPeople(Value.decimal(value));
  }

  private void label(String text, double left, double top, double each, String align) {
    labels.add(
        Map.of(
            "text", PdfText.of(text, 30),
            "left", mm(left),
            "top", mm(top),
            "width", mm(each),
            "align", align,
            "kind", "axis"));
  }

  private void box(double left, double top, double each, double height, String colour) {
    boxes.add(
        Map.of(
            "left", mm(left),
            "top", mm(top),
            "width", mm(each),
            "height", mm(height),
            "colour", colour));
  }

  private static String mm(double millimetres) {
    return String.format(Locale.ROOT, "%.2f", millimetres);
  }
}
