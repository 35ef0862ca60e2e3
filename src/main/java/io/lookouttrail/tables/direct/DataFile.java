package io.lookouttrail.tables.direct;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** One data file of a version of a table. */
public final class DataFile {
  private static final JsonFactory JSON = new JsonFactory();

  private final Row scanFile;
  private final AddFile added;
  private final Map<String, String> partition;

  DataFile(Row scanFile) {
    this.scanFile = scanFile;
    this.added = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    this.partition = InternalScanFileUtils.getPartitionValues(scanFile);
  }

  /** The row with which Delta Kernel reads the file. */
  Row scanFile() {
    return scanFile;
  }

  /** The values of the partition columns as the log has them; a value may be null. */
  public Map<String, String> partition() {
    return partition;
  }

  /** Stored size in bytes. */
  public long bytes() {
    return added.getSize();
  }

  /** The action that removes the file from the table. */
  String removal(long atMillis) {
    return LogJson.object(
        json -> {
          json.writeObjectFieldStart("remove");
          json.writeStringField("path", added.getPath());
          json.writeNumberField("deletionTimestamp", atMillis);
          json.writeBooleanField("dataChange", true);
          json.writeBooleanField("extendedFileMetadata", true);
          LogJson.write(json, "partitionValues", partition);
          json.writeNumberField("size", added.getSize());
          json.writeEndObject();
        });
  }

  /** Whether the log says that some rows of the file are deleted. */
  boolean hasDeletedRows() {
    return added.getDeletionVector().isPresent();
  }

  /** The number of rows; empty where the log does not have it. */
  public Optional<Long> rows() {
    return added.getNumRecords();
  }

  /**
   * Whether a column is null in every row of the file. False where the log does not say so.
   *
   * @param column a column with statistics
   */
  public boolean hasOnlyNulls(String column) {
    return added.getStatsJson().filter(json -> hasOnlyNulls(json, column)).isPresent();
  }

  private static boolean hasOnlyNulls(String statistics, String column) {
    long rows = -1;
    long nulls = -2;
    try (JsonParser json = JSON.createParser(statistics)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("numRecords")) {
          rows = json.getLongValue();
        } else if (name.equals("nullCount")) {
          nulls = number(json, column, nulls);
        } else if (value == JsonToken.START_OBJECT) {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the statistics of a data file", e);
    }
    return rows == nulls;
  }

  /** Returns the number in a field of the object that begins here. */
  private static long number(JsonParser json, String field, long absent) throws IOException {
    long number = absent;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT) {
        json.skipChildren();
      } else if (name.equals(field)) {
        number = json.getLongValue();
      }
    }
    return number;
  }
}
