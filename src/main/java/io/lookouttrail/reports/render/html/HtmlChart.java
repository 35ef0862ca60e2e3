package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart as the page shows it: a table with the data, from which the script draws bars and spans.
 */
sealed interface HtmlChart
    permits HtmlChart.Bars, HtmlChart.HeatMap, HtmlChart.Timeline, HtmlTrends {
  /** The id of its element, unique in the page. */
  String id();

  /** Whether the script draws it with the chart library. */
  boolean needsLibrary();

  /** The charts of a section. */
  static List<HtmlChart> all(Section section) {
    List<HtmlChart> charts = new ArrayList<>();
    for (Chart chart : section.charts()) {
      charts.add(of(section.id() + "-chart-" + (charts.size() + 1), chart));
    }
    return charts;
  }

  private static HtmlChart of(String id, Chart chart) {
    if (chart instanceof Chart.Daily daily) {
      return Bars.of(id, daily);
    } else if (chart instanceof Chart.HeatMap map) {
      return HeatMap.of(id, map);
    } else if (chart instanceof Chart.Trends trends) {
      return HtmlTrends.of(id, trends);
    }
    return Timeline.of(id, (Chart.Timeline) chart);
  }

  /** Stacked bars, one for each range of days. */
  record Bars(
      String kind,
      String id,
      String title,
      String summary,
      String per,
      List<String> series,
      List<DayRange> bars,
      boolean empty)
      implements HtmlChart {
    private static final int MAX_DAYS = 100;
    private static final int MAX_DAYS_IN_WEEKS = 740;

    private static Bars of(String id, Chart.Daily chart) {
      DayGrouping grouping = DayGrouping.of(chart.days().size(), MAX_DAYS, MAX_DAYS_IN_WEEKS);
      List<DayRange> bars = grouping.sums(chart.days());
      return new Bars(
          "bars",
          id,
          chart.title(),
          chart.summary(),
          grouping.label(),
          chart.series(),
          bars,
          bars.stream().allMatch(DayRange::empty));
    }

    @Override
    public boolean needsLibrary() {
      return !empty;
    }
  }

  /**
   * A heat map: a table with coloured cells.
   *
   * @param groups the upper headings: months over days, years over months
   * @param scale the legend
   */
  record HeatMap(
      String kind,
      String id,
      String title,
      String summary,
      String per,
      List<Group> groups,
      List<DayRange> columns,
      List<HeatRow> rows,
      List<HeatmapScale.Step> scale,
      boolean empty)
      implements HtmlChart {
    private static final int MAX_DAYS = 62;
    private static final int MAX_DAYS_IN_WEEKS = 370;

    private static HeatMap of(String id, Chart.HeatMap chart) {
      DayGrouping grouping = DayGrouping.of(chart.days().size(), MAX_DAYS, MAX_DAYS_IN_WEEKS);
      List<DayRange> columns = grouping.sums(chart.days());
      HeatmapScale scale =
          HeatmapScale.upTo(
              columns.stream()
                  .flatMap(column -> column.counts().stream())
                  .mapToLong(Long::longValue)
                  .max()
                  .orElse(0));
      List<HeatRow> rows = new ArrayList<>();
      for (int row = 0; row < chart.rows().size(); row++) {
        rows.add(HeatRow.of(chart.rows().get(row), row, columns, scale));
      }
      return new HeatMap(
          "heat",
          id,
          chart.title(),
          chart.summary(),
          grouping.label(),
          Group.over(columns),
          columns,
          rows,
          scale.steps(),
          columns.stream().allMatch(DayRange::empty));
    }

    @Override
    public boolean needsLibrary() {
      return false;
    }
  }

  /** A heading over several columns. */
  record Group(String label, int span) {
    private static List<Group> over(List<DayRange> columns) {
      List<Group> groups = new ArrayList<>();
      for (DayRange column : columns) {
        int last = groups.size() - 1;
        if (last >= 0 && groups.get(last).label().equals(column.group())) {
          groups.set(last, new Group(column.group(), groups.get(last).span() + 1));
        } else {
          groups.add(new Group(column.group(), 1));
        }
      }
      return groups;
    }
  }

  /** A row of coloured cells and their sum. */
  record HeatRow(String name, List<HeatCell> cells, long total) {
    private static HeatRow of(String name, int row, List<DayRange> columns, HeatmapScale scale) {
      List<HeatCell> cells =
          columns.stream()
              .map(column -> column.counts().get(row))
              .map(count -> new HeatCell(count, HeatmapScale.brief(count), scale.colour(count)))
              .toList();
      return new HeatRow(name, cells, cells.stream().mapToLong(HeatCell::count).sum());
    }
  }

  /**
   * One cell of a heat map.
   *
   * @param brief the count in at most four characters; empty for 0
   * @param colour 0 for no calls, otherwise 1 to 5
   */
  record HeatCell(long count, String brief, int colour) {}

  /**
   * A timeline with its first lanes.
   *
   * @param total number of all lanes
   */
  record Timeline(
      String kind,
      String id,
      String title,
      String summary,
      HtmlCell from,
      HtmlCell to,
      List<Lane> lanes,
      int total,
      boolean empty)
      implements HtmlChart {
    private static final int MAX_LANES = 30;
    private static final int MAX_SPANS = 1_000;

    private static Timeline of(String id, Chart.Timeline chart) {
      List<Lane> lanes = new ArrayList<>();
      int spans = 0;
      for (Chart.Lane lane : chart.lanes()) {
        spans += lane.spans().size();
        if (lanes.size() == MAX_LANES || (spans > MAX_SPANS && !lanes.isEmpty())) {
          break;
        }
        lanes.add(Lane.of(lane));
      }
      return new Timeline(
          "timeline",
          id,
          chart.title(),
          chart.summary(),
          HtmlCell.of(chart.from()),
          HtmlCell.of(chart.to()),
          lanes,
          chart.lanes().size(),
          spans == 0);
    }

    @Override
    public boolean needsLibrary() {
      return !empty;
    }
  }

  /** A lane and its spans. */
  record Lane(String label, List<Span> spans) {
    private static Lane of(Chart.Lane lane) {
      return new Lane(lane.label(), lane.spans().stream().map(Span::of).toList());
    }
  }

  /** A span of time in a lane. */
  record Span(HtmlCell from, HtmlCell to, boolean open, boolean idle, String label) {
    private static Span of(Chart.Span span) {
      return new Span(
          HtmlCell.of(span.from()), HtmlCell.of(span.to()), span.open(), span.idle(), span.label());
    }
  }
}
