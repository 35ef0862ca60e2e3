package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
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
 * The events: one row per (event_id, account_id), partitioned by event_date and action.
 *
 * <p>Of an event's copies the stored one wins; among new ones the smallest (delivered_at,
 * source_file, record_index).
 */
public final class EventsTable {
  private EventsTable() {}

  /** The delivery time of a row's file: orders copies, and is not stored. */
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

  /** Above this many days the merge's date predicate is a range. */
  private static final int MAX_LISTED_DAYS = 400;

  /** A file of a partition is split above this size. */
  private static final long MAX_FILE_BYTES = 512L << 20;

  /**
   * What makes a row an event. A copy has the same date and action as its original: it is the same
   * record; so they may stand in the key, and rows are shuffled once, to where they are written.
   */
  private static final List<String> KEY = List.of("event_date", "action", "event_id", "account_id");

  /** What a correction names of the event that it corrects. */
  private static final String[] CORRECTED_KEY = {"event_id", "account_id"};

  /** How far around a correction's day the corrected event's day is looked for first. */
  private static final int DAYS_BEFORE = 31;

  private static final int DAYS_AFTER = 1;

  /** A row's key and the place it was read from. */
  private static final List<String> PLACE =
      List.of("event_date", "action", "event_id", "account_id", "source_file", "record_index");

  /** Whether a candidate may be in the table already; false for all of them or for none. */
  static final String MAY_BE_STORED = "may_be_stored";

  /**
   * Inserts the events that are not stored yet, in one commit.
   *
   * <p>The condition carries literal dates, so that Delta reads only the files of these days and
   * sees a concurrent writer's rows in them.
   *
   * @param candidates rows of {@link #SPEC}'s schema and {@link #DELIVERED_AT}; may hold copies
   * @param dates every event_date among them; not empty
   * @param bytesPerRow about how many stored bytes a row takes
   * @param alone whether no other writer can be at work: then dates without a row stay so, and the
   *     candidates need not be held against the table
   */
  public static void insert(
      TableStore store,
      Dataset<Row> candidates,
      SortedSet<LocalDate> dates,
      long bytesPerRow,
      boolean alone) {
    Map<String, String> settings =
        Map.of(
            // The rows come partitioned as they are written: Delta need not shuffle them again.
            "spark.databricks.delta.merge.repartitionBeforeWrite.enabled",
            "false",
            "spark.sql.requireAllClusterKeysForCoPartition",
            "false",
            "spark.databricks.delta.merge.materializeSource",
            "none",
            // What only the condition needs is no new column.
            "spark.databricks.delta.schema.autoMerge.enabled",
            "false",
            "spark.sql.files.maxRecordsPerFile",
            Long.toString(Math.max(1_000, MAX_FILE_BYTES / Math.max(1, bytesPerRow))));
    boolean mayBeStored = !alone || holdsRowsOn(store, dates);
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
   * Of the given rows' places those whose very row is stored: not a copy's.
   *
   * @param places rows with the events' key columns, source_file and record_index
   * @param dates every event_date among them; not empty
   */
  public static Dataset<Row> storedPlaces(
      TableStore store, Dataset<Row> places, SortedSet<LocalDate> dates) {
    Dataset<Row> stored =
        store
            .read(SPEC)
            .where(onDates(col("event_date"), dates))
            .select(PLACE.stream().map(name -> col(name)).toArray(Column[]::new));
    return places.join(stored, PLACE.toArray(String[]::new), "left_semi");
  }

  /**
   * The dates of the stored events that these correct.
   *
   * <p>A correction bears the time of what it corrects or one a little later, but may be of an
   * event of any day: the days around are looked through first, and all the others where one was
   * not found there.
   *
   * @param corrections events whose corrects_event_id is set
   * @param dates every event_date among them; not empty
   */
  public static SortedSet<LocalDate> datesCorrectedBy(
      TableStore store, Dataset<Row> corrections, SortedSet<LocalDate> dates) {
    Column near =
        col("event_date")
            .between(dates.first().minusDays(DAYS_BEFORE), dates.last().plusDays(DAYS_AFTER));
    Dataset<Row> stored = store.read(SPEC).select("event_id", "account_id", "event_date");
    Dataset<Row> wanted =
        corrections.select(col("corrects_event_id").as("event_id"), col("account_id")).distinct();
    Dataset<Row> found = stored.where(near).join(wanted, CORRECTED_KEY);
    Row around =
        wanted
            .join(found, CORRECTED_KEY, "left")
            .agg(collect_set(col("event_date")), count_if(col("event_date").isNull()))
            .first();
    SortedSet<LocalDate> corrected = new TreeSet<>(around.<LocalDate>getList(0));
    if (around.getLong(1) > 0) {
      stored
          .where(not(near))
          .join(wanted, CORRECTED_KEY, "left_semi")
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
            col("stored.event_id")
                .equalTo(col("found.corrects_event_id"))
                .and(col("stored.account_id").equalTo(col("found.account_id"))),
            "left_semi");
  }

  /** Keeps one row of each event: the copy that was delivered first. */
  static Dataset<Row> firstCopies(Dataset<Row> candidates) {
    Column[] key = KEY.stream().map(name -> col(name)).toArray(Column[]::new);
    return candidates
        .repartition(col("event_date"), col("action"))
        .withColumn(
            "copy",
            row_number()
                .over(
                    Window.partitionBy(key)
                        .orderBy(asc(DELIVERED_AT), asc("source_file"), asc("record_index"))))
        .where(col("copy").equalTo(1))
        .drop("copy");
  }

  private static Column sameEvent(SortedSet<LocalDate> dates) {
    Column same = onDates(col("stored.event_date"), dates);
    for (String name : KEY) {
      same = same.and(col("stored." + name).equalTo(col("found." + name)));
    }
    // A constant: where it is false Spark plans no join.
    return same.and(col("found." + MAY_BE_STORED));
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
