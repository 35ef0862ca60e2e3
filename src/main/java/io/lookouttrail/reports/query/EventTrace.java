package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.FileVersions;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One event and its provenance in the tables. Every row has the columns of its table, by name.
 *
 * @param event its row in the table of events
 * @param file the row of {@code ingested_files} of the log file that holds the event, in the
 *     version that the event was read from
 * @param logCheck the newest row of {@code digest_findings} on that file; empty where it was never
 *     checked
 * @param digestCheck the newest row of {@code digest_findings} on the digest that names the file
 * @param correctedBy the events that correct this one, the oldest first
 * @param corrects the event that this one corrects; empty where that is not stored
 */
public record EventTrace(
    Row event,
    Optional<Row> file,
    Optional<Row> logCheck,
    Optional<Row> digestCheck,
    List<Row> correctedBy,
    Optional<Row> corrects) {
  public EventTrace {
    correctedBy = List.copyOf(correctedBy);
  }

  private static final Comparator<Row> BY_TIME =
      Comparator.comparing((Row row) -> row.<Instant>getAs("event_time"))
          .thenComparing(row -> text(row, "account_id"))
          .thenComparing(row -> text(row, "event_id"))
          .thenComparing(row -> text(row, "action"));

  /**
   * Finds an event by its id, without regard to case.
   *
   * @return a trace for each event with that id: usually one; none where the id is unknown
   * @throws io.lookouttrail.run.UserError where there are no tables
   */
  public static List<EventTrace> of(TableStore store, String eventId) {
    store.spark().sparkContext().setJobDescription("Find the event by its id");
    Dataset<Row> events = store.read(EventsTable.SPEC);
    List<Row> found =
        rows(events, hasId("event_id", eventId).or(hasId("corrects_event_id", eventId)));
    return found.stream()
        .filter(row -> text(row, "event_id").equalsIgnoreCase(eventId))
        .map(event -> of(store, events, event, found))
        .toList();
  }

  private static EventTrace of(TableStore store, Dataset<Row> events, Row event, List<Row> found) {
    String source = text(event, "source_file");
    store.spark().sparkContext().setJobDescription("Find the log file and the checks of the event");
    Optional<Row> file =
        newest(
            store,
            IngestedFilesTable.SPEC,
            col("source_file").equalTo(source).and(isVersion(event)),
            "ingested_at");
    Optional<Row> log = check(store, "log", source);
    return new EventTrace(
        event,
        file,
        log,
        log.map(check -> text(check, "digest"))
            .filter(digest -> !digest.isEmpty())
            .flatMap(digest -> check(store, "digest", digest)),
        found.stream().filter(other -> isCorrection(other, event)).toList(),
        corrected(events, event));
  }

  private static Column isVersion(Row event) {
    Integer version = event.getAs(FileVersions.OF_EVENT);
    return FileVersions.number(FileVersions.VERSION)
        .equalTo(Objects.requireNonNullElse(version, FileVersions.FIRST));
  }

  /** Whether the event's file was rewritten: after the event was read, or before. */
  public boolean isRewritten() {
    return file.filter(row -> version(row) > FileVersions.FIRST || isSuperseded(row)).isPresent();
  }

  /** The version of a row of {@code ingested_files}. */
  public static int version(Row file) {
    return Objects.requireNonNullElse(
        file.<Integer>getAs(FileVersions.VERSION), FileVersions.FIRST);
  }

  /** Whether a row of {@code ingested_files} is of a content that the file no longer has. */
  public static boolean isSuperseded(Row file) {
    return file.<Instant>getAs("superseded_at") != null;
  }

  private static boolean isCorrection(Row other, Row of) {
    return text(of, "event_id").equalsIgnoreCase(text(other, "corrects_event_id"))
        && !text(other, "event_id").equalsIgnoreCase(text(of, "event_id"))
        && text(other, "account_id").equals(text(of, "account_id"));
  }

  private static Optional<Row> corrected(Dataset<Row> events, Row event) {
    String original = text(event, "corrects_event_id");
    return original.isEmpty() || original.equalsIgnoreCase(text(event, "event_id"))
        ? Optional.empty()
        : rows(events, hasId("event_id", original)).stream()
            .filter(row -> text(row, "account_id").equals(text(event, "account_id")))
            .findFirst();
  }

  private static Column hasId(String column, String id) {
    return lower(col(column)).equalTo(id.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the whole rows of a few events, by time. The first query reads only the narrow key
   * columns of all events; the second reads whole rows, with the records' text, but only in the
   * partitions of the events that were found.
   */
  private static List<Row> rows(Dataset<Row> events, Column condition) {
    List<Row> partitions =
        events.where(condition).select("event_date", "action").distinct().collectAsList();
    return partitions.stream()
        .map(
            partition ->
                col("event_date")
                    .equalTo(lit(partition.<LocalDate>getAs("event_date")))
                    .and(col("action").equalTo(partition.<String>getAs("action"))))
        .reduce(Column::or)
        .map(where -> events.where(where.and(condition)).collectAsList().stream())
        .stream()
        .flatMap(Function.identity())
        .sorted(BY_TIME)
        .toList();
  }

  /** Returns the newest check of an object of the archive. */
  private static Optional<Row> check(TableStore store, String kind, String object) {
    return newest(
        store,
        DigestFindingsTable.SPEC,
        col("kind").equalTo(kind).and(col("object").equalTo(object)),
        "checked_at");
  }

  private static Optional<Row> newest(
      TableStore store, TableSpec table, Column condition, String time) {
    return store.exists(table)
        ? store
            .read(table)
            .where(condition)
            .orderBy(col(time).desc_nulls_last())
            .limit(1)
            .collectAsList()
            .stream()
            .findFirst()
        : Optional.empty();
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNullElse(row.<String>getAs(column), "");
  }
}
