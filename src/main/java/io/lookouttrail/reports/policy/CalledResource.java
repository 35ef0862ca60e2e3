package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.query.SqlText;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Resource of one kind of calls, with the conditions in SQL that find these calls.
 *
 * @param regions the Regions of the calls where the resource does not name them and a policy can
 *     limit them, else empty
 * @param reasons why the resource is wider than what was called
 * @param conditions from the wide to the narrow: of the place, the project, the version; what is
 *     folded needs only the first of them
 */
record CalledResource(
    ResourceScope scope,
    NavigableSet<String> regions,
    NavigableSet<String> reasons,
    List<String> conditions) {
  CalledResource {
    conditions = List.copyOf(conditions);
  }

  static CalledResource of(ResourceScope scope, List<String> reasons, List<String> conditions) {
    return new CalledResource(scope, new TreeSet<>(), new TreeSet<>(reasons), conditions);
  }

  /** An action's calls, whatever they named. */
  static CalledResource any(
      Optional<String> region, List<String> reasons, List<String> conditions) {
    TreeSet<String> regions = new TreeSet<>();
    region.ifPresent(regions::add);
    return new CalledResource(ResourceScope.of("*"), regions, new TreeSet<>(reasons), conditions);
  }

  /** A condition for a column that is null where the record has no value. */
  static String equal(String column, @Nullable String value) {
    return value == null ? column + " IS NULL" : column + " = " + SqlText.text(value);
  }
}
