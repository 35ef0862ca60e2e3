package io.lookouttrail.reports.findings.facts;

import java.util.List;

/**
 * The first of many.
 *
 * @param items those with the highest counts, in a total order
 * @param total how many there are in all
 */
public record TopItems<T>(List<T> items, long total) {
  public TopItems {
    items = List.copyOf(items);
    if (total < items.size()) {
      throw new IllegalArgumentException(total + " in all, " + items.size() + " of them here");
    }
  }

  /** All there are. */
  public static <T> TopItems<T> all(List<T> items) {
    return new TopItems<>(items, items.size());
  }

  public static <T> TopItems<T> none() {
    return new TopItems<>(List.of(), 0);
  }

  /** How many are not among the items. */
  public long left() {
    return total - items.size();
  }
}
