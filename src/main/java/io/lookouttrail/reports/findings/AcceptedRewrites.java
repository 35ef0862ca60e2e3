package io.lookouttrail.reports.findings;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.rules.FindingIds;
import io.lookouttrail.reports.findings.rules.RewrittenLogs;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rewritten log files that someone accepted, for a run that makes no report. */
public final class AcceptedRewrites {
  /** No acceptance. */
  public static final AcceptedRewrites NONE = new AcceptedRewrites(List.of(), LocalDate.MIN);

  private final Acceptances acceptances;

  /**
   * @param day the day on which an acceptance must be valid
   */
  public AcceptedRewrites(Collection<AcceptedFinding> accepted, LocalDate day) {
    this.acceptances = new Acceptances(accepted, day);
  }

  /**
   * Whether the finding on a rewritten file is accepted, by its id or by rule, subject and account.
   */
  public boolean contains(Optional<String> accountId, String sourceFile) {
    String id = FindingIds.of(RewrittenLogs.NAME, accountId, sourceFile);
    return acceptances.find(id, RewrittenLogs.NAME, accountId, sourceFile).isPresent();
  }
}
