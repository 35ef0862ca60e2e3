package io.lookouttrail.tables.direct;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * A data file that was written for a table and is not in its log yet.
 *
 * @param path relative to the table, URL-encoded
 * @param partition the values of the partition columns; a value may be null
 * @param bytes stored size
 * @param modifiedAtMillis time of the last change in milliseconds since 1970
 * @param rows number of rows
 * @param statistics in the log's JSON
 */
record NewFile(
    String path,
    Map<String, String> partition,
    long bytes,
    long modifiedAtMillis,
    long rows,
    String statistics) {

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("add");
    json.writeStringField("path", path);
    LogJson.write(json, "partitionValues", partition);
    json.writeNumberField("size", bytes);
    json.writeNumberField("modificationTime", modifiedAtMillis);
    json.writeBooleanField("dataChange", true);
    json.writeStringField("stats", statistics);
    json.writeEndObject();
  }
}
