package io.lookouttrail.cli.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Values of Spark as JSON. */
public final class JsonValues {
  private static final JsonFactory JSON = new JsonFactory();

  /** A type known by its name, because Spark 3.5 does not have it. */
  private static final String VARIANT = "org.apache.spark.unsafe.types.VariantVal";

  private JsonValues() {}

  static String row(Row row, StructType schema) {
    return written(generator -> writeRow(generator, row, schema));
  }

  public static String value(@Nullable Object value) {
    return written(generator -> write(generator, value));
  }

  private interface Writing {
    void to(JsonGenerator generator) throws IOException;
  }

  private static String written(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      writing.to(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeRow(JsonGenerator generator, Row row, StructType schema)
      throws IOException {
    generator.writeStartObject();
    for (int i = 0; i < row.length(); i++) {
      generator.writeFieldName(schema.fieldNames()[i]);
      write(generator, row.get(i));
    }
    generator.writeEndObject();
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof Row row) {
      writeRow(generator, row, row.schema());
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      generator.writeStartObject();
      for (var entry : ScalaLists.of(map)) {
        generator.writeFieldName(CellText.of(entry._1()));
        write(generator, entry._2());
      }
      generator.writeEndObject();
    } else if (value instanceof scala.collection.Iterable<?> list) {
      generator.writeStartArray();
      for (Object element : ScalaLists.of(list)) {
        write(generator, element);
      }
      generator.writeEndArray();
    } else {
      writeScalar(generator, value);
    }
  }

  private static void writeScalar(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof BigDecimal number) {
      generator.writeNumber(number.toPlainString());
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else if (value instanceof Float number) {
      generator.writeNumber(number);
    } else if (value instanceof Number number) {
      generator.writeNumber(number.longValue());
    } else if (value.getClass().getName().equals(VARIANT)) {
      generator.writeRawValue(value.toString());
    } else {
      generator.writeString(CellText.scalar(value));
    }
  }
}
