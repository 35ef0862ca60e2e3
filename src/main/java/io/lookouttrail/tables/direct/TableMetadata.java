package io.lookouttrail.tables.direct;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Metadata of a table as its log has it.
 *
 * @param id the table's UUID
 * @param schema the columns in Spark's JSON
 * @param partitionedBy the partition columns
 * @param properties the table's properties
 * @param createdAtMillis time of creation in milliseconds since 1970
 */
record TableMetadata(
    String id,
    String schema,
    List<String> partitionedBy,
    Map<String, String> properties,
    long createdAtMillis) {
  /** The protocol of the tables: no feature that a reader or writer must know. */
  static final int READER_VERSION = 1;

  static final int WRITER_VERSION = 2;

  TableMetadata {
    partitionedBy = List.copyOf(partitionedBy);
    properties = Map.copyOf(properties);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeObjectFieldStart("format");
    json.writeStringField("provider", "parquet");
    json.writeObjectFieldStart("options");
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("schemaString", schema);
    json.writeArrayFieldStart("partitionColumns");
    for (String column : partitionedBy) {
      json.writeString(column);
    }
    json.writeEndArray();
    LogJson.write(json, "configuration", properties);
    json.writeNumberField("createdTime", createdAtMillis);
    json.writeEndObject();
  }

  static void writeProtocol(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("minReaderVersion", READER_VERSION);
    json.writeNumberField("minWriterVersion", WRITER_VERSION);
    json.writeEndObject();
  }
}
