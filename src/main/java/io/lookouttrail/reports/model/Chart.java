package io.lookouttrail.reports.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** A chart. Each renderer draws it in its own way. */
public sealed interface Chart {
  String title();

  /** Returns the chart in one or two sentences, for readers who cannot see it. */
  String summary();

  /**
   * A stacked bar chart of calls per day.
   *
   * @param series the names of the stacked groups, from the bottom
   * @param days every day of the period, each with a count per group
   */
  record Daily(String title, String summary, List<String> series, List<Point> days)
      implements Chart {
    public Daily {
      series = List.copyOf(series);
      days = List.copyOf(days);
    }
  }

  /** The counts of a day, in the order of the series or rows. */
  record Point(LocalDate day, List<Long> counts) {
    public Point {
      counts = List.copyOf(counts);
    }
  }

  /**
   * A heat map of counts by row and day.
   *
   * @param rows the names of the rows, from the top
   * @param days the columns, each with a count per row
   */
  record HeatMap(String title, String summary, List<String> rows, List<Point> days)
      implements Chart {
    public HeatMap {
      rows = List.copyOf(rows);
      days = List.copyOf(days);
    }
  }

  /**
   * Small bar charts, one for each figure, with a bar for each month. Each has its own scale.
   *
   * @param months the months, in order
   */
  record Trends(String title, String summary, List<YearMonth> months, List<Trend> trends)
      implements Chart {
    public Trends {
      months = List.copyOf(months);
      trends = List.copyOf(trends);
      for (Trend trend : trends) {
        if (trend.values().size() != months.size()) {
          throw new IllegalArgumentException("not a value for each month: " + trend.name());
        }
      }
    }
  }

  /**
   * A figure by month.
   *
   * @param name the name of the key figure
   * @param values a value for each month, none negative
   */
  record Trend(String name, String label, String unit, List<BigDecimal> values) {
    public Trend {
      values = List.copyOf(values);
    }
  }

  /** A timeline with a lane for each thing that ran. */
  record Timeline(String title, String summary, Instant from, Instant to, List<Lane> lanes)
      implements Chart {
    public Timeline {
      lanes = List.copyOf(lanes);
    }
  }

  /** A lane of a timeline and its spans. */
  record Lane(String label, List<Span> spans) {
    public Lane {
      spans = List.copyOf(spans);
    }
  }

  /**
   * A span of time in a lane.
   *
   * @param open whether the real end is unknown, and {@code to} is only where the data ends
   * @param idle whether nothing used what ran
   */
  record Span(Instant from, Instant to, boolean open, boolean idle, String label) {}
}
