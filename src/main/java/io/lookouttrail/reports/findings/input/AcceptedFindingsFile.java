package io.lookouttrail.reports.findings.input;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.input.InputFile.Entry;
import io.lookouttrail.reports.findings.rules.FindingIds;
import io.lookouttrail.reports.findings.rules.FindingRules;
import io.lookouttrail.run.UserError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reader of the list of accepted findings: CSV, or a JSON array of objects. */
public final class AcceptedFindingsFile {
  private static final Set<String> COLUMNS =
      Set.of("finding_id", "rule", "subject", "account_id", "reason", "approved_by", "until");

  private final InputFile input;

  private AcceptedFindingsFile(InputFile input) {
    this.input = input;
  }

  /**
   * The entries of the list, in its order; a list without entries is allowed.
   *
   * @param name the file name as the user gave it, for error messages
   * @param text the whole content of the file
   * @throws UserError if the file is neither CSV nor JSON, or an entry is incomplete or not valid
   */
  public static List<AcceptedFinding> read(String name, String text) {
    InputFile input =
        new InputFile(
            "the accepted findings",
            name,
            text,
            "Give CSV with the columns finding_id, rule, subject, account_id, reason, approved_by,"
                + " until. An entry needs a finding_id, or a rule with a subject, an account_id or"
                + " both; a reason; and approved_by. until is a day such as 2025-12-31, or"
                + " empty.");
    return new AcceptedFindingsFile(input).accepted();
  }

  private List<AcceptedFinding> accepted() {
    List<Entry> entries =
        input.isJson()
            ? JsonInput.read(input, "accepted")
            : CsvInput.read(input, COLUMNS, Set.of("reason", "approved_by"));
    return entries.stream().map(this::accepted).toList();
  }

  private AcceptedFinding accepted(Entry entry) {
    input.checkColumns(entry.line(), entry.cells().keySet(), COLUMNS);
    Optional<String> id = entry.cell("finding_id");
    Optional<String> rule = entry.cell("rule");
    Optional<String> subject = entry.cell("subject");
    Optional<String> account = entry.cell("account_id");
    if (id.isEmpty() && (rule.isEmpty() || (subject.isEmpty() && account.isEmpty()))) {
      throw input.error(
          entry.line(), "it has neither a finding_id nor a rule and a subject or an account_id");
    }
    check(entry, id, rule, account);
    return new AcceptedFinding(
        id,
        rule,
        subject,
        account,
        input.required(entry, "reason"),
        input.required(entry, "approved_by"),
        input.day(entry, "until"));
  }

  /** Refuses names that are not of the form that they need. */
  private void check(
      Entry entry, Optional<String> id, Optional<String> rule, Optional<String> account) {
    id.filter(text -> !FindingIds.isId(text))
        .ifPresent(
            text -> {
              throw input.error(
                  entry.line(),
                  "'%s' is not a finding_id such as F-0123456789ab"
                      .formatted(FindingText.truncate(text)));
            });
    rule.filter(name -> !FindingRules.names().contains(name))
        .ifPresent(
            name -> {
              throw input.error(
                  entry.line(),
                  "'%s' is not a rule; the rules are %s"
                      .formatted(
                          FindingText.truncate(name), String.join(", ", FindingRules.names())));
            });
    account
        .filter(text -> !AcceptedFinding.isAccount(text))
        .ifPresent(
            text -> {
              throw input.error(
                  entry.line(),
                  "'%s' is neither an account id of twelve digits nor the word unknown"
                      .formatted(FindingText.truncate(text)));
            });
  }
}
