package io.lookouttrail.reports.memory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over rows, such as a sum.
 *
 * @param <T> the rows
 */
@FunctionalInterface
public interface Figure<T> {
  /** The scale of hours, as the queries cast them: a sum of doubles depends on its order. */
  int HOURS_SCALE = 6;

  /** Begins an aggregation. */
  Aggregate<T> begin();

  /** Returns a figure whose value is derived from this one's, where that is not null. */
  default Figure<T> map(Function<Object, Object> derive) {
    return () -> {
      Aggregate<T> derived = begin();
      return new Aggregate<>() {
        @Override
        public void add(T row) {
          derived.add(row);
        }

        @Override
        public @Nullable Object value() {
          Object value = derived.value();
          return value == null ? null : derive.apply(value);
        }
      };
    };
  }

  /** One aggregation under way. */
  interface Aggregate<T> {
    void add(T row);

    /** Returns the value for the rows so far; null where SQL would give null. */
    @Nullable Object value();
  }

  /** Sums a whole number; 0 where there is no row. */
  static <T> Figure<T> sum(ToLongFunction<T> number) {
    return () ->
        new Aggregate<>() {
          private long sum;

          @Override
          public void add(T row) {
            sum = Math.addExact(sum, number.applyAsLong(row));
          }

          @Override
          public Object value() {
            return sum;
          }
        };
  }

  /** Sums hours to six decimals, without regard to nulls; 0 where there is no row. */
  static <T> Figure<T> sumOfHours(Function<T, @Nullable Double> hours) {
    return () ->
        new Aggregate<>() {
          private BigDecimal sum = BigDecimal.ZERO.setScale(HOURS_SCALE);

          @Override
          public void add(T row) {
            Double cell = hours.apply(row);
            if (cell != null) {
              sum = sum.add(exact(cell));
            }
          }

          @Override
          public Object value() {
            return sum;
          }
        };
  }

  /** Returns hours to six decimals. */
  static BigDecimal exact(double hours) {
    return BigDecimal.valueOf(hours).setScale(HOURS_SCALE, RoundingMode.HALF_UP);
  }

  /** Counts the rows that match a condition. */
  static <T> Figure<T> countIf(Predicate<T> condition) {
    return sum(row -> condition.test(row) ? 1 : 0);
  }

  /** Counts distinct values, without null. */
  static <T> Figure<T> distinct(Function<T, @Nullable Object> thing) {
    return () ->
        new Aggregate<>() {
          private final Set<Object> things = new HashSet<>();

          @Override
          public void add(T row) {
            Object cell = thing.apply(row);
            if (cell != null) {
              things.add(cell);
            }
          }

          @Override
          public Object value() {
            return (long) things.size();
          }
        };
  }

  /** Joins the distinct texts with blanks, in order; empty where there is none. */
  static <T> Figure<T> texts(Function<T, @Nullable String> text) {
    return () ->
        new Aggregate<>() {
          private final Set<String> texts = new TreeSet<>(CellOrder.TEXT);

          @Override
          public void add(T row) {
            String cell = text.apply(row);
            if (cell != null) {
              texts.add(cell);
            }
          }

          @Override
          public Object value() {
            return String.join(" ", texts);
          }
        };
  }

  /** Finds the smallest value; null where there is none. */
  static <T> Figure<T> min(Function<T, @Nullable Object> cell) {
    return extreme(cell, CellOrder.NULLS_FIRST.reversed());
  }

  /** Finds the largest value; null where there is none. */
  static <T> Figure<T> max(Function<T, @Nullable Object> cell) {
    return extreme(cell, CellOrder.NULLS_FIRST);
  }

  private static <T> Figure<T> extreme(
      Function<T, @Nullable Object> cell, Comparator<@Nullable Object> order) {
    return () ->
        new Aggregate<>() {
          private @Nullable Object most;

          @Override
          public void add(T row) {
            Object one = cell.apply(row);
            if (one != null && (most == null || order.compare(one, most) > 0)) {
              most = one;
            }
          }

          @Override
          public @Nullable Object value() {
            return most;
          }
        };
  }
}
