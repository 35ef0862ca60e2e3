package io.lookouttrail.reports.findings.facts;

import java.util.List;

/**
 * The first items of a list, and the length of the whole list.
 *
 * @param items the items with the highest counts, in a total order
 * @param total number of all items
 */
public record TopItems<T>(List<T> items, long total) {
  public TopItems {
    items = List.copyOf(items);
    if (total < items.size()) {
      throw new IllegalArgumentException("a total of " + total + " for " + items.size() + " items");
    }
  }

  /** A complete list. */
  public static <T> TopItems<T> all(List<T> items) {
    return new TopItems<>(items, items.size());
  }

  /** An empty list. */
  public static <T> TopItems<T> none() {
    return new TopItems<>(List.of(), 0);
  }

  /** Number of items that are not in the list. */
  public long unlisted() {
    return total - items.size();
  }
}
