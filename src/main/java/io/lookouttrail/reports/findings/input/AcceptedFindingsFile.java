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

/** Reads what was accepted: CSV, or the same as a JSON array of objects. */
public final class AcceptedFindingsFile {
  private static final Set<String> COLUMNS =
      Set.of("finding_id", "rule", "subject", "reason", "approved_by", "until");

  private final InputFile input;

  private AcceptedFindingsFile(InputFile input) {
    this.input = input;
  }

  /**
   * The acceptances of a list, in its order; it may be empty but for its header.
   *
   * @param name the file as the user named it, for the error's line
   * @param text all of it
   * @throws UserError where it is neither form, or an entry lacks what makes it count
   */
  public static List<AcceptedFinding> read(String name, String text) {
    InputFile input =
        new InputFile(
            "the accepted findings",
            name,
            text,
            "Give CSV with the columns finding_id, rule, subject, reason, approved_by, until: an id,"
                + " or a rule and its subject; a reason and a name; a day such as 2025-12-31 or"
                + " nothing.");
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
    if (id.isEmpty() && (rule.isEmpty() || entry.cell("subject").isEmpty())) {
      throw input.error(entry.line(), "there is neither a finding_id nor a rule and a subject");
    }
    id.filter(text -> !FindingIds.isId(text))
        .ifPresent(
            text -> {
              throw input.error(
                  entry.line(),
                  "'%s' is no finding_id; one looks like F-0123456789ab"
                      .formatted(FindingText.cut(text)));
            });
    rule.filter(name -> !FindingRules.names().contains(name))
        .ifPresent(
            name -> {
              throw input.error(
                  entry.line(),
                  "there is no rule '%s'; there are %s"
                      .formatted(FindingText.cut(name), String.join(", ", FindingRules.names())));
            });
    return new AcceptedFinding(
        id,
        rule,
        entry.cell("subject"),
        input.required(entry, "reason"),
        input.required(entry, "approved_by"),
        input.day(entry, "until"));
  }
}
