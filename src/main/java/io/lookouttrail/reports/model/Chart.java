package io.lookouttrail.reports.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A picture of figures; each renderer draws it as it can. */
public sealed interface Chart {
  String title();

  /** The picture in one or two sentences, for those who do not see it. */
  String summary();

  /**
   * Calls per day in stacked groups.
   *
   * @param series the groups' names, in stacking order
   * @param days every day of the period, each with a count per group
   */
  record Daily(String title, String summary, List<String> series, List<Point> days)
      implements Chart {
    public Daily {
      series = List.copyOf(series);
      days = List.copyOf(days);
    }
  }

  /** A day's counts, in the order of the series. */
  record Point(LocalDate day, List<Long> counts) {
    public Point {
      counts = List.copyOf(counts);
    }
  }

  /**
   * Counts by row and day.
   *
   * @param rows the rows' names, from above
   * @param days the columns; each of the counts' lists has one per row
   */
  record HeatMap(String title, String summary, List<String> rows, List<Point> days)
      implements Chart {
    public HeatMap {
      rows = List.copyOf(rows);
      days = List.copyOf(days);
    }
  }

  /** What ran when, a lane each. */
  record Timeline(String title, String summary, Instant from, Instant to, List<Lane> lanes)
      implements Chart {
    public Timeline {
      lanes = List.copyOf(lanes);
    }
  }

  /** A lane and what lies on it. */
  record Lane(String label, List<Span> spans) {
    public Lane {
      spans = List.copyOf(spans);
    }
  }

  /**
   * A stretch of time.
   *
   * @param open whether its end is a cut, not an end
   * @param idle whether nothing used it
   */
  record Span(Instant from, Instant to, boolean open, boolean idle, String label) {}
}
