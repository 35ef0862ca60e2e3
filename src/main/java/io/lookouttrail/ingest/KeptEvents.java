package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.EventRows;
import io.lookouttrail.tables.EventKey;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.FileVersions;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The events of a batch that are stored: the first delivered copy of each event that is not stored
 * yet, as {@link EventsTable#insert} chooses them.
 */
final class KeptEvents {
  /** The columns of a stored event that this reads. */
  static final List<String> STORED_COLUMNS =
      List.of(
          "event_date",
          "action",
          "event_id",
          "account_id",
          "source_file",
          FileVersions.OF_EVENT,
          "record_index");

  private static final Comparator<Row> DELIVERY =
      Comparator.comparing(
              (Row row) -> row.<Instant>getAs(EventsTable.DELIVERED_AT),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(row -> UTF8String.fromString(row.getAs("source_file")))
          .thenComparing(row -> row.<Integer>getAs("record_index"));

  /** An event and the record from which it was read. */
  private record Place(
      EventKey key, String eventId, String sourceFile, int version, int recordIndex) {
    static Place of(Row event) {
      Integer version = event.getAs(FileVersions.OF_EVENT);
      return new Place(
          EventKey.of(event),
          event.getAs("event_id"),
          event.getAs("source_file"),
          Objects.requireNonNullElse(version, FileVersions.FIRST),
          event.<Integer>getAs("record_index"));
    }
  }

  private final Set<EventKey> storedKeys = new HashSet<>();
  private final Set<Place> storedPlaces = new HashSet<>();
  private final Map<EventKey, Row> firsts = new LinkedHashMap<>();
  private final Map<String, Long> rowsOfFiles = new HashMap<>();

  /** Notes an event that is stored already. */
  void addStored(Row event) {
    storedKeys.add(EventKey.of(event));
    storedPlaces.add(Place.of(event));
  }

  /**
   * Chooses among the batch's events, after all stored ones were added.
   *
   * @param candidates rows of {@link EventRows#SCHEMA}; may hold copies
   */
  void choose(Collection<Row> candidates) {
    for (Row candidate : candidates) {
      EventKey key = EventKey.of(candidate);
      if (!storedKeys.contains(key)) {
        firsts.merge(
            key, candidate, (one, other) -> DELIVERY.compare(one, other) <= 0 ? one : other);
      } else if (storedPlaces.contains(Place.of(candidate))) {
        // A run that was killed has stored it, and its file is not in the ledger yet.
        count(candidate);
      }
    }
    firsts.values().forEach(this::count);
  }

  private void count(Row event) {
    rowsOfFiles.merge(event.getAs("source_file"), 1L, Long::sum);
  }

  /** The events to store. */
  Collection<Row> rows() {
    return firsts.values();
  }

  /** How many stored events come from a file of the batch. */
  long rowsOf(String sourceFile) {
    return rowsOfFiles.getOrDefault(sourceFile, 0L);
  }
}
