package io.lookouttrail.ingest;

import io.lookouttrail.tables.staging.ParquetRowFile;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** Where a task lays its rows aside: a Parquet file for each kind of which it has any. */
final class StagedFileWriters implements AutoCloseable {
  private final ParquetRowFileFormat format;
  private final Configuration settings;
  private final String folder;
  private final String attempt;
  private final Map<StagedKind, ParquetRowFile> open = new EnumMap<>(StagedKind.class);

  /**
   * Makes no file yet.
   *
   * @param settings what the format wants
   * @param folder as a URI
   * @param attempt what no other attempt at this task, or at another, is called
   */
  StagedFileWriters(
      ParquetRowFileFormat format, Configuration settings, String folder, String attempt) {
    this.format = format;
    this.settings = settings;
    this.folder = folder;
    this.attempt = attempt;
  }

  void add(StagedKind kind, Row row) {
    open.computeIfAbsent(kind, this::create).add(row);
  }

  private ParquetRowFile create(StagedKind kind) {
    return format.create(settings, folder + "/" + kind.fileName(attempt), kind.schema());
  }

  /** Closes the files; gives the kinds of which there is one. */
  Set<StagedKind> finish() {
    close();
    return open.keySet();
  }

  /** Safe to call twice. */
  @Override
  public void close() {
    for (ParquetRowFile file : open.values()) {
      file.close();
    }
  }
}
