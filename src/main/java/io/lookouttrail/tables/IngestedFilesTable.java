package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.delta.tables.DeltaMergeBuilder;
import io.lookouttrail.tables.direct.DataFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The table {@code ingested_files}, the ledger: log files that were read, with record counts. */
public final class IngestedFilesTable {
  private IngestedFilesTable() {}

  /** The column with the source_file of the stored row that a row of a merge replaces or marks. */
  private static final String REPLACES = "replaces";

  /** The columns of an entry of the index. */
  private static final List<String> INDEXED =
      List.of(
          "source_file",
          "bytes",
          "modified_at",
          "event_sources",
          "status",
          "delivered_date",
          FileVersions.VERSION,
          "superseded_at");

  public static final String STATUS_OK = "ok";
  public static final String STATUS_QUARANTINED = "quarantined";
  private static final String AFTER_FIRST_MEMBER = "after_first_member";

  /** The columns that say whether the hash of a file is known. */
  private static final List<String> HASHED =
      List.of("source_file", "bytes", "modified_at", "sha256", "superseded_at", AFTER_FIRST_MEMBER);

  public static final TableSpec SPEC =
      new TableSpec(
          "ingested_files",
          new StructType()
              .add("source_file", StringType, false, "Canonical name of the log file.")
              .add("bytes", LongType, true, "Stored size of the file.")
              .add("modified_at", TimestampType, true, "Time of the last change of the file.")
              .add("account_id", StringType, true, "Account of the file's key.")
              .add("region", StringType, true, "Region of the file's key.")
              .add(
                  "delivered_at",
                  TimestampType,
                  true,
                  "Time of delivery, from the name of the file or its day folder; without a date "
                      + "there, the newest eventTime in the file, null if it has none.")
              .add(
                  "delivered_date",
                  DateType,
                  false,
                  "UTC day of delivery; 1970-01-01 if delivered_at is null.")
              .add(
                  "event_sources",
                  createArrayType(StringType),
                  true,
                  "Sources for which the file was read.")
              .add(
                  "sha256",
                  StringType,
                  true,
                  "SHA-256 of the uncompressed bytes, lower-case hex; null if it was not "
                      + "computed.")
              .add("records", LongType, true, "Records in the file.")
              .add("kept", LongType, true, "Records whose event is stored from this file.")
              .add(
                  "duplicates", LongType, true, "Records whose event is stored from another place.")
              .add("other_sources", LongType, true, "Records of other sources.")
              .add(
                  "rejected",
                  LongType,
                  true,
                  "Records that cannot be used; each has a row in quarantine, or the file has one if "
                      + "it has no record.")
              .add(
                  "status",
                  StringType,
                  true,
                  "ok, or quarantined if the file or one of its records has a problem.")
              .add("run_id", StringType, true, "Id of the run that read the file.")
              .add("ingested_at", TimestampType, true, "Start of that run.")
              .add(
                  "oldest_event_at",
                  TimestampType,
                  true,
                  "Oldest eventTime in a file without a date in its name; null for the others.")
              .add(
                  "version",
                  IntegerType,
                  true,
                  "Number of the content of the file, from 1: it grows when the file was rewritten. "
                      + "Null means 1.")
              .add(
                  "superseded_at",
                  TimestampType,
                  true,
                  "Start of the run that found the file rewritten; null for the newest version.")
              .add("superseded_by", StringType, true, "Id of that run.")
              .add(
                  AFTER_FIRST_MEMBER,
                  StringType,
                  true,
                  "What follows the file's first gzip member: zeros, empty_member, member or "
                      + "other; null for nothing."),
          List.of("delivered_date"),
          List.of("source_file", "account_id", "region", "delivered_at", "status"));

  /**
   * Inserts or replaces the rows of files, in one commit. The stored row of a file that was
   * rewritten stays and is marked.
   *
   * @param files rows of {@link #SPEC}'s schema, one per source_file, with the columns of {@link
   *     FileVersions}
   * @param dates every delivered_date of these files, in new and in stored rows; not empty
   * @param anyStored whether some of them are in the ledger already, so that their rows are
   *     replaced
   * @param exclusive whether no other writer can be active: then new files need no comparison with
   *     the table
   */
  public static void enter(
      TableStore store,
      Dataset<Row> files,
      SortedSet<LocalDate> dates,
      boolean anyStored,
      boolean exclusive) {
    Column sameFile =
        col("stored.delivered_date")
            .between(dates.first(), dates.last())
            .and(col("stored.source_file").equalTo(col("found." + REPLACES)))
            .and(col("stored.superseded_at").isNull())
            // A constant: if it is false, Spark plans no join.
            .and(col("found." + EventsTable.MAY_BE_STORED));
    Dataset<Row> found =
        (anyStored ? replacing(files) : files.withColumn(REPLACES, col("source_file")))
            .withColumn(EventsTable.MAY_BE_STORED, lit(anyStored || !exclusive));
    DeltaMergeBuilder merge = store.open(SPEC).as("stored").merge(found.as("found"), sameFile);
    DeltaMergeBuilder both =
        anyStored
            ? merge
                .whenMatched(col("found." + FileVersions.IS_REWRITTEN))
                .update(
                    Map.of(
                        "superseded_at",
                        col("found.ingested_at"),
                        "superseded_by",
                        col("found.run_id")))
                .whenMatched()
                .updateAll()
            : merge;
    SessionSettings.runWithSettings(
        store.spark(),
        Map.of(
            "spark.databricks.delta.merge.materializeSource",
            "none",
            // The columns that only the condition needs must not be added to the table.
            "spark.databricks.delta.schema.autoMerge.enabled",
            "false"),
        () -> both.whenNotMatched().insertAll().execute());
  }

