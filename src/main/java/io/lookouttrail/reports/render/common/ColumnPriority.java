package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns of a table matter most to a reader: the first ones, which say what a row is about,
 * then the figures that readers ask for, then the others in their order.
 */
public final class ColumnPriority {
  /** Columns that matter beside those that say what a row is about, the most important first. */
  private static final List<String> MATTER =
      List.of(
          "calls",
          "findings",
          "files",
          "records",
          "outcome",
          "status",
          "denied",
          "change_calls",
          "unused",
          "used",
          "hours",
          "last_call",
          "last_used",
          "last_seen",
          "found",
          "not_judged",
          "account_id",
          "region");

  private static final int KEYS = 3;

  private ColumnPriority() {}

  /**
   * Returns the rank of each column, from 0 for the one that matters most. Ranks are unique, and
   * the first column always has rank 0.
   */
  public static List<Integer> ranks(List<Column> columns) {
    int keys = keys(columns);
    List<Integer> order =
        IntStream.range(0, columns.size())
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer at) -> place(columns.get(at), at, keys))
                    .thenComparing(at -> at))
            .toList();
    List<Integer> ranks = new ArrayList<>(columns.stream().map(column -> 0).toList());
    for (int rank = 0; rank < order.size(); rank++) {
      ranks.set(order.get(rank), rank);
    }
    return List.copyOf(ranks);
  }

  /** Number of columns at the beginning that say what a row is about, at most three. */
  private static int keys(List<Column> columns) {
    int keys = 1;
    while (keys < Math.min(KEYS, columns.size()) && isKey(columns.get(keys))) {
      keys++;
    }
    return keys;
  }

  private static boolean isKey(Column column) {
    return switch (column.type()) {
      case TEXT, IDENTIFIER, DAY -> true;
      case WHOLE, DECIMAL, MOMENT, FLAG -> false;
    };
  }

  private static int place(Column column, int at, int keys) {
    if (at < keys) {
      return 0;
    }
    int matters = MATTER.indexOf(column.name());
    return matters >= 0 ? 1 + matters : 1 + MATTER.size();
  }
}
