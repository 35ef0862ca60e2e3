package io.lookouttrail.cli.sql;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.Base64;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Values as text: times as ISO 8601 in UTC; structs, maps and lists as JSON. */
public final class CellText {
  private CellText() {}

  public static String of(Object value) {
    if (value instanceof Row
        || value instanceof Map<?, ?>
        || value instanceof scala.collection.Map<?, ?>
        || value instanceof scala.collection.Iterable<?>) {
      return JsonValues.value(value);
    }
    return scalar(value);
  }

  /** The text of a value that is not a struct, map or list. */
  static String scalar(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value.toString();
  }
}
