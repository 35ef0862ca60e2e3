package io.lookouttrail.reports.findings.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.run.UserError;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeAccountsFileTest {
  private static List<ScopeAccount> read(String text) {
    return ScopeAccountsFile.read("accounts", text);
  }

  private static ScopeAccount account(
      String id, String name, String owner, String from, String to) {
    return new ScopeAccount(
        id,
        Optional.ofNullable(name),
        Optional.ofNullable(owner),
        Optional.ofNullable(from).map(LocalDate::parse),
        Optional.ofNullable(to).map(LocalDate::parse));
  }

  @Test
  void readsCsvInAnyOrderOfColumns() {
    assertThat(
            read(
                "\uFEFFname,account_id,owner,in_scope_from,in_scope_to\r\n"
                    + "\"Leipzig, plant\",012345678901,\"A \"\"B\"\"\",2024-01-01,2025-10-31\r\n"
                    + "\r\n"
                    + ",111122223333,,,"))
        .containsExactly(
            account("012345678901", "Leipzig, plant", "A \"B\"", "2024-01-01", "2025-10-31"),
            account("111122223333", null, null, null, null));
    assertThat(read("account_id\n012345678901")).hasSize(1);
  }

  @Test
  void readsTheOutputOfTheAwsCli() {
    assertThat(
            read(
                """
                {"Accounts": [
                  {"Id": "012345678901", "Arn": "arn:aws:organizations::1:account/o-1/012345678901",
                   "Email": "a@example.org", "Name": "Leipzig", "Status": "ACTIVE",
                   "Tags": [{"Key": "a"}], "JoinedTimestamp": "2023-12-31T23:30:00.123000-05:00"},
                  {"Id": "111122223333", "Name": "Old", "Status": "SUSPENDED",
                   "JoinedTimestamp": 1609459199.5}],
                 "NextToken": null}
                """))
        .containsExactly(
            account("012345678901", "Leipzig", null, "2024-01-01", null),
            account("111122223333", "Old (suspended)", null, "2020-12-31", null));
  }

  @Test
  void anAccountIsInScopeFromItsFirstDayToItsLast() {
    ScopeAccount account = account("012345678901", null, null, "2025-01-31", "2025-03-01");

    assertThat(account.isInScope(YearMonth.parse("2024-12"))).isFalse();
    assertThat(account.isInScope(YearMonth.parse("2025-01"))).isTrue();
    assertThat(account.isInScope(YearMonth.parse("2025-03"))).isTrue();
    assertThat(account.isInScope(YearMonth.parse("2025-04"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|the first line does not name the columns",
        "012345678901,x|the first line does not name the columns",
        "account_id,nme;012345678901,x|line 1: the column 'nme' is not known",
        "account_id,account_id;012345678901,1|line 1: a column occurs twice",
        "name,owner;a,b|line 1: the column account_id is missing",
        "account_id;1234567890|line 2: '1234567890' is not an account id of twelve digits; a spreadsheet",
        "account_id;;1.23E+11|line 3: '1.23E+11' is not an account id of twelve digits",
        "account_id,name;,x|line 2: account_id is missing",
        "account_id;012345678901,x|line 2: it has 2 values, but the header has 1 column",
        "account_id;012345678901;012345678901|line 3: 012345678901 is already in line 2",
        "account_id|it has no account",
        "account_id,name;012345678901,\"open|line 2: it is not CSV",
        "account_id,name;012345678901,\"a\"b\"|line 2: it is not CSV",
        "account_id,in_scope_to;012345678901,31.12.2025|line 2: in_scope_to is '31.12.2025', not a day",
        "account_id,in_scope_from,in_scope_to;012345678901,2025-02-01,2025-01-31|line 2: in_scope_to"
            + " (2025-01-31) is before in_scope_from (2025-02-01)",
        "{\"Accounts\":[{\"Id\":\"012345678901\"},;7]}|line 2: an entry is not an object",
        "{\"Accounts\":[]}|it has no account",
        "{\"accounts\":[]}|it has no array in a field \"Accounts\"",
        "{;\"Accounts\":[{|line 2: it is not JSON",
        "{\"Accounts\":[{\"Name\":\"x\"}]}|line 1: Id is missing",
        "{\"Accounts\":[{\"Id\":\"012345678901\"}],\"NextToken\":\"t\"}|line 1: it is only one page of a",
        "[{\"Id\":\"012345678901\"}] x|line 1: it is not JSON",
        "[{\"Id\":\"012345678901\"}] 1|line 1: there is more text after the end of the JSON",
        "[{\"Id\":\"012345678901\",\"JoinedTimestamp\":\"soon\"}]|line 1: JoinedTimestamp is 'soon'",
      })
  void refusesAnythingElseWithTheLine(String text, String why) {
    assertThatThrownBy(() -> read(text.replace(';', '\n')))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot read the accounts in accounts: " + why)
        .hasMessageEndingWith(
            "Give the output of 'aws organizations list-accounts', or CSV with the columns"
                + " account_id, name, owner, in_scope_from, in_scope_to.");
  }

  @Test
  void refusesTextThatIsTooDeepOrTooLong() {
    assertThatThrownBy(() -> read("[{\"Id\":" + "[".repeat(100_000)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it is not JSON");
    assertThatThrownBy(() -> read("account_id,name\n012345678901," + "x".repeat(200_000)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 2: it is not CSV")
        .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(500));
  }
}
