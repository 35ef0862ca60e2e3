package io.lookouttrail.tables.direct;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.stats.StatisticsCollection;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a data file as Delta's Spark writer computes them: rows, least, greatest, nulls.
 */
final class FileStatistics {
  /** Delta's default of {@code spark.databricks.delta.stats.collect.stringPrefix}. */
  private static final int MAX_CHARACTERS = 32;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final List<String> names;
  private final int[] places;
  private final @Nullable Object[] least;
  private final @Nullable Object[] greatest;
  private final long[] nulls;
  private long rows;

  /**
   * @param schema the columns of the rows
   * @param names the columns with statistics: strings, dates and times
   */
  FileStatistics(StructType schema, List<String> names) {
    this.names = Arrays.stream(schema.fieldNames()).filter(names::contains).toList();
    this.places = this.names.stream().mapToInt(schema::fieldIndex).toArray();
    this.least = new Object[places.length];
    this.greatest = new Object[places.length];
    this.nulls = new long[places.length];
  }

  void add(Row row) {
    rows++;
    for (int i = 0; i < places.length; i++) {
      Object value = row.get(places[i]);
      if (value == null) {
        nulls[i]++;
      } else {
        add(i, value instanceof String text ? UTF8String.fromString(text) : value);
      }
    }
  }

  private void add(int column, Object value) {
    Object lowest = least[column];
    Object highest = greatest[column];
    least[column] = lowest == null || compare(value, lowest) < 0 ? value : lowest;
    greatest[column] = highest == null || compare(value, highest) > 0 ? value : highest;
  }

  private static int compare(Object one, Object other) {
    if (one instanceof UTF8String text) {
      return text.compareTo((UTF8String) other);
    } else if (one instanceof Instant time) {
      return time.compareTo((Instant) other);
    }
    return ((LocalDate) one).compareTo((LocalDate) other);
  }

  /** The statistics in the log's JSON. */
  String json() {
    return LogJson.object(
        json -> {
          json.writeNumberField("numRecords", rows);
          json.writeObjectFieldStart("minValues");
          for (int i = 0; i < places.length; i++) {
            write(json, names.get(i), shortened(least[i], true));
          }
          json.writeEndObject();
          json.writeObjectFieldStart("maxValues");
          for (int i = 0; i < places.length; i++) {
            write(json, names.get(i), shortened(greatest[i], false));
          }
          json.writeEndObject();
          json.writeObjectFieldStart("nullCount");
          for (int i = 0; i < places.length; i++) {
            json.writeNumberField(names.get(i), nulls[i]);
          }
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /** A bound that is short, and not inside the values; null where there is none. */
  private static @Nullable String shortened(@Nullable Object value, boolean isLeast) {
    if (value instanceof Instant time) {
      return TIME.format(time);
    } else if (value instanceof UTF8String text) {
      return isLeast
          ? StatisticsCollection.truncateMinStringAgg(MAX_CHARACTERS, text.toString())
          : StatisticsCollection.truncateMaxStringAgg(MAX_CHARACTERS, text.toString());
    }
    return value == null ? null : value.toString();
  }
}
