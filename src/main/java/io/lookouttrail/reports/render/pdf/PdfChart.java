package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Chart;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Layout of a chart in the PDF: coloured boxes and labels with positions in millimetres.
 *
 * <p>The template reads a map with title, summary, height, boxes, labels and legend. Boxes and
 * labels have left, top, width and height; boxes have a colour, labels a text and an alignment.
 */
final class PdfChart {
  /** Colours for colour-blind readers and grey print (Okabe and Ito), ordered by lightness. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#56b4e9", "#e69f00", "#d55e00", "#009e73", "#cc79a7", "#999999");

  private static final String GRID = "#d5dae1";
  private static final String IDLE = "#f0c987";
  private static final int MAX_BARS = 100;
  private static final int MAX_CELLS = 40;
  private static final int MAX_LANES = 12;
  private static final int MAX_HEAT_ROWS = 12;
  private static final double HEAT_ROW = 3.4;
  private static final double LANE = 3.6;
  private static final double HEIGHT = 26;

  private final double width;
  private final List<Map<String, String>> boxes = new ArrayList<>();
  private final List<Map<String, String>> labels = new ArrayList<>();
  private final List<Map<String, String>> legend = new ArrayList<>();

  PdfChart(double width) {
    this.width = width;
  }

  /** The values for the template. */
  Map<String, Object> values(Chart chart) {
    String note = "";
    double height;
    if (chart instanceof Chart.Daily daily) {
      Columns columns = Columns.of(daily.days(), daily.series().size(), MAX_BARS);
      note = columns.byMonth() ? " Summed by month." : "";
      height = daily(daily.series(), columns);
    } else if (chart instanceof Chart.HeatMap map) {
      Columns columns = Columns.of(map.days(), map.rows().size(), MAX_CELLS);
      int omitted = map.rows().size() - MAX_HEAT_ROWS;
      note = columns.byMonth() ? " Summed by month." : "";
      note += omitted > 0 ? " " + omitted + " more rows are not drawn." : "";
      height = heatMap(map.rows().subList(0, Math.min(MAX_HEAT_ROWS, map.rows().size())), columns);
    } else if (chart instanceof Chart.Trends trends) {
      int omitted = trends.trends().size() - PdfTrends.MOST;
      note = omitted > 0 ? " " + omitted + " more figures are on the page." : "";
      height = new PdfTrends(width, boxes, labels).draw(trends);
    } else {
      Chart.Timeline line = (Chart.Timeline) chart;
      int omitted = line.lanes().size() - MAX_LANES;
      note = omitted > 0 ? " " + omitted + " more lanes are in the table." : "";
      height = timeline(line);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", PdfText.of(chart.title(), 120));
    values.put("summary", PdfText.of(chart.summary(), 400) + note);
    values.put("height", mm(height));
    values.put("boxes", boxes);
    values.put("labels", labels);
    values.put("legend", legend);
    return values;
  }

  /** Counts by day, or by month if there are more days than {@code max}. */
  private record Columns(List<String> names, List<List<Long>> counts, boolean byMonth) {

    static Columns of(List<Chart.Point> days, int series, int max) {
      List<String> names = new ArrayList<>();
      List<List<Long>> counts = new ArrayList<>();
      if (days.size() <= max) {
        for (Chart.Point point : days) {
          LocalDate day = point.day();
          names.add(day.getDayOfMonth() == 1 ? day.toString().substring(5) : dayOfMonth(day));
          counts.add(point.counts());
        }
        return new Columns(names, counts, false);
      }
      Map<YearMonth, long[]> months = new TreeMap<>();
      for (Chart.Point point : days) {
        long[] sums = months.computeIfAbsent(YearMonth.from(point.day()), m -> new long[series]);
        for (int i = 0; i < series; i++) {
          sums[i] += point.counts().get(i);
        }
      }
      months.forEach(
          (month, sums) -> {
            names.add(month.toString());
            counts.add(Arrays.stream(sums).boxed().toList());
          });
      return new Columns(names, counts, true);
    }

    private static String dayOfMonth(LocalDate day) {
      return String.format(Locale.ROOT, "%02d", day.getDayOfMonth());
    }

    /** Distance between two names that have room, in columns; at least 1. */
    int stride(double millimetres) {
      double nameWidth = byMonth ? 11 : 6;
      return (int) Math.max(1, Math.ceil(nameWidth / (millimetres / Math.max(1, names.size()))));
    }
  }

  private double daily(List<String> series, Columns columns) {
    double left = 14;
    double area = width - left;
    long highest = 1;
    for (List<Long> counts : columns.counts()) {
      highest = Math.max(highest, counts.stream().mapToLong(PdfChart::positive).sum());
    }
    double top = 3;
    for (int line = 0; line <= 2; line++) {
      double y = top + HEIGHT * (2 - line) / 2;
      box(left, y, area, 0.15, GRID);
      label(0, y - 1.6, left - 1.5, count(highest * line / 2), "right");
    }
    double step = area / Math.max(1, columns.names().size());
    int stride = columns.stride(area);
    for (int i = 0; i < columns.names().size(); i++) {
      double y = top + HEIGHT;
      for (int group = 0; group < series.size(); group++) {
        double height = HEIGHT * positive(columns.counts().get(i).get(group)) / highest;
        y -= height;
        if (height > 0) {
          box(left + i * step + step * 0.1, y, step * 0.8, height, colour(group));
        }
      }
      if (i % stride == 0) {
        label(left + i * step - 6, top + HEIGHT + 0.8, step + 12, columns.names().get(i), "center");
      }
    }
    for (int group = 0; group < series.size(); group++) {
      legend(colour(group), series.get(group));
    }
    return top + HEIGHT + 5;
  }

  private static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  private double heatMap(List<String> rows, Columns columns) {
    double left = 38;
    double step = (width - left) / Math.max(1, columns.names().size());
    double height = HEAT_ROW;
    long highest = 1;
    for (List<Long> counts : columns.counts()) {
      highest = Math.max(highest, counts.stream().mapToLong(PdfChart::positive).max().orElse(0));
    }
    int stride = columns.stride(width - left);
    for (int i = 0; i < columns.names().size(); i += stride) {
      label(left + i * step - 6, 0, step + 12, columns.names().get(i), "center");
    }
    for (int row = 0; row < rows.size(); row++) {
      double y = 4 + row * height;
      label(0, y + 0.5, left - 1.5, PdfText.of(rows.get(row), 36), "right");
      for (int i = 0; i < columns.names().size(); i++) {
        long count = positive(columns.counts().get(i).get(row));
        cell(left + i * step, y, step, height, count, highest);
      }
    }
    return 4 + rows.size() * height + 2;
  }

  private void cell(double x, double y, double step, double height, long count, long highest) {
    double shade = count == 0 ? 0 : 0.12 + 0.88 * Math.log(1.0 + count) / Math.log(1.0 + highest);
    box(x + 0.15, y + 0.15, step - 0.3, height - 0.3, count == 0 ? "#f3f5f7" : blue(shade));
    if (count > 0 && step >= 4.4) {
      Map<String, String> label = place(x, y + 0.7, step, 3);
      label.put("text", compact(count));
      label.put("align", "center");
      label.put("kind", shade > 0.55 ? "onDark" : "onLight");
      labels.add(label);
    }
  }

  /** A blue from nearly white (0) to dark (1). */
  private static String blue(double shade) {
    int red = (int) Math.round(235 - shade * 227);
    int green = (int) Math.round(243 - shade * 174);
    int blue = (int) Math.round(251 - shade * 103);
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  private double timeline(Chart.Timeline line) {
    double left = 38;
    double area = width - left;
    double height = LANE;
    List<Chart.Lane> lanes = line.lanes().subList(0, Math.min(MAX_LANES, line.lanes().size()));
    double bottom = 4 + lanes.size() * height;
    long days = Math.max(1, Duration.between(line.from(), line.to()).toDays());
    long every = Math.max(1, Math.round(Math.ceil(days / 10.0)));
    for (long day = 0; day <= days; day += every) {
      Instant at = line.from().plus(Duration.ofDays(day));
      double x = left + area * part(line, at);
      box(x, 3.5, 0.15, bottom - 3, GRID);
      String name = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
      label(Math.min(x - 9, width - 18), 0, 18, days > 100 ? name : name.substring(5), "center");
    }
    for (int i = 0; i < lanes.size(); i++) {
      double y = 4 + i * height;
      label(0, y + 0.7, left - 1.5, PdfText.of(lanes.get(i).label(), 36), "right");
      for (Chart.Span span : lanes.get(i).spans()) {
        double x = left + area * part(line, span.from());
        double spanWidth = Math.max(0.4, left + area * part(line, span.to()) - x);
        box(x, y + 0.5, spanWidth, height - 1, span.idle() ? IDLE : colour(0));
        if (span.open()) {
          box(x + spanWidth - 0.8, y + 0.5, 0.8, height - 1, "#14283f");
        }
      }
    }
    legend(colour(0), "in use");
    legend(IDLE, "idle, no detection");
    legend("#14283f", "end not seen");
    return bottom + 2;
  }

  private static double part(Chart.Timeline line, Instant at) {
    double whole = Math.max(1, Duration.between(line.from(), line.to()).toSeconds());
    double part = Duration.between(line.from(), at).toSeconds() / whole;
    return Math.min(1, Math.max(0, part));
  }

  private void box(double x, double y, double width, double height, String colour) {
    Map<String, String> box = place(x, y, width, height);
    box.put("colour", colour);
    boxes.add(box);
  }

  private void label(double x, double y, double width, String text, String align) {
    Map<String, String> label = place(x, y, width, 4);
    label.put("text", text);
    label.put("align", align);
    label.put("kind", "plain");
    labels.add(label);
  }

  private void legend(String colour, String text) {
    legend.add(Map.of("colour", colour, "text", PdfText.of(text, 60)));
  }

  private static Map<String, String> place(double x, double y, double width, double height) {
    Map<String, String> place = new LinkedHashMap<>();
    place.put("left", mm(x));
    place.put("top", mm(y));
    place.put("width", mm(Math.max(0.1, width)));
    place.put("height", mm(Math.max(0.1, height)));
    return place;
  }

  private static long positive(long count) {
    return Math.max(0, count);
  }

  private static String mm(double millimetres) {
    return String.format(Locale.ROOT, "%.2f", millimetres);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count in at most three digits: 940, 1.7k, 23k, 4.1M. */
  private static String compact(long count) {
    if (count < 1000) {
      return Long.toString(count);
    }
    double thousands = count / 1000.0;
    if (thousands < 1000) {
      return String.format(Locale.ROOT, thousands < 9.95 ? "%.1fk" : "%.0fk", thousands);
    }
    double millions = thousands / 1000;
    return String.format(Locale.ROOT, millions < 9.95 ? "%.1fM" : "%.0fM", millions);
  }
}
