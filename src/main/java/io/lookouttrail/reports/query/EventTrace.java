package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One event, and all that the tables know of where it comes from. Every row has its table's
 * columns, by name.
 *
 * @param event its row of events
 * @param file the ledger's row of the file that it was read from
 * @param logCheck the newest row of digest_findings on that file; empty where no check saw it
 * @param digestCheck the newest row on the digest that names the file
 * @param correctedBy the events that correct it, the oldest first
 * @param corrects the event that it corrects, where that is stored
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
   * Looks an event up.
   *
   * @return a trace for each event of that id: mostly one, none where the id is unknown
   * @throws io.lookouttrail.run.UserError where there are no tables
   */
  public static List<EventTrace> of(TableStore store, String eventId) {
    store.spark().sparkContext().setJobDescription("Look the event up");
    Dataset<Row> events = store.read(EventsTable.SPEC);
    List<Row> found =
        rows(events, col("event_id").equalTo(eventId).or(correction().equalTo(eventId)));
    List<Row> wanted = found.stream().filter(row -> text(row, "event_id").equals(eventId)).toList();
    return wanted.stream().map(event -> of(store, events, event, found)).toList();
  }

  private static EventTrace of(
      TableStore store, Dataset<Row> events, Row event, List<Row> withItsId) {
    String source = text(event, "source_file");
    store.spark().sparkContext().setJobDescription("Look its file up");
    Optional<Row> file = newest(store, IngestedFilesTable.SPEC, fileIs(source), "ingested_at");
    Optional<Row> log = check(store, "log", source);
    return new EventTrace(
        event,
        file,
        log,
        log.map(check -> text(check, "digest"))
            .filter(digest -> !digest.isEmpty())
            .flatMap(digest -> check(store, "digest", digest)),
        withItsId.stream().filter(other -> isCorrection(other, event)).toList(),
        corrected(events, event));
  }

  private static boolean isCorrection(Row other, Row of) {
    return text(of, "event_id").equals(text(other, "corrects_event_id"))
        && !text(other, "event_id").equals(text(of, "event_id"))
        && text(other, "account_id").equals(text(of, "account_id"));
  }

  private static Optional<Row> corrected(Dataset<Row> events, Row event) {
    String original = text(event, "corrects_event_id");
    return original.isEmpty() || original.equals(text(event, "event_id"))
        ? Optional.empty()
        : rows(events, col("event_id").equalTo(original)).stream()
            .filter(row -> text(row, "account_id").equals(text(event, "account_id")))
            .findFirst();
  }

  /**
   * The whole rows of a few events. Only the keys of all events are read; the rows themselves, with
   * the records' text, only from where these are.
   */
  private static List<Row> rows(Dataset<Row> events, Column which) {
    List<Row> places =
        events.where(which).select("event_date", "action").distinct().collectAsList();
    return places.stream()
        .map(
            place ->
                col("event_date")
                    .equalTo(lit(place.getLocalDate(0)))
                    .and(col("action").equalTo(place.getString(1))))
        .reduce(Column::or)
        .map(where -> events.where(where.and(which)).collectAsList().stream())
        .stream()
        .flatMap(Function.identity())
        .sorted(BY_TIME)
        .toList();
  }

  private static Column correction() {
    return col("corrects_event_id");
  }

  private static Column fileIs(String source) {
    return col("source_file").equalTo(source);
  }

  /** The newest check of an object of the archive. */
  private static Optional<Row> check(TableStore store, String kind, String object) {
    return newest(
        store,
        DigestFindingsTable.SPEC,
        col("kind").equalTo(kind).and(col("object").equalTo(object)),
        "checked_at");
  }

  private static Optional<Row> newest(
      TableStore store, TableSpec table, Column which, String time) {
    return store.exists(table)
        ? store
            .read(table)
            .where(which)
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
