package io.lookouttrail.tables;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Fills a row from the left; what is empty becomes null. */
final class RowValues {
  private final @Nullable Object[] values;
  private int size;

  RowValues(int columns) {
    values = new @Nullable Object[columns];
  }

  RowValues add(Object value) {
    values[size++] = value;
    return this;
  }

  RowValues add(Optional<?> value) {
    values[size++] = value.orElse(null);
    return this;
  }

  Row toRow() {
    if (size != values.length) {
      throw new IllegalStateException(size + " of " + values.length + " columns were given");
    }
    return RowFactory.create(values);
  }
}
