package io.lookouttrail.reports.memory;

import io.lookouttrail.reports.model.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows by keys and computes figures of each group, as {@code GROUP BY} does. The result has
 * the keys and then the figures, in the order in which they were named, and is sorted by the keys.
 *
 * @param <T> the rows
 */
public final class Grouping<T> {
  private final List<ResultColumn> columns = new ArrayList<>();
  private final List<Function<? super T, @Nullable Object>> keys = new ArrayList<>();
  private final List<Figure<T>> figures = new ArrayList<>();

  /** Adds a key. Keys come before figures. */
  public Grouping<T> key(
      String name, Column.Type type, Function<? super T, @Nullable Object> value) {
    if (!figures.isEmpty()) {
      throw new IllegalStateException("the key " + name + " comes after a figure");
    }
    columns.add(new ResultColumn(name, type));
    keys.add(value);
    return this;
  }

  /** Adds a figure. */
  public Grouping<T> figure(String name, Column.Type type, Figure<T> figure) {
    columns.add(new ResultColumn(name, type));
    figures.add(figure);
    return this;
  }

  /** Adds the sum of a whole number. */
  public Grouping<T> sum(String name, ToLongFunction<T> number) {
    return figure(name, Column.Type.WHOLE, Figure.sum(number));
  }

  /** Adds the number of rows that match a condition. */
  public Grouping<T> countIf(String name, Predicate<T> condition) {
    return figure(name, Column.Type.WHOLE, Figure.countIf(condition));
  }

  /** Adds the number of distinct values. */
  public Grouping<T> distinct(String name, Function<T, @Nullable Object> thing) {
    return figure(name, Column.Type.WHOLE, Figure.distinct(thing));
  }

  /** Adds a column without values. */
  public Grouping<T> empty(String name, Column.Type type) {
    return figure(name, type, Figure.min(row -> null));
  }

  /** Groups rows. */
  public ResultRows of(Iterable<? extends T> rows) {
    return of(rows, List.of());
  }

  /**
   * Groups rows.
   *
   * @param always values of a single key that have a group even where no row has them
   */
  public ResultRows of(Iterable<? extends T> rows, Collection<?> always) {
    Map<List<@Nullable Object>, List<Figure.Aggregate<T>>> groups = new LinkedHashMap<>();
    always.forEach(value -> groups.put(Arrays.asList(value), begin()));
    for (T row : rows) {
      @Nullable Object[] key = new @Nullable Object[keys.size()];
      for (int i = 0; i < key.length; i++) {
        key[i] = keys.get(i).apply(row);
      }
      List<Figure.Aggregate<T>> group =
          groups.computeIfAbsent(Arrays.asList(key), absent -> begin());
      for (Figure.Aggregate<T> figure : group) {
        figure.add(row);
      }
    }
    return new ResultRows(
        columns,
        groups.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(keyOrder()))
            .map(group -> row(group.getKey(), group.getValue()))
            .toList());
  }

  private List<Figure.Aggregate<T>> begin() {
    List<Figure.Aggregate<T>> group = new ArrayList<>(figures.size());
    figures.forEach(figure -> group.add(figure.begin()));
    return group;
  }

  private static Comparator<List<@Nullable Object>> keyOrder() {
    return (one, other) -> CellOrder.NULLS_FIRST.compare(one, other);
  }

  private ResultRow row(List<@Nullable Object> key, List<Figure.Aggregate<T>> group) {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    cells.addAll(key);
    group.forEach(figure -> cells.add(figure.value()));
    return new ResultRow(cells);
  }
}
