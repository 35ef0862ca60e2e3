package io.lookouttrail.tables.direct;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;
import scala.collection.mutable.ArrayBuffer;
import scala.collection.mutable.HashMap;

/** Converter from Delta Kernel's columns to Spark's rows, with times of java.time. */
final class KernelRows {
  private KernelRows() {}

  /**
   * Converts the selected rows of a batch.
   *
   * @param columns the columns of the rows; one that the batch lacks is null
   */
  static void convert(FilteredColumnarBatch batch, StructType columns, Consumer<Row> rows) {
    ColumnarBatch data = batch.getData();
    Optional<ColumnVector> selected = batch.getSelectionVector();
    @Nullable ColumnVector[] vectors =
        Arrays.stream(columns.fieldNames())
            .map(name -> data.getSchema().indexOf(name))
            .map(place -> place < 0 ? null : data.getColumnVector(place))
            .toArray(ColumnVector[]::new);
    for (int i = 0; i < data.getSize(); i++) {
      if (isSelected(selected, i)) {
        rows.accept(row(vectors, i, columns));
      }
    }
  }

  private static boolean isSelected(Optional<ColumnVector> selected, int row) {
    return selected.isEmpty() || (!selected.get().isNullAt(row) && selected.get().getBoolean(row));
  }

  private static Row row(@Nullable ColumnVector[] vectors, int index, StructType columns) {
    @Nullable Object[] cells = new @Nullable Object[vectors.length];
    for (int i = 0; i < cells.length; i++) {
      ColumnVector vector = vectors[i];
      cells[i] = vector == null ? null : cell(vector, index, columns.fields()[i].dataType());
    }
    return new GenericRowWithSchema(cells, columns);
  }

  private static @Nullable Object cell(ColumnVector vector, int row, DataType type) {
    if (vector.isNullAt(row)) {
      return null;
    } else if (type instanceof StringType) {
      return vector.getString(row);
    } else if (type instanceof LongType) {
      return vector.getLong(row);
    } else if (type instanceof IntegerType) {
      return vector.getInt(row);
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(row);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(row);
    } else if (type instanceof TimestampType) {
      return Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(vector.getInt(row));
    }
    return nested(vector, row, type);
  }

  private static Object nested(ColumnVector vector, int row, DataType type) {
    if (type instanceof ArrayType array) {
      return list(vector.getArray(row), array.elementType());
    } else if (type instanceof MapType map) {
      return map(vector.getMap(row), map);
    } else if (type instanceof StructType struct) {
      ColumnVector[] children = new ColumnVector[struct.size()];
      Arrays.setAll(children, vector::getChild);
      return row(children, row, struct);
    }
    throw new IllegalArgumentException("no table has a column of the type " + type);
  }

  private static Object list(ArrayValue array, DataType type) {
    ArrayBuffer<@Nullable Object> list = new ArrayBuffer<>();
    for (int i = 0; i < array.getSize(); i++) {
      list.$plus$eq(cell(array.getElements(), i, type));
    }
    return list;
  }

  private static Object map(MapValue entries, MapType type) {
    HashMap<@Nullable Object, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < entries.getSize(); i++) {
      map.put(
          cell(entries.getKeys(), i, type.keyType()),
          cell(entries.getValues(), i, type.valueType()));
    }
    return map;
  }
}
