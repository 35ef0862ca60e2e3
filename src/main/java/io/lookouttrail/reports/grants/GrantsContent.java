package io.lookouttrail.reports.grants;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.grants.EvaluatedGrants;
import io.lookouttrail.grants.GrantedUse;
import io.lookouttrail.grants.IdentityUse;
import io.lookouttrail.grants.LogSpan;
import io.lookouttrail.identity.IamAction;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.GrantFacts;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is granted beside what was used, as the query and the authorization details gave it. */
public final class GrantsContent {
  private final ReportOptions options;
  private final IngestedMonths ledger;
  private final UsedCalls calls;
  private final Set<String> gaps;
  private final EvaluatedGrants grants;
  private final GrantedUse use;

  private GrantsContent(
      ReportOptions options, IngestedMonths ledger, UsedCalls calls, Set<String> gaps) {
    this.options = options;
    this.ledger = ledger;
    this.calls = calls;
    this.gaps = gaps;
    SortedSet<IamAction> called = calls.actions();
    this.grants =
        EvaluatedGrants.of(
            options.authorization(),
            account -> GrantComparison.actions(account, options.hasCatalogue(), called));
    this.use = grants.compare(calls.all(), logs(lastDay()));
  }

  /**
   * Runs the query and compares.
   *
   * @param gaps accounts of which log files of the report's months are missing
   * @return empty where the user gave no authorization details
   */
  public static Optional<GrantsContent> read(
      QueryRunner runner, ReportOptions options, IngestedMonths ledger, Set<String> gaps) {
    if (options.authorization().isEmpty()) {
      return Optional.empty();
    }
    UsedCalls calls = UsedCalls.read(runner, options);
    Set<String> all = new TreeSet<>(gaps);
    all.addAll(calls.gaps());
    return Optional.of(new GrantsContent(options, ledger, calls, all));
  }

  /** The report's last day, or the last day of the logs where it is earlier. */
  private LocalDate lastDay() {
    return ledger.lastDay().isBefore(options.lastDay()) ? ledger.lastDay() : options.lastDay();
  }

  /**
   * By account, the days of which logs were read.
   *
   * @param lastDay the last day of all of them
   */
  private Map<String, LogSpan> logs(LocalDate lastDay) {
    return GrantComparison.logs(ledger, ledger.firstDay(), lastDay);
  }

  public Section section() {
    return new Section(
        "granted-and-used",
        "Granted and used",
        notes(),
        List.of(),
        List.of(
            new PrincipalTable(use, options.hasCatalogue()).table(),
            new GrantTables(use).table(),
            calls.table()));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    LogSpan all = new LogSpan(ledger.firstDay(), lastDay());
    notes.add(
        "Granted is what the policies in the authorization details allow: %s. Used are the calls"
                .formatted(
                    FindingText.count(options.authorization().size(), "account")
                        + ", "
                        + options.authorization().stream()
                            .map(AuthorizationDetails::accountId)
                            .sorted()
                            .collect(Collectors.joining(", ")))
            + " in %s of logs, from %s to %s, that were not denied."
                .formatted(all.inWords(), all.from(), all.to()));
    notes.add(
        "Service control policies, resource control policies, session policies and resource-based"
            + " policies are not in the authorization details: they can take access away, and"
            + " resource-based policies of other services can add to it. Conditions are not"
            + " evaluated.");
    long unused = use.identities().stream().filter(IdentityUse::isUnused).count();
    notes.add(
        "%s of the %s users, groups and roles with access made no call."
            .formatted(
                FindingText.number(unused),
                FindingText.number(
                    use.identities().stream().filter(IdentityUse::hasAccess).count())));
    notes.addAll(notesOnWhatIsMissing());
    return notes;
  }

  private List<String> notesOnWhatIsMissing() {
    List<String> notes = new ArrayList<>();
    notes.addAll(
        GrantComparison.notesOnAccounts(use, options.authorization(), logs(lastDay()).keySet()));
    if (!calls.unknownEvents().isEmpty()) {
      notes.add(
          "These events are no known action of IAM and are not compared: "
              + String.join(", ", calls.unknownEvents())
              + ".");
    }
    return notes;
  }

  /** Fills the access review's columns on what is granted. */
  public Table fillReview(Table review) {
    return new ReviewColumns(grants, use).fill(review);
  }

  /** Adds the facts about unused access to those of both periods. */
  public PeriodFacts addTo(PeriodFacts facts) {
    int unusedMonths = options.thresholds().unusedMonths();
    GrantFacts now = new GrantFactsBuilder(use, ledger, options.to(), unusedMonths, gaps).build();
    LocalDate lastDayBefore = options.firstDay().minusDays(1);
    GrantFacts before =
        new GrantFactsBuilder(
                grants.compare(calls.before(), logs(lastDayBefore)),
                ledger,
                options.from().minusMonths(1),
                unusedMonths,
                calls.gapsBefore())
            .build()
            .judgedAlsoBy(now);
    return new PeriodFacts(
        facts.period().withGrants(Optional.of(now)),
        facts.before().withGrants(Optional.of(before)));
  }
}
