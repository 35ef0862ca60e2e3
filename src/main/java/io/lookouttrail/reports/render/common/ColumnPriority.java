package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
          "value",
          "compared",
          "difference",
          "outcome",
          "not_judged",
          "findings",
          "files",
          "records",
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
          "account_id",
          "region");

  /** Columns that say less about a row than its figures do. */
  private static final Set<String> MINOR =
      Set.of("actor_kind", "credential_kind", "identity_type", "unit");

  private static final int MOST_KEYS = 2;

  private ColumnPriority() {}

  /**
   * Returns the rank of each column, from 0 for the one that matters most. Ranks are unique, and
   * the first column always has rank 0.
   */
  public static List<Integer> ranks(List<Column> columns) {
    Set<Integer> keys = keys(columns);
    List<Integer> order =
        IntStream.range(0, columns.size())
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer at) -> keys.contains(at) ? 0 : place(columns, at))
                    .thenComparing(at -> at))
            .toList();
    List<Integer> ranks = new ArrayList<>(columns.stream().map(column -> 0).toList());
    for (int rank = 0; rank < order.size(); rank++) {
      ranks.set(order.get(rank), rank);
    }
    return List.copyOf(ranks);
  }

  /** Places of the columns that say what a row is about: the first, and one that follows it. */
  private static Set<Integer> keys(List<Column> columns) {
    Set<Integer> keys = new TreeSet<>();
    for (int at = 0; at < columns.size() && keys.size() < MOST_KEYS; at++) {
      boolean isFirst = at == 0;
      if (!isFirst && !isKey(columns.get(at))) {
        break;
      }
      if (isFirst || !MINOR.contains(columns.get(at).name())) {
        keys.add(at);
      }
    }
    return keys;
  }

  private static boolean isKey(Column column) {
    return switch (column.type()) {
      case TEXT, IDENTIFIER, DAY -> true;
      case WHOLE, DECIMAL, MOMENT, FLAG -> false;
    };
  }

  private static int place(List<Column> columns, int at) {
    int matters = MATTER.indexOf(columns.get(at).name());
    return matters >= 0 ? 1 + matters : 1 + MATTER.size();
  }
}
