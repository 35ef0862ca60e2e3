package io.lookouttrail.cli.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lookouttrail.cli.sql.JsonValues;
import io.lookouttrail.reports.query.EventTrace;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** A traced event as one JSON object, with rows as {@code sql --format json} writes them. */
public final class TraceJson {
  private static final JsonFactory JSON = new JsonFactory();

  private TraceJson() {}

  public static String of(EventTrace trace, Optional<OriginalCheck> original) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.writeStartObject();
      row(generator, "event", Optional.of(trace.event()));
      row(generator, "file", trace.file());
      row(generator, "log_check", trace.logCheck());
      row(generator, "digest_check", trace.digestCheck());
      generator.writeArrayFieldStart("corrected_by");
      for (Row correction : trace.correctedBy()) {
        generator.writeRawValue(JsonValues.value(correction));
      }
      generator.writeEndArray();
      row(generator, "corrects", trace.corrects());
      if (original.isPresent()) {
        original(generator, original.get());
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void row(JsonGenerator generator, String name, Optional<Row> row)
      throws IOException {
    generator.writeFieldName(name);
    generator.writeRawValue(JsonValues.value(row.orElse(null)));
  }

  private static void original(JsonGenerator generator, OriginalCheck original) throws IOException {
    generator.writeObjectFieldStart("archive");
    generator.writeStringField("file", original.file().orElse(null));
    generator.writeBooleanField("same", original.same());
    generator.writeStringField("sha256", original.sha256().orElse(null));
    generator.writeBooleanField("hash_compared", original.hashCompared());
    generator.writeArrayFieldStart("differences");
    for (String difference : original.differences()) {
      generator.writeString(difference);
    }
    generator.writeEndArray();
    generator.writeEndObject();
  }
}
