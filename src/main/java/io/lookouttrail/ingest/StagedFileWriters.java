package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.RowSink;
import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.tables.staging.ParquetRowFile;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** Writers of a task's staged rows: one Parquet file for each kind that has rows. */
final class StagedFileWriters implements RowSink, AutoCloseable {
  private final ParquetRowFileFormat format;
  private final Configuration settings;
  private final String folder;
  private final String attempt;
  private final Map<StagedKind, ParquetRowFile> open = new EnumMap<>(StagedKind.class);

  /**
   * Creates no file yet.
   *
   * @param settings settings of the format
   * @param folder folder of the files, as a URI
   * @param attempt name that is unique among the attempts of all tasks
   */
  StagedFileWriters(
      ParquetRowFileFormat format, Configuration settings, String folder, String attempt) {
    this.format = format;
    this.settings = settings;
    this.folder = folder;
    this.attempt = attempt;
  }

  @Override
  public void add(StagedKind kind, Row row) {
    open.computeIfAbsent(kind, this::create).add(row);
  }

  private ParquetRowFile create(StagedKind kind) {
    return format.create(settings, folder + "/" + kind.fileName(attempt), kind.schema());
  }

  /** Closes the files and returns the kinds that have one. */
  Set<StagedKind> finish() {
    close();
    return open.keySet();
  }

  /** Closes the files; may be called twice. */
  @Override
  public void close() {
    for (ParquetRowFile file : open.values()) {
      file.close();
    }
  }
}
