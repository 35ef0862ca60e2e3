package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.asc_nulls_last;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code events}: one row per (event_id, account_id), partitioned by event_date and
 * action.
 *
 * <p>If an event has several copies, the stored one stays. Among new copies, the one with the
 * smallest (delivered_at, source_file, record_index) is stored; files without a date in their key
 * come last.
 */
public final class EventsTable {
  private EventsTable() {}

  /** The column with the delivery time in a row's key: orders copies and is not stored. */
  public static final String DELIVERED_AT = "delivered_at";

  public static final TableSpec SPEC =
      new TableSpec(
          "events",
          EventColumns.SCHEMA,
          List.of("event_date", "action"),
          List.of(
              "event_time",
              "event_source",
              "region",
              "account_id",
              "actor",
              "access_key_id",
              "role_arn",
              "source_ip",
              "call_class",
              "project_name",
              "outcome",
              "corrects_event_id"));

  /** The fields of an element of {@code resources}. */
  public static final StructType RESOURCE = EventColumns.RESOURCE;

  /** The most days that the merge lists; for more its date predicate is a range. */
  private static final int MAX_LISTED_DAYS = 400;

  /** The size above which a file of a partition is split. */
  private static final long MAX_FILE_BYTES = 512L << 20;

  /**
   * The key of an event. A copy is the same record and has the same date and action; with these in
   * the key, rows are shuffled once, by the partition to which they are written.
   */
  private static final List<String> KEY = List.of("event_date", "action", "event_id", "account_id");

  private static final String EVENT_ID = "event_id";

  /** The columns by which a correction refers to the event that it corrects. */
  private static final String[] CORRECTED_KEY = {EVENT_ID, "account_id"};

  /** The days before and after a correction that are searched first for the corrected event. */
  private static final int DAYS_BEFORE = 31;

  private static final int DAYS_AFTER = 1;

  /** An event's key and the record from which it was read. */
  private static final List<String> PLACE =
      List.of(
          "event_date",
          "action",
          "event_id",
          "account_id",
          "source_file",
          FileVersions.OF_EVENT,
          "record_index");

  /** The column that says whether a candidate may be stored already; the same in every row. */
  static final String MAY_BE_STORED = "may_be_stored";

  /**
   * Inserts the events that are not stored yet, in one commit.
   *
   * <p>The condition has literal dates. Delta therefore reads only the files of these days, and
   * detects a concurrent writer's rows in them.
   *
   * @param candidates rows of {@link #SPEC}'s schema and {@link #DELIVERED_AT}; may hold copies
   * @param dates every event_date among them; not empty
   * @param bytesPerRow approximate stored size of a row
   * @param exclusive whether no other writer can be active: then dates that have no row keep none,
   *     and the candidates need no comparison with the table
   */
  public static void insert(
      TableStore store,
      Dataset<Row> candidates,
      SortedSet<LocalDate> dates,
      long bytesPerRow,
      boolean exclusive) {
    Map<String, String> settings =
        Map.of(
            // The rows are partitioned as they are written, and Delta need not shuffle them again.
            "spark.databricks.delta.merge.repartitionBeforeWrite.enabled",
            "false",
            "spark.sql.requireAllClusterKeysForCoPartition",
            "false",
            "spark.databricks.delta.merge.materializeSource",
            "none",
            // The column that only the condition needs must not be added to the table.
            "spark.databricks.delta.schema.autoMerge.enabled",
            "false",
            "spark.sql.files.maxRecordsPerFile",
            Long.toString(Math.max(1_000, MAX_FILE_BYTES / Math.max(1, bytesPerRow))));
    boolean mayBeStored = !exclusive || holdsRowsOn(store, dates);
    Dataset<Row> firsts =
        firstCopies(candidates).drop(DELIVERED_AT).withColumn(MAY_BE_STORED, lit(mayBeStored));
    SessionSettings.runWithSettings(
        store.spark(),
        settings,
        () ->
            store
                .open(SPEC)
                .as("stored")
                .merge(firsts.as("found"), sameEvent(dates))
                .whenNotMatched()
                .insertAll()
                .execute());
  }

  private static boolean holdsRowsOn(TableStore store, SortedSet<LocalDate> dates) {
    return !store.isUntouched(SPEC)
        && store.read(SPEC).where(onDates(col("event_date"), dates)).inputFiles().length > 0;
  }

