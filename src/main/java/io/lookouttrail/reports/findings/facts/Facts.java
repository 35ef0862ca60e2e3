package io.lookouttrail.reports.findings.facts;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the rules are told of some months.
 *
 * @param to the last month, inclusive
 * @param monthsBefore whole months in the tables right before {@code from}
 * @param logFiles log files that were delivered in these months
 * @param logMonths the months in which log files of an account were delivered
 * @param isChecked whether a check has looked at any digest or log of these months
 */
public record Facts(
    String eventSource,
    YearMonth from,
    YearMonth to,
    int monthsBefore,
    long logFiles,
    Map<CallKind, TopItems<Calls>> calls,
    TopItems<IdleModel> idleModels,
    Map<DigestKind, TopItems<Digests>> digests,
    boolean isChecked,
    TopItems<Quarantined> quarantine,
    List<LateEvents> lateEvents,
    SortedMap<String, Set<YearMonth>> logMonths) {
  public Facts {
    calls = Map.copyOf(calls);
    digests = Map.copyOf(digests);
    lateEvents = List.copyOf(lateEvents);
    logMonths = new TreeMap<>(logMonths);
  }

  public TopItems<Calls> of(CallKind kind) {
    return calls.getOrDefault(kind, TopItems.none());
  }

  public TopItems<Digests> of(DigestKind kind) {
    return digests.getOrDefault(kind, TopItems.none());
  }

  /** In words: {@code 2025-09}, {@code 2025-07 to 2025-09}. */
  public String months() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }

  /**
   * Calls of one kind and subject.
   *
   * @param succeeded how many of them did
   * @param peak the most of them within the minutes of a burst; 0 for other kinds
   * @param details a few names that say more, see {@link CallKind}
   */
  public record Calls(
      Optional<String> accountId,
      String subject,
      long calls,
      long succeeded,
      long peak,
      Instant first,
      Instant last,
      List<String> details) {
    public Calls {
      details = List.copyOf(details);
    }
  }

  /**
   * A model that ran while nothing used it.
   *
   * @param model {@code bottles/3 in eu-central-1}
   * @param hours of those of its runs that saw no detection
   * @param inferenceHours the same by the least units
   */
  public record IdleModel(
      String accountId,
      String model,
      double hours,
      double inferenceHours,
      Instant from,
      Instant to) {}

  /**
   * Digests or logs in one state.
   *
   * @param subject the Region, or the object
   * @param state as the table of the checks spells it
   * @param objects how many
   * @param hours how long they span together, within the months
   * @param examples names of one or two of them
   */
  public record Digests(
      Optional<String> accountId,
      String subject,
      String state,
      long objects,
      double hours,
      Optional<Instant> from,
      Optional<Instant> to,
      List<String> examples) {
    public Digests {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Files and records that could not be taken, by account and problem.
   *
   * @param problem as the table spells it
   * @param examples names of one or two files
   */
  public record Quarantined(
      Optional<String> accountId,
      String problem,
      long entries,
      Optional<Instant> firstFound,
      Optional<Instant> lastFound,
      List<String> examples) {
    public Quarantined {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Events that a month's reader has not seen.
   *
   * @param reportedAt when the last report was made before they came
   * @param events how many came after it
   * @param lastAdded when the last of them came
   */
  public record LateEvents(YearMonth month, Instant reportedAt, long events, Instant lastAdded) {}
}
