package io.lookouttrail.scan;

import java.io.Serializable;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which records of the wanted sources a scan hands out, and which of their fields it reads.
 *
 * <p>The fields that tell whether a record is a call, and of what (source, name, time, type,
 * category), are always read.
 */
public final class RecordSelection implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Every record, with the fields that events are made of. */
  public static final RecordSelection EVENTS = new RecordSelection(Set.of(), null);

  private final TreeSet<String> eventNames;
  private final @Nullable TreeSet<String> fields;

  private RecordSelection(Set<String> eventNames, @Nullable Set<String> fields) {
    this.eventNames = new TreeSet<>(eventNames);
    this.fields = fields == null ? null : new TreeSet<>(fields);
  }

  /**
   * The records of some calls, with some of their fields.
   *
   * @param eventNames exact names; none means every call
   * @param fields top-level fields as records spell them; of others nothing is parsed, and those
   *     that CloudTrail does not declare are not read
   */
  public static RecordSelection of(Set<String> eventNames, Set<String> fields) {
    return new RecordSelection(eventNames, fields);
  }

  /** The calls that are wanted, by exact name; empty means every call. */
  public Set<String> eventNames() {
    return Collections.unmodifiableSet(eventNames);
  }

  /** The fields asked for by name; empty where it is those that events are made of. */
  public Optional<Set<String>> fields() {
    return Optional.ofNullable(fields).map(Collections::unmodifiableSet);
  }

  boolean wantsName(String eventName) {
    return eventNames.isEmpty() || eventNames.contains(eventName);
  }

  boolean reads(RecordField field) {
    return field.isOfKey()
        || (fields == null ? field.isOfEvents() : fields.contains(field.jsonName()));
  }
}
