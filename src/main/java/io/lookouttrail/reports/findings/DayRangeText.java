package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.model.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Days of findings (UTC) as a reader writes them: {@code 2 October 2025}, {@code 2 to 5 October
 * 2025}, {@code 28 September to 3 October 2025}.
 */
final class DayRangeText {
  private static final DateTimeFormatter DAY = format("d");
  private static final DateTimeFormatter DAY_AND_MONTH = format("d MMMM");
  private static final DateTimeFormatter WHOLE = format("d MMMM uuuu");

  private DayRangeText() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** From the first to the last time of the findings; empty if none of them has a time. */
  static Optional<String> of(List<Finding> findings) {
    Optional<Instant> first =
        findings.stream().flatMap(it -> it.firstSeen().stream()).min(Comparator.naturalOrder());
    Optional<Instant> last =
        findings.stream().flatMap(it -> it.lastSeen().stream()).max(Comparator.naturalOrder());
    return first.or(() -> last).map(from -> between(from, last.orElse(from)));
  }

  /** The days between two times; an end at midnight belongs to the day before. */
  static String between(Instant from, Instant to) {
    LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
    LocalDate last =
        LocalDate.ofInstant(to.isAfter(from) ? to.minusNanos(1) : from, ZoneOffset.UTC);
    if (first.equals(last)) {
      return WHOLE.format(first);
    }
    boolean isOneYear = first.getYear() == last.getYear();
    boolean isOneMonth = isOneYear && first.getMonth() == last.getMonth();
    DateTimeFormatter start = isOneMonth ? DAY : isOneYear ? DAY_AND_MONTH : WHOLE;
    return start.format(first) + " to " + WHOLE.format(last);
  }
}
