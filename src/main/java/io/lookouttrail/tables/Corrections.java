package io.lookouttrail.tables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Events that correct others: what the view {@code events_current} leaves out, without Spark. */
public final class Corrections {
  /** Columns of a row that {@link #add} reads. */
  public static final List<String> COLUMNS = List.of("account_id", "event_id", "corrects_event_id");

  private record Corrected(String accountId, String lowerId) {}

  private final Map<Corrected, Set<String>> correctingIds = new HashMap<>();

  /** Adds an event; has no effect if it corrects none. */
  public void add(Row event) {
    String corrected = event.getAs("corrects_event_id");
    if (corrected != null) {
      correctingIds
          .computeIfAbsent(
              new Corrected(event.getAs("account_id"), EventKey.lower(corrected)),
              key -> new HashSet<>())
          .add(EventKey.lower(event.getAs("event_id")));
    }
  }

  /** Whether no other event corrects this one. */
  public boolean isCurrent(Row event) {
    String id = EventKey.lower(event.getAs("event_id"));
    return correctingIds
        .getOrDefault(new Corrected(event.getAs("account_id"), id), Set.of())
        .stream()
        .allMatch(id::equals);
  }
}
