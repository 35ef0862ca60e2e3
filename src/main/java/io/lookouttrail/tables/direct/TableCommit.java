package io.lookouttrail.tables.direct;

import io.delta.storage.LogStore;
import io.lookouttrail.tables.lock.DeltaLogStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A commit to a table's log, as Delta's Spark writer writes it: through the log store of the file
 * system, which refuses a version that another writer has written.
 */
final class TableCommit {
  private final Configuration hadoop;
  private final Path log;
  private final TableMetadata metadata;
  private final String id = UUID.randomUUID().toString();

  TableCommit(Configuration hadoop, String table, TableMetadata metadata) {
    this.hadoop = hadoop;
    this.log = new Path(table, "_delta_log");
    this.metadata = metadata;
  }

  /**
   * Creates the table: writes version 0 without rows.
   *
   * @throws FileAlreadyExistsException if the table exists
   */
  void create() throws IOException {
    Map<String, String> parameters =
        Map.of(
            "partitionBy",
            jsonList(metadata.partitionedBy()),
            "clusterBy",
            "[]",
            "isManaged",
            "false",
            "properties",
            LogJson.flat(metadata.properties()));
    List<String> actions = new ArrayList<>();
    actions.add(information("CREATE TABLE", parameters, -1, true, Map.of()));
    actions.add(
        LogJson.object(
            json -> {
              json.writeFieldName("metaData");
              metadata.write(json);
            }));
    actions.add(
        LogJson.object(
            json -> {
              json.writeFieldName("protocol");
              TableMetadata.writeProtocol(json);
            }));
    write(0, actions, Optional.of(TableSize.EMPTY));
  }

  /**
   * Commits files as the version after the given one.
   *
   * @param added files that were written for the table
   * @param removed files of the base version whose rows end with this commit
   * @throws FileAlreadyExistsException if another writer has written that version
   */
  void write(TableVersion base, List<NewFile> added, List<DataFile> removed) throws IOException {
    long bytes = added.stream().mapToLong(NewFile::bytes).sum();
    List<String> actions = new ArrayList<>();
    actions.add(
        information(
            "WRITE",
            Map.of(
                "mode",
                removed.isEmpty() ? "Append" : "Overwrite",
                "partitionBy",
                jsonList(metadata.partitionedBy())),
            base.version(),
            removed.isEmpty(),
            Map.of(
                "numFiles",
                Integer.toString(added.size()),
                "numOutputRows",
                Long.toString(added.stream().mapToLong(NewFile::rows).sum()),
                "numOutputBytes",
                Long.toString(bytes))));
    long now = System.currentTimeMillis();
    removed.forEach(file -> actions.add(file.removal(now)));
    added.forEach(file -> actions.add(LogJson.object(file::write)));
    long removedBytes = removed.stream().mapToLong(DataFile::bytes).sum();
    write(
        base.version() + 1,
        actions,
        base.size().map(size -> size.plus(added.size() - removed.size(), bytes - removedBytes)));
  }

  private void write(long version, List<String> actions, Optional<TableSize> size)
      throws IOException {
    Path commit = new Path(log, "%020d.json".formatted(version));
    LogStore store = DeltaLogStores.open(hadoop, commit);
    log.getFileSystem(hadoop).mkdirs(log);
    store.write(commit, actions.iterator(), false, hadoop);
    size.ifPresent(it -> summarize(store, version, it));
  }

  /** Writes the summary of a version, from which a reader knows its metadata without a query. */
  private void summarize(LogStore store, long version, TableSize size) {
    String summary =
        LogJson.object(
            json -> {
              json.writeStringField("txnId", id);
              json.writeNumberField("tableSizeBytes", size.bytes());
              json.writeNumberField("numFiles", size.files());
              json.writeNumberField("numMetadata", 1);
              json.writeNumberField("numProtocol", 1);
              json.writeFieldName("setTransactions");
              json.writeStartArray();
              json.writeEndArray();
              json.writeFieldName("domainMetadata");
              json.writeStartArray();
              json.writeEndArray();
              json.writeFieldName("metadata");
              metadata.write(json);
              json.writeFieldName("protocol");
              TableMetadata.writeProtocol(json);
            });
    try {
      store.write(
          new Path(log, "%020d.crc".formatted(version)),
          List.of(summary).iterator(),
          false,
          hadoop);
    } catch (IOException | UncheckedIOException e) {
      // The version is committed. Without its summary, readers add the log up.
      return;
    }
  }

  private String information(
      String operation,
      Map<String, String> parameters,
      long readVersion,
      boolean blindAppend,
      Map<String, String> metrics) {
    return LogJson.object(
        json -> {
          json.writeObjectFieldStart("commitInfo");
          json.writeNumberField("timestamp", System.currentTimeMillis());
          json.writeStringField("operation", operation);
          LogJson.write(json, "operationParameters", parameters);
          if (readVersion >= 0) {
            json.writeNumberField("readVersion", readVersion);
          }
          json.writeStringField("isolationLevel", "Serializable");
          json.writeBooleanField("isBlindAppend", blindAppend);
          LogJson.write(json, "operationMetrics", metrics);
          json.writeStringField("engineInfo", "Lookout-Trail");
          json.writeStringField("txnId", id);
          json.writeEndObject();
        });
  }

  private static String jsonList(List<String> names) {
    return names.stream()
        .map(name -> "\"" + name + "\"")
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  static String newTableId() {
    return UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
  }
}
