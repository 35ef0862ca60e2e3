package io.lookouttrail.reports.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Writer of indented JSON in UTF-8, with {@code \n} and times as ISO 8601. */
public final class JsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final JsonGenerator json;

  /** A writer on a stream that stays open after {@link #close}. */
  public JsonWriter(OutputStream out) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    json = FACTORY.createGenerator(out);
    json.setPrettyPrinter(
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
  }

  /** Writes the content of an object or an array. */
  public interface Content {
    void write() throws IOException;
  }

  public void object(Content content) throws IOException {
    json.writeStartObject();
    content.write();
    json.writeEndObject();
  }

  public void object(String name, Content content) throws IOException {
    json.writeFieldName(text(name));
    object(content);
  }

  public void array(String name, Content content) throws IOException {
    json.writeArrayFieldStart(text(name));
    content.write();
    json.writeEndArray();
  }

  public void field(String name, String value) throws IOException {
    json.writeStringField(text(name), text(value));
  }

  public void field(String name, long value) throws IOException {
    json.writeNumberField(text(name), value);
  }

  public void field(String name, boolean value) throws IOException {
    json.writeBooleanField(text(name), value);
  }

  /** Writes null if there is no value. */
  public void field(String name, Optional<?> value) throws IOException {
    json.writeFieldName(text(name));
    if (value.isPresent()) {
      json.writeString(text(value.get().toString()));
    } else {
      json.writeNull();
    }
  }

  public void field(String name, Value value) throws IOException {
    json.writeFieldName(text(name));
    if (value instanceof Value.Whole it) {
      json.writeNumber(it.number());
    } else if (value instanceof Value.Decimal it) {
      json.writeNumber(it.number());
    } else if (value instanceof Value.Flag it) {
      json.writeBoolean(it.set());
    } else if (value instanceof Value.Nothing) {
      json.writeNull();
    } else {
      json.writeString(PrintableText.of(value));
    }
  }

  public void texts(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(text(name));
    for (String text : texts) {
      json.writeString(text(text));
    }
    json.writeEndArray();
  }

  public void numbers(String name, List<Long> numbers) throws IOException {
    json.writeArrayFieldStart(text(name));
    for (long number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  /** Writes an array of decimal numbers. */
  public void decimals(String name, List<BigDecimal> numbers) throws IOException {
    json.writeArrayFieldStart(text(name));
    for (BigDecimal number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  /** Ends the document with a line break and leaves the stream open. */
  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }

  /** UTF-8 cannot encode unpaired surrogates. */
  private static String text(String text) {
    return PrintableText.wellFormed(text);
  }
}
