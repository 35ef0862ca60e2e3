package io.lookouttrail.reports.findings.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Access that is granted and unused, for the rule on it.
 *
 * @param wholeMonths number of whole months in the tables up to the last month of the facts,
 *     without a missing month between them
 * @param unused users and roles with access that they did not use, and that somebody can edit
 * @param notJudged by account, why the absence of calls proves nothing there
 */
public record GrantFacts(
    int wholeMonths, List<Unused> unused, SortedMap<String, String> notJudged) {
  public GrantFacts {
    unused = List.copyOf(unused);
    notJudged = new TreeMap<>(notJudged);
  }

  /**
   * These facts without the accounts and months that others do not judge: what was found once and
   * is not looked for now is not gone.
   */
  public GrantFacts judgedAlsoBy(GrantFacts others) {
    SortedMap<String, String> all = new TreeMap<>(notJudged);
    all.putAll(others.notJudged);
    return new GrantFacts(Math.min(wholeMonths, others.wholeMonths), unused, all);
  }

  /**
   * A user or role, and the write, inference and tagging access that it did not use.
   *
   * @param lastCall its last call of any action
   * @param logs the length of its account's logs in words, such as {@code 26 months}
   * @param hint what to edit, where it is not the principal itself; else empty
   */
  public record Unused(
      String accountId,
      String principalArn,
      List<Action> actions,
      Optional<Instant> lastCall,
      String logs,
      String hint) {
    public Unused {
      actions = List.copyOf(actions);
    }
  }

  /**
   * An action that is granted.
   *
   * @param kind {@code write}, {@code inference} or {@code tagging}
   * @param unusedSince its last use, else when the logs begin or the principal was created
   */
  public record Action(String name, String kind, Instant unusedSince) {}
}
