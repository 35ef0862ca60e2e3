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
 * Whether logs came of every account of which they are expected, and of no other.
 *
 * @param accounts the accounts that were seen
 */
public record ScopeCheck(ReportOptions options, List<ScopeAccount> scope, Table accounts) {
  private static final String SEEN = "seen";
  private static final String UNSEEN = "unseen";
  private static final String NOT_IN_SCOPE = "seen, not in scope";
  private static final String OUT_OF_SCOPE = "out of scope in this period";

  Table table() {
    Map<String, ColumnTotals> seen = ColumnTotals.byKey(accounts);
    Map<String, List<Value>> rows = new TreeMap<>();
    seen.forEach((account, sums) -> rows.put(account, row(account, NOT_IN_SCOPE, sums)));
    for (ScopeAccount account : scope) {
      ColumnTotals sums = seen.getOrDefault(account.accountId(), ColumnTotals.NOTHING);
      rows.put(account.accountId(), row(account, sums));
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

  /** The accounts in scope of which no log file was read. */
  List<String> unseen() {
    Map<String, ColumnTotals> seen = ColumnTotals.byKey(accounts);
    List<String> unseen = new ArrayList<>();
    for (ScopeAccount account : scope) {
      if (state(account, seen.getOrDefault(account.accountId(), ColumnTotals.NOTHING))
          .equals(UNSEEN)) {
        unseen.add(shown(account));
      }
    }
    return unseen.stream().sorted().toList();
  }

  /** Accounts' names behind their ids, by id: {@code 012345678901 (plant Leipzig)}. */
  public static Map<String, String> shown(List<ScopeAccount> scope) {
    Map<String, String> shown = new LinkedHashMap<>();
    scope.forEach(account -> shown.put(account.accountId(), shown(account)));
    return shown;
  }

  private static String shown(ScopeAccount account) {
    return account.accountId() + account.name().map(name -> " (" + name + ")").orElse("");
  }

  private List<Value> row(ScopeAccount account, ColumnTotals sums) {
    return List.of(
        Value.identifier(account.accountId()),
        Value.text(account.name()),
        Value.text(account.owner()),
        Value.text(state(account, sums)),
        Value.whole(sums.get("files")),
        Value.whole(sums.get("calls")));
  }

  private static List<Value> row(String account, String state, ColumnTotals sums) {
    return List.of(
        Value.identifier(account),
        Value.NOTHING,
        Value.NOTHING,
        Value.text(state),
        Value.whole(sums.get("files")),
        Value.whole(sums.get("calls")));
  }

  private String state(ScopeAccount account, ColumnTotals sums) {
    if (sums.get("files") > 0) {
      return SEEN;
    }
    boolean inScope = options.months().stream().anyMatch(account::isInScope);
    return inScope ? UNSEEN : OUT_OF_SCOPE;
  }
}
