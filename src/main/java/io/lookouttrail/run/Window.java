package io.lookouttrail.run;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The log files that a run reads: those delivered on the days {@code from … to + latenessDays}, of
 * the named accounts and Regions.
 *
 * <p>A window chooses files, never records. All days are UTC. An empty bound means no limit on that
 * side; an empty set of accounts or Regions means all of them.
 *
 * @param from first day of the events
 * @param to last day of the events, inclusive
 * @param latenessDays delivery days read beyond {@code to}, 0 to 30; CloudTrail redelivers for up
 *     to 30 days
 */
public record Window(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    int latenessDays,
    Set<String> accounts,
    Set<String> regions) {

  public static final int DEFAULT_LATENESS_DAYS = 3;
  public static final int MAX_LATENESS_DAYS = 30;

  public Window {
    checkLateness(latenessDays);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException(
          "to (" + to.get() + ") is before from (" + from.get() + ")");
    }
    accounts = Set.copyOf(accounts);
    regions = Set.copyOf(regions);
  }

  /**
   * Checks a number of delivery days read beyond the end.
   *
   * @return the number
   * @throws IllegalArgumentException if it is not 0 to {@link #MAX_LATENESS_DAYS}
   */
  public static int checkLateness(int days) {
    if (days < 0 || days > MAX_LATENESS_DAYS) {
      throw new IllegalArgumentException(
          "a lateness of " + days + " days is not within 0 to " + MAX_LATENESS_DAYS);
    }
    return days;
  }

  /** The whole archive. */
  public static Window everything() {
    return new Window(
        Optional.empty(), Optional.empty(), DEFAULT_LATENESS_DAYS, Set.of(), Set.of());
  }

  /** The days of one month, and the days after it in which late files may be delivered. */
  public static Window ofMonth(YearMonth month, int latenessDays) {
    return Period.of(month).window(latenessDays);
  }

  /** The month before the clock's day, in UTC. */
  public static YearMonth lastMonth(Clock clock) {
    return YearMonth.now(clock.withZone(ZoneOffset.UTC)).minusMonths(1);
  }

  public Window withAccounts(Set<String> names) {
    return new Window(from, to, latenessDays, names, regions);
  }

  public Window withRegions(Set<String> names) {
    return new Window(from, to, latenessDays, accounts, names);
  }

  /** The first delivery day that is read. */
  public Optional<LocalDate> firstDeliveryDay() {
    return from;
  }

  /** The last delivery day that is read, lateness included. */
  public Optional<LocalDate> lastDeliveryDay() {
    return to.map(day -> day.plusDays(latenessDays));
  }

  /** Whether files delivered on this day are read. */
  public boolean includesDay(LocalDate delivered) {
    return firstDeliveryDay().map(first -> !delivered.isBefore(first)).orElse(true)
        && lastDeliveryDay().map(last -> !delivered.isAfter(last)).orElse(true);
  }

  public boolean includesAccount(String account) {
    return accounts.isEmpty() || accounts.contains(account);
  }

  public boolean includesRegion(String region) {
    return regions.isEmpty() || regions.contains(region);
  }

  /**
   * The window in words, for summaries: {@code 2025-09-01 to 2025-09-30 + 3 days, account
   * 123456789012}.
   */
  public String describe() {
    StringBuilder words = new StringBuilder();
    if (from.isEmpty() && to.isEmpty()) {
      words.append("everything");
    } else {
      words.append(from.map(LocalDate::toString).orElse("the beginning")).append(" to ");
      words.append(
          to.map(day -> latenessDays == 0 ? day.toString() : day + " + " + latenessDays + " days")
              .orElse("the end"));
    }
    if (!accounts.isEmpty()) {
      words.append(", account ").append(String.join(", ", new TreeSet<>(accounts)));
    }
    if (!regions.isEmpty()) {
      words.append(", Region ").append(String.join(", ", new TreeSet<>(regions)));
    }
    return words.toString();
  }
}
