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
 * Facts about one or more months, from which the rules make findings.
 *
 * @param to the last month, inclusive
 * @param monthsBefore number of whole months in the tables directly before {@code from}
 * @param logFiles number of log files that were delivered in these months
 * @param logMonths by account id, the months in which log files were delivered
 * @param quarantine problems that are not resolved
 * @param resolved problems that are resolved; only in the facts of the month before a report
 * @param rewrittenLogs log files whose content is not what was read before
 * @param isChecked whether any digest or log file of these months was validated
 * @param grants access that is granted and unused; empty where no authorization details were given
 */
public record Facts(
    String eventSource,
    YearMonth from,
    YearMonth to,
    int monthsBefore,
    long logFiles,
    Map<CallKind, TopItems<Calls>> calls,
    TopItems<DenialBurst> denialBursts,
    TopItems<IdleModel> idleModels,
    Map<DigestKind, TopItems<Digests>> digests,
    boolean isChecked,
    TopItems<Quarantined> quarantine,
    TopItems<Quarantined> resolved,
    TopItems<RewrittenLog> rewrittenLogs,
    List<LateEvents> lateEvents,
    SortedMap<String, Set<YearMonth>> logMonths,
    Optional<GrantFacts> grants) {
  public Facts {
    calls = Map.copyOf(calls);
    digests = Map.copyOf(digests);
    lateEvents = List.copyOf(lateEvents);
    logMonths = new TreeMap<>(logMonths);
  }

  /** Facts without those about grants. */
  public Facts(
      String eventSource,
      YearMonth from,
      YearMonth to,
      int monthsBefore,
      long logFiles,
      Map<CallKind, TopItems<Calls>> calls,
      TopItems<DenialBurst> denialBursts,
      TopItems<IdleModel> idleModels,
      Map<DigestKind, TopItems<Digests>> digests,
      boolean isChecked,
      TopItems<Quarantined> quarantine,
      TopItems<Quarantined> resolved,
      TopItems<RewrittenLog> rewrittenLogs,
      List<LateEvents> lateEvents,
      SortedMap<String, Set<YearMonth>> logMonths) {
    this(
        eventSource,
        from,
        to,
        monthsBefore,
        logFiles,
        calls,
        denialBursts,
        idleModels,
        digests,
        isChecked,
        quarantine,
        resolved,
        rewrittenLogs,
        lateEvents,
        logMonths,
        Optional.empty());
  }

  /** These facts with others about grants. */
  public Facts withGrants(Optional<GrantFacts> others) {
    return new Facts(
        eventSource,
        from,
        to,
        monthsBefore,
        logFiles,
        calls,
        denialBursts,
        idleModels,
        digests,
        isChecked,
        quarantine,
        resolved,
        rewrittenLogs,
        lateEvents,
        logMonths,
        others);
  }

  /** The facts about calls of one kind; empty if there are none. */
  public TopItems<Calls> of(CallKind kind) {
    return calls.getOrDefault(kind, TopItems.none());
  }

  /** The facts about digests of one kind; empty if there are none. */
  public TopItems<Digests> of(DigestKind kind) {
    return digests.getOrDefault(kind, TopItems.none());
  }

  /** The months as text: {@code 2025-09} or {@code 2025-07 to 2025-09}. */
  public String months() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }

  /**
   * Calls of one kind and subject.
   *
   * @param succeeded how many of them succeeded
   * @param details a few names of actions, actors or roles; see {@link CallKind}
   */
  public record Calls(
      Optional<String> accountId,
      String subject,
      long calls,
      long succeeded,
      Instant first,
      Instant last,
      List<String> details) {
    public Calls {
      details = List.copyOf(details);
    }
  }

  /**
   * Many denied calls of one actor within minutes.
   *
   * @param denied the actor's denied calls in all of the months
   * @param mostWithinMinutes the most of them within the minutes of a burst
   * @param actions names of a few denied actions
   */
  public record DenialBurst(
      Optional<String> accountId,
      String actor,
      long denied,
      long mostWithinMinutes,
      Instant first,
      Instant last,
      List<String> actions) {
    public DenialBurst {
      actions = List.copyOf(actions);
    }
  }

  /**
   * A model that ran without a detection.
   *
   * @param model project, version and Region, such as {@code bottles/3 in eu-central-1}
   * @param hours sum over its runs without a detection
   * @param inferenceHours the same, times the lowest number of inference units of each run
   */
  public record IdleModel(
      String accountId,
      String model,
      double hours,
      double inferenceHours,
      Instant from,
      Instant to) {}

  /**
   * Digests or log files in one state.
   *
   * @param subject the Region or the object
   * @param state as the table of digest checks spells it
   * @param objects number of digests, log files or gaps
   * @param hours sum of the time that they cover, within the months
   * @param examples names of one or two of them
   * @param recheck of {@link DigestKind#IN_ORDER_AGAIN}, the checks; else empty
   */
  public record Digests(
      Optional<String> accountId,
      String subject,
      String state,
      long objects,
      double hours,
      Optional<Instant> from,
      Optional<Instant> to,
      List<String> examples,
      Optional<Recheck> recheck) {
    public Digests {
      examples = List.copyOf(examples);
    }

    /** Facts about objects that did not pass after they failed. */
    public Digests(
        Optional<String> accountId,
        String subject,
        String state,
        long objects,
        double hours,
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> examples) {
      this(accountId, subject, state, objects, hours, from, to, examples, Optional.empty());
    }
  }

  /**
   * Times of two checks of an object.
   *
   * @param failedAt the last check that contradicted the object
   * @param passedAt the newest check, which found it valid
   */
  public record Recheck(Instant failedAt, Instant passedAt) {}

  /**
   * Files and records in quarantine, by account and problem.
   *
   * @param problem as the quarantine table spells it
   * @param lastResolved when the last of them was resolved; empty if they are not resolved
   * @param examples names of one or two files
   */
  public record Quarantined(
      Optional<String> accountId,
      String problem,
      long entries,
      Optional<Instant> firstFound,
      Optional<Instant> lastFound,
      Optional<Instant> lastResolved,
      List<String> examples) {
    public Quarantined {
      examples = List.copyOf(examples);
    }
  }

  /**
   * A log file that was rewritten after it was read.
   *
   * @param rewrites how many times another content was found
   * @param hashBefore SHA-256 of the content before the last time; empty if it was not computed
   * @param hashNow SHA-256 of the newest content, likewise
   * @param first start of the run that first found it rewritten
   */
  public record RewrittenLog(
      Optional<String> accountId,
      String sourceFile,
      long rewrites,
      Optional<String> hashBefore,
      Optional<String> hashNow,
      Instant first,
      Instant last) {}

  /**
   * Events that were added to a month after its report.
   *
   * @param reportedAt when the last report before the addition was made
   * @param events number of events added after that report
   * @param lastAdded when the last of them was added
   */
  public record LateEvents(YearMonth month, Instant reportedAt, long events, Instant lastAdded) {}
}
