package io.lookouttrail.source;

import io.lookouttrail.run.Window;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.jspecify.annotations.Nullable;

/**
 * Filters of a query, translated to the files and records that it needs.
 *
 * <p>Filters on the event's source and name are applied to each record. Filters on time, account
 * and Region only select files by their keys, so Spark applies them again to each row.
 */
final class FilterPushdown {
  /**
   * Regions of the calls of global services, such as IAM. Older trails deliver these calls in the
   * files of every Region, so a filter on these Regions cannot select folders.
   */
  private static final Set<String> REGIONS_OF_GLOBAL_SERVICES =
      Set.of("us-east-1", "us-gov-west-1", "cn-north-1", "us-iso-east-1", "us-isob-east-1");

  private final ReadOptions options;
  private final List<Filter> pushed = new ArrayList<>();
  private final List<Filter> left = new ArrayList<>();

  private final Map<String, Set<String>> selected = new LinkedHashMap<>();
  private final Map<String, LocalDate> first = new LinkedHashMap<>();
  private final Map<String, LocalDate> last = new LinkedHashMap<>();

  FilterPushdown(ReadOptions options) {
    this.options = options;
  }

  /** Adds one of the filters that are combined with AND. */
  void add(Filter filter) {
    boolean used = addValues(filter) || addTimeBounds(filter) || isAlwaysTrue(filter);
    if (used) {
      pushed.add(filter);
    }
    if (!used || !isExact(filter)) {
      left.add(filter);
    }
  }

  Filter[] pushed() {
    return pushed.toArray(Filter[]::new);
  }

  /** Returns the filters that Spark has to apply itself. */
  Filter[] leftToSpark() {
    return left.toArray(Filter[]::new);
  }

  /** Returns whether no record can match. */
  boolean isImpossible() {
    return selected.values().stream().anyMatch(Set::isEmpty) || window().isEmpty();
  }

  /** Returns the event sources to read; empty for every source. */
  Set<String> eventSources() {
    return selected.getOrDefault(ConnectorColumns.EVENT_SOURCE, Set.of());
  }

  /** Returns the event names to read; empty for every name. */
  Set<String> eventNames() {
    return selected.getOrDefault(ConnectorColumns.EVENT_NAME, Set.of());
  }

