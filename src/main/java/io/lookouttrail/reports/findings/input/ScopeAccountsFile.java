package io.lookouttrail.reports.findings.input;

import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.input.InputFile.Entry;
import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.UserError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reader of the list of accounts in scope: CSV, or the output of {@code aws organizations
 * list-accounts}.
 *
 * <p>Source: AWS Organizations API reference, ListAccounts. An account is in scope from the day on
 * which it joined the organization. The output does not say when a suspended account was closed, so
 * such an account stays in scope and gets "(suspended)" after its name.
 */
public final class ScopeAccountsFile {
  private static final Set<String> COLUMNS =
      Set.of("account_id", "name", "owner", "in_scope_from", "in_scope_to");

  private final InputFile input;

  private ScopeAccountsFile(InputFile input) {
    this.input = input;
  }

  /**
   * The accounts of the list, in its order.
   *
   * @param name the file name as the user gave it, for error messages
   * @param text the whole content of the file
   * @throws UserError if the file is neither CSV nor JSON, has no account, or has one twice
   */
  public static List<ScopeAccount> read(String name, String text) {
    InputFile input =
        new InputFile(
            "the accounts",
            name,
            text,
            "Give the output of 'aws organizations list-accounts', or CSV with the columns"
                + " account_id, name, owner, in_scope_from, in_scope_to.");
    return new ScopeAccountsFile(input).accounts();
  }

  private List<ScopeAccount> accounts() {
    boolean isJson = input.isJson();
    List<Entry> entries =
        isJson
            ? JsonInput.read(input, "Accounts")
            : CsvInput.read(input, COLUMNS, Set.of("account_id"));
    List<ScopeAccount> accounts = new ArrayList<>();
    Map<String, Long> lines = new HashMap<>();
    for (Entry entry : entries) {
      ScopeAccount account = isJson ? fromJson(entry) : fromCsv(entry);
      Long before = lines.putIfAbsent(account.accountId(), entry.line());
      if (before != null) {
        throw input.error(entry.line(), account.accountId() + " is already in line " + before);
      }
      accounts.add(account);
    }
    if (accounts.isEmpty()) {
      throw input.error("it has no account");
    }
    return accounts;
  }

  private ScopeAccount fromCsv(Entry entry) {
    Optional<LocalDate> from = input.day(entry, "in_scope_from");
    Optional<LocalDate> to = input.day(entry, "in_scope_to");
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw input.error(
          entry.line(),
          "in_scope_to (%s) is before in_scope_from (%s)".formatted(to.get(), from.get()));
    }
    return new ScopeAccount(
        accountId(entry, "account_id"), entry.cell("name"), entry.cell("owner"), from, to);
  }

  private ScopeAccount fromJson(Entry entry) {
    boolean isSuspended = entry.cell("Status").filter("SUSPENDED"::equals).isPresent();
    return new ScopeAccount(
        accountId(entry, "Id"),
        entry.cell("Name").map(name -> isSuspended ? name + " (suspended)" : name),
        Optional.empty(),
        entry.cell("JoinedTimestamp").map(text -> joined(entry, text)),
        Optional.empty());
  }

  private String accountId(Entry entry, String column) {
    String id = input.required(entry, column);
    if (!AccountId.isValid(id)) {
      String hint =
          id.matches("[0-9]{1,11}") ? "; a spreadsheet may have removed its leading zeros" : "";
      throw input.error(
          entry.line(),
          "'%s' is not an account id of twelve digits%s".formatted(FindingText.truncate(id), hint));
    }
    return id;
  }

  /** The day (UTC) of a timestamp of the AWS CLI: ISO 8601, or seconds since 1970. */
  private LocalDate joined(Entry entry, String text) {
    try {
      Instant at =
          text.matches("[0-9]{1,12}(\\.[0-9]+)?([eE][+]?[0-9]{1,2})?")
              ? Instant.ofEpochSecond(new BigDecimal(text).longValue())
              : OffsetDateTime.parse(text).toInstant();
      return LocalDate.ofInstant(at, ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw input.error(
          entry.line(),
          "JoinedTimestamp is '" + FindingText.truncate(text) + "', which is not a time");
    }
  }
}
