package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.tables.direct.DirectTable;
import io.lookouttrail.tables.direct.TableVersion;
import io.lookouttrail.tables.lock.CommitGuard;
import io.lookouttrail.tables.lock.TablesFolderLock;
import io.lookouttrail.tables.lock.WriterLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructField;

/**
 * The folder of the Delta tables. Creates and opens tables, and refuses tables that a newer version
 * of the product, or another program, has written.
 */
public final class TableStore {
  private final SparkAccess spark;
  private final Path root;

  /** Names of the tables that this object has created or brought up to date. */
  private final Set<String> opened = new HashSet<>();

  /**
   * Describes the folder without creating it.
   *
   * @param root a local path or a Hadoop URI; need not exist yet
   */
  public TableStore(SparkAccess spark, String root) {
    this.spark = spark;
    this.root = qualified(spark.hadoop(), root);
  }

  /** Describes the folder for a session that runs, without creating it. */
  public TableStore(SparkSession spark, String root) {
    this(SparkAccess.of(spark), root);
  }

  private static Path qualified(Configuration hadoop, String root) {
    try {
      Path path = CanonicalNames.pathOnDefaultStore(root);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      return fileSystem.makeQualified(path);
    } catch (IllegalArgumentException | IOException e) {
      throw UserError.cannot(
          "open the tables at " + root,
          String.valueOf(e.getMessage()),
          "Give --tables a local path or a URI such as s3a://bucket/tables.",
          e);
    }
  }

  /** The Spark session; starts it where it does not run yet. */
  public SparkSession spark() {
    SparkSession session = spark.session();
    // Rows have java.time values, both when they are written and when they are read.
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    return session;
  }

  /** Hadoop's settings, with those of the Spark session. */
  public Configuration hadoop() {
    return spark.hadoop();
  }

