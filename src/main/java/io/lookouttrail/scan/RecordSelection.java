package io.lookouttrail.scan;

import java.io.Serializable;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Selection of the records that a scan returns, by event name, and of the fields that it reads.
 *
 * <p>The fields that identify a call (source, name, time, type, category, insightDetails) are
 * always read.
 */
public final class RecordSelection implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Every record, with the fields that table {@code events} needs. */
  public static final RecordSelection EVENTS = new RecordSelection(Set.of(), null);

  private final TreeSet<String> eventNames;
  private final @Nullable TreeSet<String> fields;

  private RecordSelection(Set<String> eventNames, @Nullable Set<String> fields) {
    this.eventNames = new TreeSet<>(eventNames);
    this.fields = fields == null ? null : new TreeSet<>(fields);
  }

  /**
   * Selects records by event name, and fields.
   *
   * @param eventNames exact names; empty for every name
   * @param fields names of top-level fields as in the JSON; other fields are not parsed, and names
   *     that CloudTrail does not declare are ignored
   */
  public static RecordSelection of(Set<String> eventNames, Set<String> fields) {
    return new RecordSelection(eventNames, fields);
  }

  /** Returns the exact names of the selected events; empty for every name. */
  public Set<String> eventNames() {
    return Collections.unmodifiableSet(eventNames);
  }

  /** Returns the names of the selected fields; empty for the fields that {@code events} needs. */
  public Optional<Set<String>> fields() {
    return Optional.ofNullable(fields).map(Collections::unmodifiableSet);
  }

  boolean includesName(String eventName) {
    return eventNames.isEmpty() || eventNames.contains(eventName);
  }

  boolean includesField(RecordField field) {
    return field.isAlwaysRead()
        || (fields == null ? field.isReadForEvents() : fields.contains(field.jsonName()));
  }
}
