package io.lookouttrail.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Mapping from a value to a Spark row: each field with its type and its getter. Spark can require a
 * part of the fields, at any depth.
 */
final class ColumnMapping<T> {

  /** Returns a field of a value in Spark's inner form; null for a missing one. */
  @FunctionalInterface
  interface Getter<T> {
    @Nullable Object get(T value);
  }

  private record Field<T>(DataType type, Function<DataType, Getter<T>> getter) {}

  private final Map<String, Field<T>> fields = new LinkedHashMap<>();

  ColumnMapping<T> text(String name, Function<T, Optional<String>> from) {
    return add(name, StringType$.MODULE$, value -> utf8(from.apply(value)));
  }

  ColumnMapping<T> flag(String name, Function<T, Optional<Boolean>> from) {
    return add(name, BooleanType$.MODULE$, value -> from.apply(value).orElse(null));
  }

  ColumnMapping<T> add(String name, DataType type, Getter<T> getter) {
    fields.put(name, new Field<>(type, required -> getter));
    return this;
  }

  <U> ColumnMapping<T> struct(
      String name, ColumnMapping<U> mapping, Function<T, Optional<U>> from) {
    Function<DataType, Getter<T>> getter =
        required -> {
          Function<U, InternalRow> row = mapping.project((StructType) required);
          return value -> from.apply(value).map(row).orElse(null);
        };
    fields.put(name, new Field<>(mapping.type(), getter));
    return this;
  }

  <U> ColumnMapping<T> list(String name, ColumnMapping<U> mapping, Function<T, List<U>> from) {
    Function<DataType, Getter<T>> getter =
        required -> {
          Function<U, InternalRow> row =
              mapping.project((StructType) ((ArrayType) required).elementType());
          return value -> new GenericArrayData(from.apply(value).stream().map(row).toArray());
        };
    fields.put(name, new Field<>(DataTypes.createArrayType(mapping.type()), getter));
    return this;
  }

  StructType type() {
    StructType type = new StructType();
    for (Map.Entry<String, Field<T>> field : fields.entrySet()) {
      type = type.add(field.getKey(), field.getValue().type());
    }
    return type;
  }

  /**
   * Returns a function from a value to a row of some of the fields.
   *
   * @param required fields of this mapping, in any order
   */
  Function<T, InternalRow> project(StructType required) {
    List<Getter<T>> getters = new ArrayList<>();
    for (StructField field : required.fields()) {
      Field<T> known = fields.get(field.name());
      if (known == null) {
        throw new IllegalArgumentException("no such field: " + field.name());
      }
      getters.add(known.getter().apply(field.dataType()));
    }
    return value -> row(getters, value);
  }

  private static <T> InternalRow row(List<Getter<T>> getters, T value) {
    @Nullable Object[] cells = new @Nullable Object[getters.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = getters.get(i).get(value);
    }
    return new GenericInternalRow(cells);
  }

  static @Nullable UTF8String utf8(Optional<String> text) {
    return text.map(UTF8String::fromString).orElse(null);
  }
}