  /**
   * A setting of Spark with a number.
   *
   * @param absent the number where the setting is not given
   * @throws UserError where it is not a whole number, or is negative
   */
  public long setting(String name, long absent) {
    String text = hadoop().getTrimmed(name, Long.toString(absent));
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw badSetting(name, text);
    }
    throw badSetting(name, text);
  }

  private static UserError badSetting(String name, String text) {
    return UserError.usage(
        "use the setting " + name,
        "'" + text + "' is not a whole number from 0 on",
        "Give a number, or leave it out.");
  }

  /** Names the next Spark jobs, for Spark's list of jobs. */
  public void describe(String sentence) {
    spark.describe(sentence);
  }

  /** The tables' root as a qualified URI. */
  public String root() {
    return root.toString();
  }

  /** The qualified URI of a table, or of another folder or file under the root. */
  public String path(String name) {
    return new Path(root, name).toString();
  }

  /** The table in SQL, by its path. */
  public String sqlName(String table) {
    return "delta.`" + path(table).replace("`", "``") + "`";
  }

  public boolean exists(TableSpec table) {
    return newest(table).isPresent();
  }

  /** Whether a table does not exist or has never had a row; reads only the table's log. */
  public boolean isUntouched(TableSpec table) {
    return newest(table).map(TableVersion::version).orElse(-1L) <= 0;
  }

  /**
   * Opens a table for writing with Spark: creates it if needed, or adds the columns and comments
   * that it lacks.
   *
   * @throws UserError if a newer version of the product or another program wrote it
   */
  public DeltaTable open(TableSpec table) {
    ensure(table);
    return DeltaTable.forPath(spark(), path(table.name()));
  }

  /**
   * Makes a table ready for writing: creates it if needed, or adds the columns and comments that it
   * lacks.
   *
   * @throws UserError if a newer version of the product or another program wrote it
   */
  public void ensure(TableSpec table) {
    if (!opened.add(table.name())) {
      return;
    }
    Optional<TableVersion> stored = newest(table);
    if (stored.isEmpty()) {
      create(table);
      return;
    }
    checkLayout(table, stored.get());
    if (SchemaUpdate.isNeeded(stored.get().schema(), table)) {
      SchemaUpdate.apply(DeltaLog.forTable(spark(), path(table.name())), table);
    }
  }

  /**
   * The newest version of a table, for reading without Spark.
   *
   * @return empty where the table does not exist
   * @throws UserError if a newer version of the product wrote it
   */
  public Optional<TableVersion> readDirect(TableSpec table) {
    Optional<TableVersion> stored = newest(table);
    stored.ifPresent(version -> checkLayout(table, version));
    return stored;
  }

  /** A table for writing without Spark. */
  public DirectTable direct(TableSpec table) {
    return new DirectTable(hadoop(), path(table.name()), table.layout());
  }

  /**
   * Checks, without Spark, that a table can be read.
   *
   * @throws UserError if it does not exist, or if a newer version of the product wrote it
   */
  public void requireReadable(TableSpec table) {
    checkLayout(
        table,
        newest(table)
            .orElseThrow(
                () ->
                    UserError.cannot(
                        "read the tables at " + root(),
                        "there is no table " + table.name(),
                        "Point --tables at a folder that 'lookout-trail ingest' has written.")));
  }

  /**
   * The newest version of a table.
   *
   * @throws UserError if it does not exist, or if a newer version of the product wrote it
   */
  public Dataset<Row> read(TableSpec table) {
    requireReadable(table);
    return withDeclaredColumns(table, spark().read().format("delta").load(path(table.name())));
  }

  /**
   * A version of a table.
   *
   * @throws UserError if a newer version of the product wrote the table, or if the version was
   *     removed
   */
  public Dataset<Row> read(TableSpec table, long version) {
    newest(table).ifPresent(stored -> checkLayout(table, stored));
    try {
      return withDeclaredColumns(
          table,
          spark().read().format("delta").option("versionAsOf", version).load(path(table.name())));
    } catch (RuntimeException e) {
      throw UserError.cannot(
          "read version %d of the table %s".formatted(version, path(table.name())),
          "the version does not exist or was removed",
          "Choose a newer run; 'lookout-trail maintain --retain' says how long versions are kept.",
          e);
    }
  }

  /**
   * Adds the columns that rows of an earlier version of the product lack; their values are null.
   */
  private static Dataset<Row> withDeclaredColumns(TableSpec table, Dataset<Row> rows) {
    Set<String> stored = Set.of(rows.columns());
    Dataset<Row> whole = rows;
    for (StructField field : table.schema().fields()) {
      if (!stored.contains(field.name())) {
        whole = whole.withColumn(field.name(), lit(null).cast(field.dataType()));
      }
    }
    return whole;
  }

  /** The number of a table's newest version; empty where the table does not exist. */
  public OptionalLong version(TableSpec table) {
    return newest(table).stream().mapToLong(TableVersion::version).findFirst();
  }

  /**
   * Acquires the lock that admits one writer at a time to the tables.
   *
   * @param holder describes this run to another one that waits for the lock
   * @param wait how long to wait for another writer
   * @throws UserError naming the holder, if another writer still has it after that time
   */
  public WriterLock lock(String holder, Duration wait, Clock clock) {
    return new TablesFolderLock(root, hadoop(), clock, WriterLock.Sleeper.REAL)
        .acquire(holder, wait);
  }

  /** The total size of a folder under the root, in bytes. */
  public long storedBytes(String folder) {
    try {
      return fileSystem().getContentSummary(new Path(path(folder))).getLength();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder under the root, if it exists. */
  public void delete(String folder) {
    opened.remove(folder);
    try {
      fileSystem().delete(new Path(path(folder)), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<TableVersion> newest(TableSpec table) {
    Optional<TableVersion> newest = TableVersion.newest(hadoop(), path(table.name()));
    CommitGuard.seen(root, table.name(), newest.map(TableVersion::version).orElse(-1L));
    return newest;
  }

  public FileSystem fileSystem() {
    try {
      return root.getFileSystem(hadoop());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create(TableSpec table) {
    if (holdsFiles(table)) {
      throw TableProperties.notOurs(path(table.name()));
    }
    direct(table).create(TableProperties.of(table));
  }

  private void checkLayout(TableSpec table, TableVersion version) {
    TableProperties.check(path(table.name()), version);
  }

  /**
   * Whether the folder of a new table has data in it already; an empty Delta log does not count.
   */
  private boolean holdsFiles(TableSpec table) {
    Path folder = new Path(path(table.name()));
    try {
      return fileSystem().exists(folder)
          && Arrays.stream(fileSystem().listStatus(folder))
              .map(child -> child.getPath().getName())
              .anyMatch(name -> !name.startsWith("_") && !name.startsWith("."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
