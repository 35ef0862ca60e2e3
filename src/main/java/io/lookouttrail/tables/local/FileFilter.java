package io.lookouttrail.tables.local;

import io.lookouttrail.tables.direct.DataFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;

/** Decision whether a data file may have rows that a filter lets through. */
final class FileFilter {
  private FileFilter() {}

  /** Whether the filter may be true for a row; always true for filters that are not known. */
  static boolean mayMatch(Filter filter, DataFile file) {
    if (filter instanceof EqualTo it) {
      return isWithin(file, it.attribute(), it.value(), order -> order == 0);
    } else if (filter instanceof GreaterThan it) {
      return isWithin(file, it.attribute(), it.value(), order -> order > 0);
    } else if (filter instanceof GreaterThanOrEqual it) {
      return isWithin(file, it.attribute(), it.value(), order -> order >= 0);
    } else if (filter instanceof LessThan it) {
      return isWithin(file, it.attribute(), it.value(), order -> order < 0);
    } else if (filter instanceof LessThanOrEqual it) {
      return isWithin(file, it.attribute(), it.value(), order -> order <= 0);
    } else if (filter instanceof In it) {
      return Arrays.stream(it.values())
          .anyMatch(value -> isWithin(file, it.attribute(), value, order -> order == 0));
    }
    return !(filter instanceof IsNotNull it) || !file.hasOnlyNulls(it.attribute());
  }

  /**
   * Whether the order of a partition's value and a filter's is accepted. Both are compared as the
   * log has them: dates in ISO format, which sorts as text, and texts by their code points.
   */
  private static boolean isWithin(
      DataFile file, String column, Object value, IntPredicate accepted) {
    String stored = file.partition().get(column);
    return stored == null
        || !isComparable(value)
        || accepted.test(Integer.signum(compare(stored, value.toString())));
  }

  private static boolean isComparable(Object value) {
    return value instanceof String
        || value instanceof java.time.LocalDate
        || value instanceof java.sql.Date;
  }

  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
