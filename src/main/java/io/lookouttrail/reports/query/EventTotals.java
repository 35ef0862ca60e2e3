package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Change;
import io.lookouttrail.reports.memory.FileCalls;
import io.lookouttrail.reports.memory.PastCalls;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Counts events in memory by what a report groups them by: the plain code beside the Spark queries
 * of {@link ReportRows}. Not safe for several threads; each has its own, and {@link #merge} joins
 * them.
 */
final class EventTotals {
  /** The columns of an event of both periods. */
  static final List<String> COLUMNS =
      Stream.concat(
              CallCube.DIMENSIONS.stream().filter(name -> !name.equals("session")),
              Stream.of(
                  "session_name",
                  "principal_id",
                  "event_source",
                  "event_time",
                  "event_id",
                  "source_file",
                  "record_index",
                  "ingested_at"))
          .toList();

  /** The columns of an event before both periods. */
  static final List<String> PAST_COLUMNS =
      Stream.concat(
              ReportRows.HISTORY_KEYS.stream(),
              Stream.of("event_source", "event_date", "event_time", "event_id"))
          .toList();

  /** An event that another one corrects. */
  record Corrected(String accountId, String eventId) {}

  /** The number of some events, and the times of the first and the last. */
  private static final class Tally {
    private long calls;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void add(long more, Instant from, Instant to) {
      calls += more;
      first = from.isBefore(first) ? from : first;
      last = to.isAfter(last) ? to : last;
    }
  }

  private final ReportPeriods periods;
  private final String eventSource;
  private final Set<Corrected> corrected;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<List<@Nullable Object>, Tally> calls = new HashMap<>();
  private final Map<List<@Nullable Object>, Tally> files = new HashMap<>();
  private final Map<List<@Nullable Object>, Tally> past = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();

  EventTotals(ReportPeriods periods, String eventSource, Set<Corrected> corrected) {
    this.periods = periods;
    this.eventSource = eventSource;
    this.corrected = corrected;
  }

  /** Returns the number of rows that are held. */
  long size() {
    return (long) calls.size() + files.size() + past.size() + changes.size();
  }

  /** Adds an event with {@link #COLUMNS}, of both periods; those of other sources are ignored. */
  void add(Row event) {
    if (!eventSource.equals(event.<String>getAs("event_source"))) {
      return;
    }
    LocalDate date = event.getAs("event_date");
    Instant time = event.getAs("event_time");
    boolean counts = counts(event);
    tally(files, key(date, event.getAs("source_file"), event.getAs("ingested_at"), counts))
        .add(1, time, time);
    if (counts) {
      tally(calls, callKey(event)).add(1, time, time);
      if (isChange(event)) {
        changes.add(change(event));
      }
    }
    if (date.isBefore(periods.firstDay())) {
      addPast(event, time, counts, false);
    }
  }

  /** Adds an event with {@link #PAST_COLUMNS}, before both periods; as above. */
  void addPast(Row event) {
    if (eventSource.equals(event.<String>getAs("event_source"))) {
      addPast(event, event.getAs("event_time"), counts(event), true);
    }
  }

  private void addPast(Row event, Instant time, boolean counts, boolean beforePeriods) {
    int keys = ReportRows.HISTORY_KEYS.size();
    @Nullable Object[] key = new @Nullable Object[keys + 2];
    for (int i = 0; i < keys; i++) {
      key[i] = event.getAs(ReportRows.HISTORY_KEYS.get(i));
    }
    key[keys] = counts;
    key[keys + 1] = beforePeriods;
    tally(past, key).add(1, time, time);
  }

  private boolean counts(Row event) {
    return corrected.isEmpty()
        || !corrected.contains(new Corrected(event.getAs("account_id"), event.getAs("event_id")));
  }

  private static @Nullable Object[] key(@Nullable Object... cells) {
    return cells;
  }

  private static @Nullable Object[] callKey(Row event) {
    @Nullable Object[] key = new @Nullable Object[CallCube.DIMENSIONS.size()];
    for (int i = 0; i < key.length; i++) {
      String name = CallCube.DIMENSIONS.get(i);
      key[i] = name.equals("session") ? session(event) : event.getAs(name);
    }
    return key;
  }

  /** Each session of temporary credentials has its own access key; others count by principal. */
  private static @Nullable String session(Row event) {
    String accessKey = event.getAs("access_key_id");
    if (Boolean.TRUE.equals(event.<Boolean>getAs("temporary_credentials"))) {
      return accessKey != null ? accessKey : event.getAs("session_name");
    }
    String principal = event.getAs("principal_id");
    return principal != null ? principal : accessKey;
  }

  /** The condition of {@link ReportRows#IS_CHANGE}. */
  private static boolean isChange(Row event) {
    return "change".equals(event.<String>getAs("call_class"))
        || "denied".equals(event.<String>getAs("outcome"))
        || "root".equals(event.<String>getAs("actor_kind"))
        || "root".equals(event.<String>getAs("credential_kind"));
  }

  private Change change(Row event) {
    return new Change(
        event.getAs("event_date"),
        event.getAs("event_time"),
        event.getAs("event_id"),
        shared(event, "actor"),
        Objects.requireNonNull(shared(event, "account_id")),
        shared(event, "region"),
        Objects.requireNonNull(shared(event, "action")),
        shared(event, "resource_arn"),
        shared(event, "outcome"),
        shared(event, "source_ip"),
        shared(event, "source_file"),
        event.getAs("record_index"));
  }

  /** Returns one object for equal texts, so that many rows need little memory. */
  private @Nullable String shared(Row event, String column) {
    return (String) shared(event.<@Nullable Object>getAs(column));
  }

  private @Nullable Object shared(@Nullable Object cell) {
    if (cell instanceof String text) {
      String first = texts.putIfAbsent(text, text);
      return first == null ? text : first;
    }
    return cell;
  }

  private Tally tally(Map<List<@Nullable Object>, Tally> tallies, @Nullable Object[] cells) {
    List<@Nullable Object> key = Arrays.asList(cells);
    Tally tally = tallies.get(key);
    if (tally == null) {
      key.replaceAll(this::shared);
      tally = new Tally();
      tallies.put(key, tally);
    }
    return tally;
  }

  /** Adds the events of another count. */
  void merge(EventTotals other) {
    merge(other.calls, calls);
    merge(other.files, files);
    merge(other.past, past);
    changes.addAll(other.changes);
  }

  private static void merge(
      Map<List<@Nullable Object>, Tally> from, Map<List<@Nullable Object>, Tally> to) {
    from.forEach(
        (key, tally) ->
            to.computeIfAbsent(key, absent -> new Tally())
                .add(tally.calls, tally.first, tally.last));
  }

  List<CallCount> calls() {
    List<CallCount> rows = new ArrayList<>(calls.size());
    calls.forEach(
        (cells, tally) -> rows.add(callCount(new GroupKey(CallCube.DIMENSIONS, cells), tally)));
    return rows;
  }

  private CallCount callCount(GroupKey key, Tally tally) {
    LocalDate date = key.date("event_date");
    return new CallCount(
        date,
        key.required("account_id"),
        key.text("region"),
        key.required("action"),
        key.text("access_level"),
        key.text("action_group"),
        key.text("call_class"),
        key.text("outcome"),
        key.text("actor"),
        key.text("actor_kind"),
        key.text("identity_type"),
        key.text("credential_kind"),
        key.flag("temporary_credentials"),
        key.text("access_key_id"),
        key.text("role_arn"),
        key.text("permission_set"),
        key.text("session"),
        key.text("caller_account_id"),
        key.flag("cross_account"),
        key.flag("mfa_authenticated"),
        key.text("federated_provider"),
        key.text("invoked_by"),
        key.text("source_ip"),
        key.text("client"),
        key.text("project_name"),
        key.text("model_version"),
        key.text("resource_arn"),
        !date.isBefore(periods.firstDay()),
        tally.calls,
        tally.first,
        tally.last);
  }

  List<FileCalls> callsByFile() {
    List<String> columns = List.of("event_date", "source_file", "ingested_at", "counts");
    List<FileCalls> rows = new ArrayList<>(files.size());
    files.forEach(
        (cells, tally) -> {
          GroupKey key = new GroupKey(columns, cells);
          rows.add(
              new FileCalls(
                  key.date("event_date"),
                  key.text("source_file"),
                  key.time("ingested_at"),
                  key.isSet("counts"),
                  tally.calls));
        });
    return rows;
  }

  List<PastCalls> history() {
    List<String> columns =
        Stream.concat(ReportRows.HISTORY_KEYS.stream(), Stream.of("counts", "before_periods"))
            .toList();
    List<PastCalls> rows = new ArrayList<>(past.size());
    past.forEach(
        (cells, tally) -> {
          GroupKey key = new GroupKey(columns, cells);
          rows.add(
              new PastCalls(
                  key.required("account_id"),
                  key.text("region"),
                  key.text("actor"),
                  key.text("actor_kind"),
                  key.text("credential_kind"),
                  key.text("role_arn"),
                  key.text("source_ip"),
                  key.required("action"),
                  key.text("outcome"),
                  key.isSet("counts"),
                  key.isSet("before_periods"),
                  tally.calls,
                  tally.first,
                  tally.last));
        });
    return rows;
  }

  List<Change> changes() {
    return changes;
  }
}
