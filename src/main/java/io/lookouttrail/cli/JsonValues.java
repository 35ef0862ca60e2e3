package io.lookouttrail.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Spark's values as JSON. */
final class JsonValues {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonValues() {}

  static String row(Row row, StructType schema) {
    return written(generator -> writeRow(generator, row, schema));
  }

  static String value(@Nullable Object value) {
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
      for (var entry : CollectionConverters.asJava(map).entrySet()) {
        generator.writeFieldName(CellText.of(entry.getKey()));
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof scala.collection.Iterable<?> list) {
      generator.writeStartArray();
      for (Object element : CollectionConverters.asJava(list)) {
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
    } else if (value instanceof VariantVal variant) {
      generator.writeRawValue(variant.toString());
    } else {
      generator.writeString(CellText.scalar(value));
    }
  }
}