  /**
   * Those of the given records whose own row is stored, and not a copy's row.
   *
   * @param places rows with the events' key columns, source_file, source_version and record_index
   * @param dates every event_date among them; not empty
   */
  public static Dataset<Row> storedPlaces(
      TableStore store, Dataset<Row> places, SortedSet<LocalDate> dates) {
    Dataset<Row> stored =
        store
            .read(SPEC)
            .where(onDates(col("event_date"), dates))
            .withColumn(
                FileVersions.OF_EVENT,
                coalesce(col(FileVersions.OF_EVENT), lit(FileVersions.FIRST)))
            .select(PLACE.stream().map(name -> col(name)).toArray(Column[]::new));
    return places.join(stored, PLACE.toArray(String[]::new), "left_semi");
  }

  /**
   * The dates of the stored events that these correct.
   *
   * <p>A correction has the time of the corrected event or a slightly later one, but it may correct
   * an event of any day. The search begins with the days around it and reads all other days only if
   * an event is not found there.
   *
   * @param corrections events whose corrects_event_id is set
   * @param dates every event_date among them; not empty
   */
  public static SortedSet<LocalDate> datesCorrectedBy(
      TableStore store, Dataset<Row> corrections, SortedSet<LocalDate> dates) {
    Column near =
        col("event_date")
            .between(dates.first().minusDays(DAYS_BEFORE), dates.last().plusDays(DAYS_AFTER));
    Dataset<Row> stored =
        store
            .read(SPEC)
            .select(lower(col(EVENT_ID)).as(EVENT_ID), col("account_id"), col("event_date"));
    Dataset<Row> keys =
        corrections
            .select(lower(col("corrects_event_id")).as(EVENT_ID), col("account_id"))
            .distinct();
    Dataset<Row> found = stored.where(near).join(keys, CORRECTED_KEY);
    Row around =
        keys.join(found, CORRECTED_KEY, "left")
            .agg(collect_set(col("event_date")), count_if(col("event_date").isNull()))
            .first();
    SortedSet<LocalDate> corrected = new TreeSet<>(around.<LocalDate>getList(0));
    if (around.getLong(1) > 0) {
      stored
          .where(not(near))
          .join(keys, CORRECTED_KEY, "left_semi")
          .select("event_date")
          .distinct()
          .collectAsList()
          .forEach(row -> corrected.add(row.getLocalDate(0)));
    }
    return corrected;
  }

  /**
   * The stored events that these correct.
   *
   * @param corrections events whose corrects_event_id is set
   * @param dates as {@link #datesCorrectedBy} gives them; not empty
   */
  public static Dataset<Row> correctedBy(
      TableStore store, Dataset<Row> corrections, SortedSet<LocalDate> dates) {
    return correctedBy(store.read(SPEC).where(onDates(col("event_date"), dates)), corrections);
  }

  private static Dataset<Row> correctedBy(Dataset<Row> stored, Dataset<Row> corrections) {
    return stored
        .as("stored")
        .join(
            corrections.select("corrects_event_id", "account_id").as("found"),
            lower(col("stored.event_id"))
                .equalTo(lower(col("found.corrects_event_id")))
                .and(col("stored.account_id").equalTo(col("found.account_id"))),
            "left_semi");
  }

  /** The first delivered copy of each event. */
  static Dataset<Row> firstCopies(Dataset<Row> candidates) {
    Column[] key = KEY.stream().map(name -> comparable(name, col(name))).toArray(Column[]::new);
    return candidates
        .repartition(col("event_date"), col("action"))
        .withColumn(
            "copy",
            row_number()
                .over(
                    Window.partitionBy(key)
                        .orderBy(
                            asc_nulls_last(DELIVERED_AT), asc("source_file"), asc("record_index"))))
        .where(col("copy").equalTo(1))
        .drop("copy");
  }

  private static Column sameEvent(SortedSet<LocalDate> dates) {
    Column same = onDates(col("stored.event_date"), dates);
    for (String name : KEY) {
      same =
          same.and(
              comparable(name, col("stored." + name))
                  .equalTo(comparable(name, col("found." + name))));
    }
    // A constant: if it is false, Spark plans no join.
    return same.and(col("found." + MAY_BE_STORED));
  }

  /** Event ids are UUIDs and compared without regard to case; they are stored as delivered. */
  private static Column comparable(String name, Column value) {
    return name.equals(EVENT_ID) ? lower(value) : value;
  }

  static Column onDates(Column date, SortedSet<LocalDate> dates) {
    if (dates.isEmpty()) {
      throw new IllegalArgumentException("no date");
    }
    return dates.size() <= MAX_LISTED_DAYS
        ? date.isin(dates.stream().toArray())
        : date.between(dates.first(), dates.last());
  }
}
