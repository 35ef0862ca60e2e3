package io.lookouttrail.reports.memory;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which Spark sorts the values of a column.
 *
 * <p>Text is compared by code points, which is the order of its UTF-8 bytes. {@link
 * String#compareTo} differs for characters outside the basic plane. Lists are compared as structs.
 */
public final class CellOrder {
  /** Ascending order of text. */
  public static final Comparator<String> TEXT = CellOrder::compareTexts;

  /** Ascending order of the values of one column; null comes first. */
  public static final Comparator<@Nullable Object> NULLS_FIRST =
      Comparator.nullsFirst(CellOrder::compareCells);

  /** Ascending order of text; null comes first. */
  public static final Comparator<@Nullable String> TEXT_NULLS_FIRST = Comparator.nullsFirst(TEXT);

  private CellOrder() {}

  private static int compareTexts(String one, String other) {
    int shared = Math.min(one.length(), other.length());
    for (int i = 0; i < shared; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        boolean both = Character.isSurrogate(left) == Character.isSurrogate(right);
        return both ? Character.compare(left, right) : Character.isSurrogate(left) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  @SuppressWarnings("unchecked") // The values of a column have one type.
  private static int compareCells(Object one, Object other) {
    if (one instanceof String text) {
      return compareTexts(text, (String) other);
    }
    if (one instanceof List<?> struct) {
      return compareStructs(struct, (List<?>) other);
    }
    return ((Comparable<Object>) one).compareTo(other);
  }

  private static int compareStructs(List<?> one, List<?> other) {
    Iterator<?> others = other.iterator();
    for (Object field : one) {
      int order = NULLS_FIRST.compare(field, others.next());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