  /** Adds the file whose row each row replaces or marks; a rewritten file has a row for both. */
  private static Dataset<Row> replacing(Dataset<Row> files) {
    Column isRewritten = col(FileVersions.IS_REWRITTEN);
    Dataset<Row> marks = files.where(isRewritten).withColumn(REPLACES, col("source_file"));
    return files
        .withColumn(REPLACES, when(not(isRewritten), col("source_file")))
        .unionByName(marks);
  }

  /** The delivery time of the newest file; empty where there is none. */
  public static Optional<Instant> newestDelivery(TableStore store) {
    Optional<String> lastDay =
        store.readDirect(SPEC).stream()
            .flatMap(version -> version.files().stream())
            .map(IngestedFilesTable::day)
            .max(Comparator.naturalOrder());
    Optional<DirectRows> few =
        DirectRows.of(store, SPEC, file -> lastDay.equals(Optional.of(day(file))));
    if (few.isPresent()) {
      AtomicReference<@Nullable Instant> newest = new AtomicReference<>();
      few.get()
          .read(
              List.of("delivered_at"),
              row -> newest.accumulateAndGet(row.getInstant(0), IngestedFilesTable::later));
      return Optional.ofNullable(newest.get());
    }
    return store.exists(SPEC)
        ? Optional.ofNullable(store.read(SPEC).agg(max(col("delivered_at"))).first().getInstant(0))
        : Optional.empty();
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  /**
   * The known hashes of the files that were delivered on these days: source_file, bytes,
   * modified_at, sha256. The hash of a file with more than one gzip member says nothing about the
   * first one, so such files are left out.
   *
   * @param first first delivery day
   * @param last last delivery day, inclusive
   */
  public static Dataset<Row> hashes(TableStore store, LocalDate first, LocalDate last) {
    Dataset<Row> files =
        store.exists(SPEC)
            ? store.read(SPEC)
            : store.spark().createDataFrame(List.of(), SPEC.schema());
    return files
        .where(
            col("delivered_date")
                .between(first, last)
                .and(col("sha256").isNotNull())
                .and(FileVersions.isNewest())
                .and(col(AFTER_FIRST_MEMBER).isNull()))
        .select("source_file", "bytes", "modified_at", "sha256");
  }

  /** The known hash of a file with this size and time. */
  public record KnownHash(String sourceFile, long bytes, Instant modifiedAt, String sha256) {}

  /**
   * Reads what {@link #hashes} returns, without Spark.
   *
   * @param known receives each hash
   * @return whether the hashes were read; false, and none, where they are too many
   */
  public static boolean readHashes(
      TableStore store, LocalDate first, LocalDate last, Consumer<KnownHash> known) {
    Optional<DirectRows> few = DirectRows.of(store, SPEC, file -> isDelivered(file, first, last));
    few.ifPresent(
        rows ->
            rows.read(
                HASHED,
                row -> {
                  if (row.getAs("sha256") != null
                      && row.getAs("superseded_at") == null
                      && row.getAs(AFTER_FIRST_MEMBER) == null) {
                    known.accept(
                        new KnownHash(
                            row.getAs("source_file"),
                            row.<Long>getAs("bytes"),
                            row.getAs("modified_at"),
                            row.getAs("sha256")));
                  }
                }));
    return few.isPresent();
  }

  /**
   * The ledger's entries of the files that were delivered on these days.
   *
   * @param first first delivery day
   * @param last last delivery day, inclusive
   */
  public static LedgerIndex index(TableStore store, LocalDate first, LocalDate last) {
    return index(
        store, file -> isDelivered(file, first, last), col("delivered_date").between(first, last));
  }

  /** The ledger's entries of all files. */
  public static LedgerIndex index(TableStore store) {
    return index(store, file -> true, lit(true));
  }

  private static LedgerIndex index(TableStore store, Predicate<DataFile> files, Column chosen) {
    LedgerIndex index = new LedgerIndex();
    if (store.isUntouched(SPEC)) {
      return index;
    }
    Optional<DirectRows> few = DirectRows.of(store, SPEC, files);
    if (few.isPresent()) {
      few.get().read(INDEXED, row -> add(row, index));
    } else {
      store
          .read(SPEC)
          .where(chosen.and(FileVersions.isNewest()))
          .select(INDEXED.stream().map(name -> col(name)).toArray(Column[]::new))
          .toLocalIterator()
          .forEachRemaining(row -> add(row, index));
    }
    return index;
  }

  private static void add(Row row, LedgerIndex index) {
    if (!row.isNullAt(row.fieldIndex("superseded_at"))) {
      return;
    }
    index.add(
        row.getAs("source_file"),
        new LedgerIndex.Entry(
            row.<Long>getAs("bytes"),
            row.getAs("modified_at"),
            row.<String>getList(row.fieldIndex("event_sources")),
            STATUS_QUARANTINED.equals(row.<String>getAs("status")),
            row.getAs("delivered_date")));
    if (FileVersions.number(row) > FileVersions.FIRST) {
      index.noteRewritten();
    }
  }

  /** Whether a file of the table has the rows of one of these days. */
  public static boolean isDelivered(DataFile file, LocalDate first, LocalDate last) {
    LocalDate day = LocalDate.parse(day(file));
    return !day.isBefore(first) && !day.isAfter(last);
  }

  private static String day(DataFile file) {
    return String.valueOf(file.partition().get("delivered_date"));
  }
}
