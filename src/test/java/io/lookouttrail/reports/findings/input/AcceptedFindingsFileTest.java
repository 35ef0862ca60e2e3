package io.lookouttrail.reports.findings.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.run.UserError;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedFindingsFileTest {
  private static final String HEADER = "finding_id,rule,subject,reason,approved_by,until\n";

  private static List<AcceptedFinding> read(String text) {
    return AcceptedFindingsFile.read("accepted", text);
  }

  private static AcceptedFinding accepted(
      String id, String rule, String subject, String reason, String by, String until) {
    return new AcceptedFinding(
        Optional.ofNullable(id),
        Optional.ofNullable(rule),
        Optional.ofNullable(subject),
        Optional.empty(),
        reason,
        by,
        Optional.ofNullable(until).map(LocalDate::parse));
  }

  @Test
  void readsIdsAndRulesWithSubjects() {
    assertThat(
            read(
                HEADER
                    + "F-0123456789ab,,,drill,C. Audit,2025-12-31\n"
                    + ",root_used,root,\"two\nlines, \"\"quoted\"\"\",D. Boss,\n"))
        .containsExactly(
            accepted("F-0123456789ab", null, null, "drill", "C. Audit", "2025-12-31"),
            accepted(null, "root_used", "root", "two\nlines, \"quoted\"", "D. Boss", null));
  }

  @Test
  void readsARuleInAnAccountWithAndWithoutASubject() {
    assertThat(
            read(
                """
                rule,subject,account_id,reason,approved_by
                root_used,,012345678901,drill,C. Audit
                root_used,root,012345678901,drill,C. Audit
                """))
        .extracting(
            AcceptedFinding::rule,
            AcceptedFinding::subject,
            AcceptedFinding::accountId,
            AcceptedFinding::isOfWholeAccount)
        .containsExactly(
            tuple(Optional.of("root_used"), Optional.empty(), Optional.of("012345678901"), true),
            tuple(
                Optional.of("root_used"), Optional.of("root"), Optional.of("012345678901"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678901", "0123456789012", "01234567890a", "٠١٢٣٤٥٦٧٨٩٠١"})
  void refusesWhatIsNoAccountId(String account) {
    assertThatThrownBy(
            () -> read("rule,account_id,reason,approved_by\nroot_used," + account + ",r,b"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            "line 2: '"
                + account
                + "' is neither an account id of twelve digits nor the word unknown");
  }

  /** Events that name no account are of the account unknown. */
  @Test
  void takesTheUnknownAccount() {
    assertThat(read("rule,account_id,reason,approved_by\nroot_used,unknown,r,b"))
        .extracting(AcceptedFinding::accountId)
        .containsExactly(Optional.of("unknown"));
  }

  @Test
  void anAccountNeedsARule() {
    assertThatThrownBy(() -> read("account_id,reason,approved_by\n012345678901,r,b"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            "line 2: it has neither a finding_id nor a rule and a subject or an account_id");
  }

  @Test
  void aListMayBeEmpty() {
    assertThat(read(HEADER)).isEmpty();
    assertThat(read("finding_id,reason,approved_by")).isEmpty();
    assertThat(read("[]")).isEmpty();
  }

  @Test
  void readsTheSameFromJson() {
    assertThat(
            read(
                """
                [{"finding_id": "F-0123456789ab", "reason": "drill", "approved_by": "C. Audit",
                  "until": "2025-12-31", "rule": null}]"""))
        .containsExactly(accepted("F-0123456789ab", null, null, "drill", "C. Audit", "2025-12-31"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ",,,r,b,|line 2: it has neither a finding_id nor a rule and a subject",
        ",root_used,,r,b,|line 2: it has neither a finding_id nor a rule and a subject",
        "F-1,,,r,b,|line 2: 'F-1' is not a finding_id such as F-0123456789ab",
        ",rot_used,root,r,b,|line 2: 'rot_used' is not a rule; the rules are account_without_logs, call",
        "F-0123456789ab,,,,b,|line 2: reason is missing",
        "F-0123456789ab,,,r, ,|line 2: approved_by is missing",
        "F-0123456789ab,,,r,b,2025-02-30|line 2: until is '2025-02-30', not a day such as 2025-09-30",
        "F-0123456789ab,,,r,b,,x|line 2: it has 7 values, but the header has 6 columns",
      })
  void refusesAnEntryThatIsNotValidWithItsLine(String entry, String why) {
    assertThatThrownBy(() -> read(HEADER + entry))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot read the accepted findings in accepted: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "F-0123456789ab,,,r,b,|the first line does not name the columns",
        "finding_id,reason|line 1: the column approved_by is missing",
        "finding_id,reason,approved_by,expires|line 1: the column 'expires' is not known",
        "[{\"finding_id\":\"F-0123456789ab\",\"why\":\"r\"}]|line 1: the column 'why' is not known",
      })
  void refusesAListInAnotherFormat(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot read the accepted findings in accepted: " + why);
  }
}
