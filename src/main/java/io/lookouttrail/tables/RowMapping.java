package io.lookouttrail.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Maps an object to a row whose columns are bound by name.
 *
 * <p>{@link #declare} declares the columns together with their values. {@link #fill} binds values
 * to columns that are declared elsewhere. A value may be an {@link Optional}, and an empty one
 * becomes null. Other values are what Spark expects of the column's type, with times of java.time;
 * an array column takes an array or a list, a map column a {@link Map}.
 *
 * @param <T> the objects
 */
public final class RowMapping<T> {
  private final StructType schema;
  private final List<Function<? super T, ?>> values;

  private RowMapping(StructType schema, List<Function<? super T, ?>> values) {
    this.schema = schema;
    this.values = List.copyOf(values);
  }

  /** The columns, in the order of a row's values. */
  public StructType schema() {
    return schema;
  }

  /** The object as a row of {@link #schema}. */
  public Row row(T object) {
    @Nullable Object[] cells = new @Nullable Object[values.size()];
    for (int i = 0; i < cells.length; i++) {
      Object value = values.get(i).apply(object);
      cells[i] = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }
    return new GenericRowWithSchema(cells, schema);
  }

  /** Begins a mapping that declares its columns. */
  public static <T> Declaration<T> declare() {
    return new Declaration<>();
  }

  /** Begins a mapping to columns that are declared already; each needs a value. */
  public static <T> Binding<T> fill(StructType schema) {
    return new Binding<>(schema);
  }

  /**
   * Columns in their order, each with its value.
   *
   * @param <T> the objects that become rows
   */
  public static final class Declaration<T> {
    private final List<StructField> fields = new ArrayList<>();
    private final List<Function<? super T, ?>> values = new ArrayList<>();

    private Declaration() {}

    /** Adds a column that may be null. */
    public Declaration<T> column(
        String name, DataType type, String comment, Function<? super T, ?> value) {
      return add(new StructType().add(name, type, true, comment), value);
    }

    /** Adds a column that is never null. */
    public Declaration<T> required(
        String name, DataType type, String comment, Function<? super T, ?> value) {
      return add(new StructType().add(name, type, false, comment), value);
    }

    /**
     * Adds a nullable column without a comment: a field of a struct, or of rows that are staged.
     */
    public Declaration<T> field(String name, DataType type, Function<? super T, ?> value) {
      return add(new StructType().add(name, type), value);
    }

    /** Adds a nullable struct without a comment. */
    public <P> Declaration<T> struct(
        String name, RowMapping<P> fields, Function<? super T, Optional<P>> value) {
      return field(name, fields.schema(), object -> value.apply(object).map(fields::row));
    }

    /** Adds a column that a table declares. */
    public Declaration<T> column(StructField field, Function<? super T, ?> value) {
      fields.add(field);
      values.add(value);
      return this;
    }

    private Declaration<T> add(StructType column, Function<? super T, ?> value) {
      return column(column.fields()[0], value);
    }

    public RowMapping<T> build() {
      return new RowMapping<>(new StructType(fields.toArray(StructField[]::new)), values);
    }
  }

  /**
   * Values for declared columns, in any order.
   *
   * @param <T> the objects that become rows
   */
  public static final class Binding<T> {
    private final StructType schema;
    private final Map<String, Function<? super T, ?>> values = new LinkedHashMap<>();

    private Binding(StructType schema) {
      this.schema = schema;
    }

    /** Gives a column its value. */
    public Binding<T> set(String column, Function<? super T, ?> value) {
      if (!Arrays.asList(schema.fieldNames()).contains(column)) {
        throw new IllegalArgumentException("no column is named " + column);
      }
      if (values.put(column, value) != null) {
        throw new IllegalArgumentException("the column " + column + " has two values");
      }
      return this;
    }

    /** Gives several columns the values of another binding. */
    public Binding<T> setAll(Binding<T> columns) {
      columns.values.forEach(this::set);
      return this;
    }

    /** Gives several columns the values that another binding takes from a part of the object. */
    public <P> Binding<T> setAll(Function<? super T, P> part, Binding<P> columns) {
      columns.values.forEach((name, value) -> set(name, value.compose(part)));
      return this;
    }

    /**
     * The finished mapping.
     *
     * @throws IllegalArgumentException where a column has no value
     */
    public RowMapping<T> build() {
      List<Function<? super T, ?>> ordered = new ArrayList<>();
      for (String column : schema.fieldNames()) {
        Function<? super T, ?> value = values.get(column);
        if (value == null) {
          throw new IllegalArgumentException("the column " + column + " has no value");
        }
        ordered.add(value);
      }
      return new RowMapping<>(schema, ordered);
    }
  }
}
