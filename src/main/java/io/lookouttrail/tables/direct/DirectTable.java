package io.lookouttrail.tables.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * A Delta table that is created, read and written without a Spark session.
 *
 * <p>Its commits have the protocol, statistics and partition values that Delta's Spark writer would
 * write.
 */
public final class DirectTable {
  /** Delta's default of {@code delta.checkpointInterval}. */
  private static final int CHECKPOINT_INTERVAL = 10;

  private static final int MAX_ATTEMPTS = 1_000;

  private final Configuration hadoop;
  private final String table;
  private final TableLayout layout;

  /**
   * @param hadoop Hadoop's settings, with those of the Spark session
   * @param table the table's folder, as a qualified URI
   */
  public DirectTable(Configuration hadoop, String table, TableLayout layout) {
    this.hadoop = hadoop;
    this.table = table;
    this.layout = layout;
  }

  /** The newest version; empty where the table does not exist. */
  public Optional<TableVersion> newest() {
    return TableVersion.newest(hadoop, table);
  }

  /** Creates the table; has no effect where another writer has created it meanwhile. */
  public void create(Map<String, String> properties) {
    TableMetadata metadata =
        new TableMetadata(
            TableCommit.newTableId(),
            layout.schema().json(),
            layout.partitionedBy(),
            properties,
            System.currentTimeMillis());
    try {
      new TableCommit(hadoop, table, metadata).create();
    } catch (FileAlreadyExistsException e) {
      // It exists now, which is what this was to achieve.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("the log of " + table, e);
    }
  }

  /**
   * Adds rows, whatever another writer adds meanwhile.
   *
   * @param rows of the layout's schema, with java.time values; not empty
   */
  public void append(Collection<Row> rows) {
    List<NewFile> files = new DataFileWriter(hadoop, table, layout).write(rows);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      TableVersion base = newest().orElseThrow();
      // A summary may hide that the log is damaged, and nothing must be added to such a log.
      base.files();
      if (commit(base, files, List.of())) {
        return;
      }
    }
    throw new IllegalStateException("other writers kept on committing to " + table);
  }

  /**
   * Replaces files by rows, in one commit after the given version.
   *
   * @param base the version that decided on the rows
   * @param removed files of that version, whose rows end; may be empty
   * @param rows the new rows; may be empty
   * @throws IllegalStateException if another writer has written a version since
   */
  public void replace(TableVersion base, List<DataFile> removed, Collection<Row> rows) {
    List<NewFile> files = new DataFileWriter(hadoop, table, layout).write(rows);
    if (!commit(base, files, removed)) {
      throw new IllegalStateException(
          "another writer has written version %d of %s".formatted(base.version() + 1, table));
    }
  }

  /** Whether the commit is in the log; false where another writer has written its version. */
  private boolean commit(TableVersion base, List<NewFile> added, List<DataFile> removed) {
    try {
      new TableCommit(hadoop, table, base.metadata()).write(base, added, removed);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("the log of " + table, e);
    }
    if ((base.version() + 1) % CHECKPOINT_INTERVAL == 0) {
      newest().ifPresent(TableVersion::checkpoint);
    }
    return true;
  }
}
