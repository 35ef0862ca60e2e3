package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.CellOrder;
import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultColumn;
import io.lookouttrail.reports.memory.ResultRow;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.query.ContradictedChecks;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportQuery;
import io.lookouttrail.reports.query.SqlText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Table of all digests and log files of the report's months that failed validation, by account,
 * Region and day. The findings list each object, up to {@code subjects_per_rule}; the table shows
 * what ties many of them together.
 */
record ContradictedFiles(ReportOptions options) {

  ReportQuery query() {
    return new ReportQuery(
            "contradicted_files",
            "Files contradicted by digests, by account, Region and day",
            List.of(
                "All digests and log files that failed validation, by the UTC day of their start."
                    + " The prefix is the folder that their names share."),
            SQL.formatted(
                ContradictedChecks.SQL,
                SqlText.day(options.lastDay()),
                SqlText.day(options.firstDay())))
        .inMemory(this::inMemory);
  }

  /**
   * Two trails may name the same file, so each object is one row first. The arguments are the
   * condition of a contradicted object, and the last and the first day of the report's months.
   */
  private static final String SQL =
      """
      WITH objects AS (
        SELECT account_id, region, object, min(state) AS state, min(start) AS start
        FROM (SELECT *, coalesce(start_time, end_time, checked_at) AS start FROM {states}
          WHERE %s)
        WHERE to_date(start) <= %s AND greatest(to_date(start),
          to_date(coalesce(end_time, start) - INTERVAL 1 SECOND)) >= %s
        GROUP BY account_id, region, object),
      by_state AS (
        SELECT account_id, region, to_date(start) AS day, state, count(*) AS files,
          collect_set(date_trunc('HOUR', start)) AS hours,
          min(object) AS first_object, max(object) AS last_object
        FROM objects
        GROUP BY account_id, region, to_date(start), state),
      by_day AS (
        SELECT account_id, region, day, sum(files) AS files,
          sort_array(collect_list(struct(-files AS fewer, state))) AS states,
          array_distinct(flatten(collect_list(hours))) AS hours,
          min(first_object) AS first_object, max(last_object) AS last_object
        FROM by_state
        GROUP BY account_id, region, day),
      parts AS (
        SELECT *, split(first_object, '/') AS first, split(last_object, '/') AS last FROM by_day),
      folders AS (
        SELECT *, array_join(transform(slice(first, 1, array_max(filter(
          sequence(0, least(size(first), size(last)) - 1),
          n -> slice(first, 1, n) = slice(last, 1, n)))), part -> concat(part, '/')), '') AS folder
        FROM parts)
      SELECT account_id, region, day, files,
        array_join(transform(states, one -> concat(one.state, ' ', -one.fewer)), ', ') AS states,
        IF(size(hours) = 1,
          concat(date_format(hours[0], 'HH'), ':00 to ',
            lpad(CAST(hour(hours[0]) + 1 AS STRING), 2, '0'), ':00'),
          concat(size(hours), ' hours')) AS hours,
        folder AS common_prefix, first_object, last_object
      FROM folders
      ORDER BY files DESC, account_id, region, day""";

  private record ObjectKey(@Nullable String accountId, @Nullable String region, String object) {}

  /** The state and the start of an object; of several, the first of each. */
  private record Found(String state, Instant start) {
    Found and(Found other) {
      return new Found(
          CellOrder.TEXT.compare(state, other.state) <= 0 ? state : other.state,
          start.isAfter(other.start) ? other.start : start);
    }
  }

  private record Place(@Nullable String accountId, @Nullable String region, LocalDate day) {}

  /** The objects of an account, Region and day. */
  private static final class Day {
    private final Map<String, Long> states = new TreeMap<>(CellOrder.TEXT);
    private final TreeSet<Instant> hours = new TreeSet<>();
    private final TreeSet<String> objects = new TreeSet<>(CellOrder.TEXT);

    void add(String object, Found found) {
      states.merge(found.state(), 1L, Long::sum);
      hours.add(found.start().truncatedTo(ChronoUnit.HOURS));
      objects.add(object);
    }

    ResultRow row(Place place) {
      return ResultRow.of(
          place.accountId(),
          place.region(),
          place.day(),
          (long) objects.size(),
          statesText(),
          hoursText(),
          folder(objects.first(), objects.last()),
          objects.first(),
          objects.last());
    }

    private String statesText() {
      return states.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .map(state -> state.getKey() + " " + state.getValue())
          .collect(Collectors.joining(", "));
    }

    private String hoursText() {
      if (hours.size() > 1) {
        return hours.size() + " hours";
      }
      LocalTime hour = LocalTime.ofInstant(hours.first(), ZoneOffset.UTC);
      return "%s to %02d:00".formatted(hour, hour.getHour() + 1);
    }
  }

  private ResultRows inMemory(ReportMemory memory) {
    Map<Place, Day> days = new HashMap<>();
    objects(memory)
        .forEach(
            (key, found) ->
                days.computeIfAbsent(
                        new Place(key.accountId(), key.region(), day(found.start())),
                        place -> new Day())
                    .add(key.object(), found));
    List<ResultRow> rows = new ArrayList<>();
    days.forEach((place, objects) -> rows.add(objects.row(place)));
    ResultRows byPlace = new ResultRows(COLUMNS, rows).orderedBy("account_id", "region", "day");
    int files = COLUMNS.indexOf(FILES);
    return new ResultRows(
        COLUMNS,
        byPlace.rows().stream()
            .sorted(
                Comparator.comparing(
                    row -> row.cells().get(files), CellOrder.NULLS_FIRST.reversed()))
            .toList());
  }

  private Map<ObjectKey, Found> objects(ReportMemory memory) {
    Map<ObjectKey, Found> objects = new HashMap<>();
    for (DigestCheck check : memory.checks()) {
      Instant start = check.start();
      if (check.isContradicted() && start != null && check.object() != null && isOfMonths(check)) {
        objects.merge(
            new ObjectKey(check.accountId(), check.region(), check.object()),
            new Found(Objects.requireNonNull(check.state()), start),
            Found::and);
      }
    }
    return objects;
  }

  private boolean isOfMonths(DigestCheck check) {
    LocalDate first = check.firstDay();
    LocalDate last = check.lastDay();
    return first != null
        && last != null
        && !first.isAfter(options.lastDay())
        && !last.isBefore(options.firstDay());
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** Returns the folder that two names share, with the slash at its end; empty for none. */
  static String folder(String first, String last) {
    int same = 0;
    while (same < Math.min(first.length(), last.length())
        && first.charAt(same) == last.charAt(same)) {
      same++;
    }
    return first.substring(0, first.lastIndexOf('/', same - 1) + 1);
  }

  private static final ResultColumn FILES = new ResultColumn("files", Column.Type.WHOLE);

  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("account_id", Column.Type.TEXT),
          new ResultColumn("region", Column.Type.TEXT),
          new ResultColumn("day", Column.Type.DAY),
          FILES,
          new ResultColumn("states", Column.Type.TEXT),
          new ResultColumn("hours", Column.Type.TEXT),
          new ResultColumn("common_prefix", Column.Type.TEXT),
          new ResultColumn("first_object", Column.Type.TEXT),
          new ResultColumn("last_object", Column.Type.TEXT));
}
