package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the accounts that delivered logs with the accounts in scope.
 *
 * @param scope the accounts that should deliver logs
 * @param accounts the evidence's table of accounts with logs or calls
 */
record ScopeCheck(ReportOptions options, List<ScopeAccount> scope, Table accounts) {
  private static final String SEEN = "seen";
  private static final String UNSEEN = "unseen";
  private static final String NOT_IN_SCOPE = "seen, not in scope";
  private static final String OUT_OF_SCOPE = "out of scope in this period";

  /** Returns a row per account that is in scope or was seen. */
  Table table() {
    Map<String, ColumnTotals> seen = ColumnTotals.byKey(accounts);
    Map<String, List<Value>> rows = new TreeMap<>();
    seen.forEach((account, totals) -> rows.put(account, row(account, NOT_IN_SCOPE, totals)));
    for (ScopeAccount account : scope) {
      ColumnTotals totals = seen.getOrDefault(account.accountId(), ColumnTotals.NONE);
      rows.put(account.accountId(), row(account, totals));
    }
    return EvidenceContent.listed(
        "accounts_in_scope",
        "Accounts in scope",
        List.of(
            EvidenceContent.column("account_id", Column.Type.IDENTIFIER),
            EvidenceContent.column("name", Column.Type.TEXT),
            EvidenceContent.column("owner", Column.Type.TEXT),
            EvidenceContent.column("state", Column.Type.TEXT),
            EvidenceContent.column("files", Column.Type.WHOLE),
            EvidenceContent.column("calls", Column.Type.WHOLE)),
        List.copyOf(rows.values()));
  }

  /** Returns the accounts in scope of which no log file was read, with their names. */
  List<String> unseen() {
    Map<String, ColumnTotals> seen = ColumnTotals.byKey(accounts);
    List<String> unseen = new ArrayList<>();
    for (ScopeAccount account : scope) {
      if (state(account, seen.getOrDefault(account.accountId(), ColumnTotals.NONE))
          .equals(UNSEEN)) {
        unseen.add(label(account));
      }
    }
    return unseen.stream().sorted().toList();
  }

  /** Returns account ids with names, by id: {@code 012345678901 (plant Leipzig)}. */
  static Map<String, String> labels(List<ScopeAccount> scope) {
    Map<String, String> labels = new LinkedHashMap<>();
    scope.forEach(account -> labels.put(account.accountId(), label(account)));
    return labels;
  }

  private static String label(ScopeAccount account) {
    return account.accountId() + account.name().map(name -> " (" + name + ")").orElse("");
  }

  private List<Value> row(ScopeAccount account, ColumnTotals totals) {
    return List.of(
        Value.identifier(account.accountId()),
        Value.text(account.name()),
        Value.text(account.owner()),
        Value.text(state(account, totals)),
        Value.whole(totals.get("files")),
        Value.whole(totals.get("calls")));
  }

  private static List<Value> row(String account, String state, ColumnTotals totals) {
    return List.of(
        Value.identifier(account),
        Value.NOTHING,
        Value.NOTHING,
        Value.text(state),
        Value.whole(totals.get("files")),
        Value.whole(totals.get("calls")));
  }

  private String state(ScopeAccount account, ColumnTotals totals) {
    if (totals.get("files") > 0) {
      return SEEN;
    }
    boolean inScope = options.months().stream().anyMatch(account::isInScope);
    return inScope ? UNSEEN : OUT_OF_SCOPE;
  }
}
