package io.lookouttrail.reports.facts;

import io.lookouttrail.reports.memory.CellOrder;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The first distinct names of many, in alphabetical order. */
final class FirstNames {
  private final TreeSet<String> names = new TreeSet<>(CellOrder.TEXT);

  /** Adds a name; null is ignored. */
  void add(@Nullable String name) {
    if (name != null && names.add(name) && names.size() > FactColumns.MAX_NAMES) {
      names.pollLast();
    }
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