  /** Returns the window of files that can have matching records; empty if no file can. */
  Optional<Window> window() {
    // The time in a file's name can be a minute before its events.
    Optional<LocalDate> from =
        latest(
            Optional.ofNullable(first.get(ConnectorColumns.EVENT_TIME))
                .map(day -> day.minusDays(1)),
            Optional.ofNullable(first.get(ConnectorColumns.DELIVERED_AT)));
    Optional<LocalDate> eventsTo = Optional.ofNullable(last.get(ConnectorColumns.EVENT_TIME));
    Optional<LocalDate> deliveredTo = Optional.ofNullable(last.get(ConnectorColumns.DELIVERED_AT));
    Optional<LocalDate> to =
        earliest(eventsTo.map(day -> day.plusDays(options.latenessDays())), deliveredTo);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      return Optional.empty();
    }
    return Optional.of(new Window(from, to, 0, accounts(), regions()));
  }

  private Set<String> accounts() {
    return byKey(ConnectorColumns.KEY_ACCOUNT, ConnectorColumns.ACCOUNT);
  }

  private Set<String> regions() {
    boolean selectsFolders =
        selected.getOrDefault(ConnectorColumns.REGION, Set.of()).stream()
            .noneMatch(REGIONS_OF_GLOBAL_SERVICES::contains);
    return selectsFolders
        ? byKey(ConnectorColumns.KEY_REGION, ConnectorColumns.REGION)
        : selected.getOrDefault(ConnectorColumns.KEY_REGION, Set.of());
  }

  private Set<String> byKey(String keyColumn, String recordColumn) {
    Set<String> ofKey = selected.get(keyColumn);
    Set<String> ofRecord = options.trustKeys() ? selected.get(recordColumn) : null;
    if (ofKey == null || ofRecord == null) {
      return Stream.of(Optional.ofNullable(ofKey), Optional.ofNullable(ofRecord))
          .flatMap(Optional::stream)
          .findFirst()
          .orElse(Set.of());
    }
    // Without a common value no row matches. Any choice of files is right, because Spark filters
    // again.
    Set<String> both = intersection(ofKey, ofRecord);
    return both.isEmpty() ? ofKey : both;
  }

  /**
   * Returns whether the reader applies the filter to each record. In mode PERMISSIVE it returns
   * rows for bad records too, which Spark has to filter.
   */
  private boolean isExact(Filter filter) {
    String column = filter.references().length == 1 ? filter.references()[0] : "";
    return options.mode() == ReadOptions.Mode.FAILFAST
        && (column.equals(ConnectorColumns.EVENT_SOURCE)
            || column.equals(ConnectorColumns.EVENT_NAME));
  }

  /** Returns whether the filter holds for each record: all have a source and a name. */
  private boolean isAlwaysTrue(Filter filter) {
    return filter instanceof IsNotNull && isExact(filter);
  }

  private boolean addValues(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return addValues(equal.attribute(), equal.value());
    }
    if (filter instanceof EqualNullSafe equal) {
      return addValues(equal.attribute(), equal.value());
    }
    return filter instanceof In in && addValues(in.attribute(), in.values());
  }

  private boolean addValues(String column, @Nullable Object... values) {
    boolean isTextColumn =
        switch (column) {
          case ConnectorColumns.EVENT_SOURCE,
              ConnectorColumns.EVENT_NAME,
              ConnectorColumns.REGION,
              ConnectorColumns.ACCOUNT,
              ConnectorColumns.KEY_REGION,
              ConnectorColumns.KEY_ACCOUNT ->
              true;
          default -> false;
        };
    if (!isTextColumn || Arrays.stream(values).allMatch(Objects::isNull)) {
      return false;
    }
    Set<String> names =
        Arrays.stream(values)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .collect(Collectors.toCollection(TreeSet::new));
    selected.merge(column, names, FilterPushdown::intersection);
    return true;
  }

  private boolean addTimeBounds(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return addTimeBound(equal.attribute(), equal.value(), true, true);
    }
    if (filter instanceof GreaterThan bound) {
      return addTimeBound(bound.attribute(), bound.value(), true, false);
    }
    if (filter instanceof GreaterThanOrEqual bound) {
      return addTimeBound(bound.attribute(), bound.value(), true, false);
    }
    if (filter instanceof LessThan bound) {
      return addTimeBound(bound.attribute(), bound.value(), false, true);
    }
    return filter instanceof LessThanOrEqual bound
        && addTimeBound(bound.attribute(), bound.value(), false, true);
  }

  private boolean addTimeBound(
      String column, @Nullable Object value, boolean isLower, boolean isUpper) {
    Optional<LocalDate> day = day(value);
    boolean isTimeColumn =
        column.equals(ConnectorColumns.EVENT_TIME) || column.equals(ConnectorColumns.DELIVERED_AT);
    if (!isTimeColumn || day.isEmpty()) {
      return false;
    }
    if (isLower) {
      first.merge(column, day.get(), (one, other) -> one.isAfter(other) ? one : other);
    }
    if (isUpper) {
      last.merge(column, day.get(), (one, other) -> one.isBefore(other) ? one : other);
    }
    return true;
  }

  private static Optional<LocalDate> day(@Nullable Object value) {
    Optional<Instant> time =
        value instanceof Timestamp timestamp
            ? Optional.of(timestamp.toInstant())
            : Optional.ofNullable(value instanceof Instant instant ? instant : null);
    return time.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  private static Set<String> intersection(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.retainAll(other);
    return both;
  }

  private static Optional<LocalDate> latest(Optional<LocalDate> one, Optional<LocalDate> other) {
    return Stream.concat(one.stream(), other.stream()).max(LocalDate::compareTo);
  }

  private static Optional<LocalDate> earliest(Optional<LocalDate> one, Optional<LocalDate> other) {
    return Stream.concat(one.stream(), other.stream()).min(LocalDate::compareTo);
  }
}
