package io.lookouttrail.tables.direct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.dictionary.PlainValuesDictionary.PlainLongDictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;
import scala.collection.mutable.ArrayBuffer;

/** Makes Spark's rows of Parquet's records, with java.time values. */
final class RowMaterializer extends RecordMaterializer<Row> {
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final StructType columns;
  private final @Nullable Object[] constants;
  private final Converter[] converters;
  private @Nullable Object[] cells;

  /**
   * @param fields the fields of the file that are among the columns
   * @param constants the values of the other columns, by place
   */
  RowMaterializer(StructType columns, MessageType fields, @Nullable Object[] constants) {
    this.columns = columns;
    this.constants = constants;
    this.cells = constants.clone();
    this.converters = new Converter[fields.getFieldCount()];
    for (int i = 0; i < converters.length; i++) {
      int place = columns.fieldIndex(fields.getType(i).getName());
      converters[i] = converter(columns.fields()[place].dataType(), cell -> cells[place] = cell);
    }
  }

  /** Whether a field of a file can be read as a column of this type. */
  static boolean isReadable(DataType column, Type field) {
    if (column instanceof ArrayType array) {
      return array.elementType() instanceof StringType && isListOfTexts(field);
    }
    if (!field.isPrimitive()) {
      return false;
    }
    PrimitiveTypeName stored = field.asPrimitiveType().getPrimitiveTypeName();
    if (column instanceof TimestampType) {
      return stored == PrimitiveTypeName.INT96
          || (stored == PrimitiveTypeName.INT64
              && field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
              && time.getUnit() == TimeUnit.MICROS);
    }
    return (column instanceof StringType && stored == PrimitiveTypeName.BINARY)
        || (column instanceof LongType && stored == PrimitiveTypeName.INT64)
        || (column instanceof IntegerType && stored == PrimitiveTypeName.INT32)
        || (column instanceof DateType && stored == PrimitiveTypeName.INT32)
        || (column instanceof DoubleType && stored == PrimitiveTypeName.DOUBLE)
        || (column instanceof BooleanType && stored == PrimitiveTypeName.BOOLEAN);
  }

  private static boolean isListOfTexts(Type field) {
    if (field.isPrimitive() || field.asGroupType().getFieldCount() != 1) {
      return false;
    }
    Type repeated = field.asGroupType().getType(0);
    return !repeated.isPrimitive()
        && repeated.asGroupType().getFieldCount() == 1
        && repeated.asGroupType().getType(0).isPrimitive();
  }

  private static Converter converter(DataType column, Consumer<@Nullable Object> cell) {
    return column instanceof ArrayType ? new TextsConverter(cell) : new CellConverter(column, cell);
  }

  @Override
  public Row getCurrentRecord() {
    return new GenericRowWithSchema(cells, columns);
  }

  @Override
  public GroupConverter getRootConverter() {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int field) {
        return converters[field];
      }

      @Override
      public void start() {
        cells = constants.clone();
      }

      @Override
      public void end() {}
    };
  }

  /** Converts the values of one column; those of a dictionary once for all rows. */
  private static final class CellConverter extends PrimitiveConverter {
    private final DataType column;
    private final Consumer<@Nullable Object> cell;
    private Object[] dictionary = {};

    CellConverter(DataType column, Consumer<@Nullable Object> cell) {
      this.column = column;
      this.cell = cell;
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary values) {
      dictionary = new Object[values.getMaxId() + 1];
      for (int id = 0; id < dictionary.length; id++) {
        dictionary[id] = value(values, id);
      }
    }

    private Object value(Dictionary values, int id) {
      if (column instanceof LongType) {
        return values.decodeToLong(id);
      } else if (column instanceof IntegerType) {
        return values.decodeToInt(id);
      } else if (column instanceof DateType) {
        return LocalDate.ofEpochDay(values.decodeToInt(id));
      } else if (column instanceof DoubleType) {
        return values.decodeToDouble(id);
      } else if (column instanceof StringType) {
        return values.decodeToBinary(id).toStringUsingUTF8();
      }
      return values instanceof PlainLongDictionary
          ? time(values.decodeToLong(id))
          : time(values.decodeToBinary(id));
    }

    @Override
    public void addValueFromDictionary(int id) {
      cell.accept(dictionary[id]);
    }

    @Override
    public void addBinary(Binary value) {
      cell.accept(column instanceof StringType ? value.toStringUsingUTF8() : time(value));
    }

    @Override
    public void addLong(long value) {
      cell.accept(column instanceof LongType ? (Object) value : time(value));
    }

    @Override
    public void addInt(int value) {
      cell.accept(column instanceof DateType ? LocalDate.ofEpochDay(value) : (Object) value);
    }

    @Override
    public void addDouble(double value) {
      cell.accept(value);
    }

    @Override
    public void addBoolean(boolean value) {
      cell.accept(value);
    }

    private static Instant time(long micros) {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Returns the time in an INT96: nanoseconds of the day, and the Julian day. */
    private static Instant time(Binary nanosAndDay) {
      ByteBuffer bytes = nanosAndDay.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong(bytes.position());
      long day = bytes.getInt(bytes.position() + Long.BYTES) - (long) JULIAN_DAY_OF_EPOCH;
      return Instant.ofEpochSecond(day * 86_400, nanos);
    }
  }

  /** Converts a list of texts. */
  private static final class TextsConverter extends GroupConverter {
    private final Consumer<@Nullable Object> cell;
    private final GroupConverter element;
    private ArrayBuffer<@Nullable Object> texts = new ArrayBuffer<>();
    private @Nullable Object text;

    TextsConverter(Consumer<@Nullable Object> cell) {
      this.cell = cell;
      CellConverter converter = new CellConverter(DataTypes.StringType, found -> text = found);
      this.element =
          new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
              return converter;
            }

            @Override
            public void start() {
              text = null;
            }

            @Override
            public void end() {
              texts.$plus$eq(text);
            }
          };
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      texts = new ArrayBuffer<>();
    }

    @Override
    public void end() {
      cell.accept(texts);
    }
  }
}
