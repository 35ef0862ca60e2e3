package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.lit;

import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.FileVersions;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    store.describe("Find the event by its id");
    List<Row> found = events(store, List.of("event_id", "corrects_event_id"), eventId);
    return found.stream()
        .filter(row -> text(row, "event_id").equalsIgnoreCase(eventId))
        .map(event -> of(store, event, found))
        .toList();
  }

  private static EventTrace of(TableStore store, Row event, List<Row> found) {
    String source = text(event, "source_file");
    store.describe("Find the log file and the checks of the event");
    Optional<Row> file =
        newest(
            TraceRows.of(
                store,
                IngestedFilesTable.SPEC,
                Map.of("source_file", source),
                FileVersions.number(FileVersions.VERSION).equalTo(versionOf(event)),
                row -> version(row) == versionOf(event)),
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
        corrected(store, event));
  }

  private static int versionOf(Row event) {
    return Objects.requireNonNullElse(
        event.<Integer>getAs(FileVersions.OF_EVENT), FileVersions.FIRST);
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

  private static Optional<Row> corrected(TableStore store, Row event) {
    String original = text(event, "corrects_event_id");
    return original.isEmpty() || original.equalsIgnoreCase(text(event, "event_id"))
        ? Optional.empty()
        : events(store, List.of("event_id"), original).stream()
            .filter(row -> text(row, "account_id").equals(text(event, "account_id")))
            .findFirst();
  }

  /** The events with an id in one of these columns, without regard to case, by time. */
  private static List<Row> events(TableStore store, List<String> columns, String id) {
    return TraceRows.withId(store, EventsTable.SPEC, columns, id).stream().sorted(BY_TIME).toList();
  }

  /** Returns the newest check of an object of the archive. */
  private static Optional<Row> check(TableStore store, String kind, String object) {
    return newest(
        TraceRows.of(
            store,
            DigestFindingsTable.SPEC,
            Map.of("kind", kind, "object", object),
            lit(true),
            row -> true),
        "checked_at");
  }

  private static Optional<Row> newest(List<Row> rows, String time) {
    return rows.stream()
        .max(
            Comparator.comparing(
                (Row row) -> row.<Instant>getAs(time),
                Comparator.nullsFirst(Comparator.naturalOrder())));
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNullElse(row.<String>getAs(column), "");
  }
}
