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
 * What a query's conditions say about the files, the bytes and the records that it needs.
 *
 * <p>Source and name of an event decide on each record. Time, account and Region choose files by
 * their keys, so they leave out too little, and Spark looks at every row again.
 */
final class FilterPushdown {
  /**
   * Where CloudTrail logged the calls of global services, such as IAM's: older trails delivered
   * them in the files of every Region, so these names choose no folder.
   */
  private static final Set<String> REGIONS_OF_GLOBAL_SERVICES =
      Set.of("us-east-1", "us-gov-west-1", "cn-north-1", "us-iso-east-1", "us-isob-east-1");

  private final ReadOptions options;
  private final List<Filter> pushed = new ArrayList<>();
  private final List<Filter> left = new ArrayList<>();

  private final Map<String, Set<String>> wanted = new LinkedHashMap<>();
  private final Map<String, LocalDate> first = new LinkedHashMap<>();
  private final Map<String, LocalDate> last = new LinkedHashMap<>();

  FilterPushdown(ReadOptions options) {
    this.options = options;
  }

  /** Takes one of the conditions that all have to hold. */
  void take(Filter filter) {
    boolean used = chooses(filter) || bounds(filter) || holdsAnyway(filter);
    if (used) {
      pushed.add(filter);
    }
    if (!used || !decides(filter)) {
      left.add(filter);
    }
  }

  Filter[] pushed() {
    return pushed.toArray(Filter[]::new);
  }

  /** What Spark has to look at again. */
  Filter[] leftToSpark() {
    return left.toArray(Filter[]::new);
  }

  /** Whether no record at all can be wanted. */
  boolean isImpossible() {
    return wanted.values().stream().anyMatch(Set::isEmpty) || window().isEmpty();
  }

  /** The wanted event sources; none means every source. */
  Set<String> eventSources() {
    return wanted.getOrDefault(ConnectorColumns.EVENT_SOURCE, Set.of());
  }

  /** The wanted event names; none means every name. */
  Set<String> eventNames() {
    return wanted.getOrDefault(ConnectorColumns.EVENT_NAME, Set.of());
  }

  /** The files that can hold what is wanted; empty where no file can. */
  Optional<Window> window() {
    // A file's name may be a minute older than the events in it.
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
    boolean told =
        wanted.getOrDefault(ConnectorColumns.REGION, Set.of()).stream()
            .noneMatch(REGIONS_OF_GLOBAL_SERVICES::contains);
    return told
        ? byKey(ConnectorColumns.KEY_REGION, ConnectorColumns.REGION)
        : wanted.getOrDefault(ConnectorColumns.KEY_REGION, Set.of());
  }

  private Set<String> byKey(String keyColumn, String recordColumn) {
    Set<String> ofKey = wanted.get(keyColumn);
    Set<String> ofRecord = options.trustKeys() ? wanted.get(recordColumn) : null;
    if (ofKey == null || ofRecord == null) {
      return Stream.of(Optional.ofNullable(ofKey), Optional.ofNullable(ofRecord))
          .flatMap(Optional::stream)
          .findFirst()
          .orElse(Set.of());
    }
    // Where they do not meet, the wider choice still gives every row, and Spark finds none.
    Set<String> both = common(ofKey, ofRecord);
    return both.isEmpty() ? ofKey : both;
  }

  /** Whether it is settled by the reader; where bad records are told of, Spark has to look. */
  private boolean decides(Filter filter) {
    String column = filter.references().length == 1 ? filter.references()[0] : "";
    return options.badFiles() == ReadOptions.BadFiles.FAILFAST
        && (column.equals(ConnectorColumns.EVENT_SOURCE)
            || column.equals(ConnectorColumns.EVENT_NAME));
  }

  /** Every record that is read has a source and a name. */
  private boolean holdsAnyway(Filter filter) {
    return filter instanceof IsNotNull && decides(filter);
  }

  private boolean chooses(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return choose(equal.attribute(), equal.value());
    }
    if (filter instanceof EqualNullSafe equal) {
      return choose(equal.attribute(), equal.value());
    }
    return filter instanceof In in && choose(in.attribute(), in.values());
  }

  private boolean choose(String column, @Nullable Object... values) {
    boolean ofNames =
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
    if (!ofNames || Arrays.stream(values).allMatch(Objects::isNull)) {
      return false;
    }
    Set<String> names =
        Arrays.stream(values)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .collect(Collectors.toCollection(TreeSet::new));
    wanted.merge(column, names, FilterPushdown::common);
    return true;
  }

  private boolean bounds(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return bound(equal.attribute(), equal.value(), true, true);
    }
    if (filter instanceof GreaterThan bound) {
      return bound(bound.attribute(), bound.value(), true, false);
    }
    if (filter instanceof GreaterThanOrEqual bound) {
      return bound(bound.attribute(), bound.value(), true, false);
    }
    if (filter instanceof LessThan bound) {
      return bound(bound.attribute(), bound.value(), false, true);
    }
    return filter instanceof LessThanOrEqual bound
        && bound(bound.attribute(), bound.value(), false, true);
  }

  private boolean bound(String column, @Nullable Object value, boolean below, boolean above) {
    Optional<LocalDate> day = day(value);
    boolean ofTimes =
        column.equals(ConnectorColumns.EVENT_TIME) || column.equals(ConnectorColumns.DELIVERED_AT);
    if (!ofTimes || day.isEmpty()) {
      return false;
    }
    if (below) {
      first.merge(column, day.get(), (one, other) -> one.isAfter(other) ? one : other);
    }
    if (above) {
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

  private static Set<String> common(Set<String> one, Set<String> other) {
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
