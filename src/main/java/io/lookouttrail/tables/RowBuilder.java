package io.lookouttrail.tables;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Fills a row from the left; what is empty becomes null. */
final class RowBuilder {
  private final @Nullable Object[] values;
  private int size;

  RowBuilder(int columns) {
    values = new @Nullable Object[columns];
  }

  RowBuilder add(Object value) {
    values[size++] = value;
    return this;
  }

  RowBuilder add(Optional<?> value) {
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
