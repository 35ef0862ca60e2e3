package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table that tools for access reviews import: a row for each identity that used access in the
 * period, then for each that stopped before it. It is made of two other tables, without a query.
 *
 * @param active the table of actors
 * @param inactive the table of actors who stopped calling
 */
record AccessAccounts(ReportOptions options, Table active, Table inactive) {
  static final String NAME = "access_accounts";

  private static final List<Column> COLUMNS =
      List.of(
          EvidenceContent.column("account_id", Column.Type.IDENTIFIER),
          EvidenceContent.column("account_name", Column.Type.TEXT),
          EvidenceContent.column("owner", Column.Type.TEXT),
          EvidenceContent.column("actor", Column.Type.TEXT),
          EvidenceContent.column("actor_kind", Column.Type.TEXT),
          EvidenceContent.column("credential_kind", Column.Type.TEXT),
          EvidenceContent.column("role_arn", Column.Type.TEXT),
          EvidenceContent.column("status", Column.Type.TEXT),
          EvidenceContent.column("last_used", Column.Type.MOMENT),
          EvidenceContent.column("access_appropriate", Column.Type.TEXT));

  private static final List<String> NOTES =
      List.of(
          "For tools that review access: active used access in the period, inactive in the %d months"
                  .formatted(AccessQueries.MONTHS_BEFORE_SILENCE)
              + " before it and not in it. The last column is for the reviewer.");

  Table table() {
    return new Table(
        NAME,
        "Accounts for access reviews",
        NOTES,
        COLUMNS,
        new BothRows(names(), active, inactive),
        "");
  }

  private Map<Value, ScopeAccount> names() {
    Map<Value, ScopeAccount> names = new HashMap<>();
    options
        .scope()
        .orElse(List.of())
        .forEach(account -> names.put(Value.identifier(account.accountId()), account));
    return names;
  }

  /** The rows of both tables, which may be more than memory can hold. */
  private record BothRows(Map<Value, ScopeAccount> names, Table active, Table inactive)
      implements Rows {
    @Override
    public long count() {
      return active.rows().count() + inactive.rows().count();
    }

    @Override
    public List<List<Value>> first(int limit) {
      List<List<Value>> first = new ArrayList<>();
      active.rows().first(limit).forEach(row -> first.add(cells(active, "active", row)));
      inactive
          .rows()
          .first(limit - first.size())
          .forEach(row -> first.add(cells(inactive, "inactive", row)));
      return first;
    }

    @Override
    public void forEach(RowSink sink) {
      active.rows().forEach(row -> sink.accept(cells(active, "active", row)));
      inactive.rows().forEach(row -> sink.accept(cells(inactive, "inactive", row)));
    }

    private List<Value> cells(Table table, String status, List<Value> row) {
      Value account = cell(table, "account_id", row);
      ScopeAccount known = names.get(account);
      return List.of(
          account,
          known == null ? Value.NOTHING : Value.text(known.name()),
          known == null ? Value.NOTHING : Value.text(known.owner()),
          cell(table, "actor", row),
          cell(table, "actor_kind", row),
          cell(table, "credential_kind", row),
          cell(table, "role_arn", row),
          Value.text(status),
          cell(table, "last_call", row),
          Value.NOTHING);
    }

    private static Value cell(Table table, String column, List<Value> row) {
      for (int i = 0; i < row.size(); i++) {
        if (table.columns().get(i).name().equals(column)) {
          return row.get(i);
        }
      }
      return Value.NOTHING;
    }
  }
}
