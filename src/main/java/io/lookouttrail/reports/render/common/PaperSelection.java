package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows and columns of a table that paper carries, in the PDF and in the printed page.
 *
 * @param rows number of the first rows; 0 for a table that is only named
 * @param columns names of the columns in their order; empty for all
 */
public record PaperSelection(int rows, List<String> columns) {
  private static final PaperSelection OF_OTHER_TABLES = new PaperSelection(5, List.of());
  private static final Map<String, PaperSelection> BY_TABLE = selections();

  public PaperSelection {
    columns = List.copyOf(columns);
  }

  /** The selection of a table by its name; five rows of a table that has none of its own. */
  public static PaperSelection of(Table table) {
    return BY_TABLE.getOrDefault(table.name(), OF_OTHER_TABLES);
  }

  /** The tables of a report that are not printed. */
  public static List<Table> notPrinted(Report report) {
    return report.tables().filter(table -> !of(table).isPrinted()).toList();
  }

  /** Whether paper carries any row. */
  public boolean isPrinted() {
    return rows > 0;
  }

  /** The positions in a table of the columns that paper carries; of all if it has none of them. */
  public List<Integer> positions(Table table) {
    Map<String, Integer> positions = new HashMap<>();
    List<Integer> all = new ArrayList<>();
    for (Column column : table.columns()) {
      positions.put(column.name(), all.size());
      all.add(all.size());
    }
    List<Integer> selected =
        columns.stream().filter(positions::containsKey).map(positions::get).toList();
    return selected.isEmpty() ? all : selected;
  }

  /** The first rows with all columns. */
  public List<List<Value>> firstRows(Table table) {
    return table.rows().first(rows);
  }

  private static Map<String, PaperSelection> selections() {
    Map<String, PaperSelection> selections = new HashMap<>();
    addUsage(selections);
    addAccess(selections);
    addEvidence(selections);
    List<String> notPrinted =
        List.of(
            "access_accounts",
            "access_review",
            "coverage",
            "figures_by_month",
            "granted_unused",
            "queries",
            "role_actions",
            "usage_by_day",
            "used_by_principal");
    notPrinted.forEach(name -> add(selections, name, 0, ""));
    return Map.copyOf(selections);
  }

  private static void addUsage(Map<String, PaperSelection> to) {
    String counts =
        "calls denied failed read_calls inference_calls change_calls actors sessions last_call";
    add(to, "usage_by_account", 8, "account_id " + counts);
    add(to, "usage_by_region", 8, "region " + counts);
    add(to, "usage_by_group", 8, "action_group calls succeeded denied throttled failed actors");
    add(to, "usage_by_action", 8, "action access_level calls succeeded denied failed actors");
    add(to, "usage_by_role", 8, "credential_kind role_arn calls denied change_calls actors");
    String model = "account_id region project_name model_version ";
    add(to, "models_in_use", 5, model + "calls images_analysed change_calls actors last_call");
    String hours = " inference_hours_low inference_hours_high detections idle_hours";
    add(to, "inference_hours", 8, model + "runs open_runs hours" + hours);
    add(to, "model_runs", 10, model + "started_at hours" + hours);
  }

  private static void addAccess(Map<String, PaperSelection> to) {
    add(to, "what_changed", 10, "");
    String calls = " calls denied change_calls cross_account_calls calls_without_mfa last_call";
    add(to, "access_by_actor", 10, "actor actor_kind account_id role_arn" + calls);
    add(to, "access_by_role", 10, "role_arn account_id actors" + calls);
    add(to, "access_by_source_ip", 5, "source_ip actors" + calls);
    add(to, "role_people", 5, "actor actor_kind role_arn account_id calls change_calls last_call");
    add(
        to,
        "identity_kinds",
        5,
        "actor_kind identity_type credential_kind calls calls_without_mfa mfa_not_judged actors");
    add(to, "usage_by_client", 5, "client actor_kind calls change_calls denied actors last_call");
    add(to, "services", 5, "service actor actor_kind account_id calls change_calls denied");
    add(
        to,
        "cross_account",
        8,
        "caller_account_id account_id actor role_arn calls change_calls denied last_call");
    add(to, "denied_to", 5, "actor account_id role_arn action denied last_denied");
    add(to, "first_time", 5, "kind subject calls first_call");
    add(to, "fell_silent", 10, "actor actor_kind account_id calls_ever last_call");
    add(
        to,
        "granted_by_principal",
        10,
        "principal_arn account_id granted_actions unused_actions unused_write unused_inference"
            + " calls denied last_call");
    add(to, "changes", 15, "event_time event_id actor account_id action resource_arn outcome");
  }

  private static void addEvidence(Map<String, PaperSelection> to) {
    add(
        to,
        "reconciliation",
        10,
        "account_id region files records kept duplicates other_sources rejected"
            + " files_not_balanced files_quarantined files_rewritten");
    add(to, "proof", 8, "");
    add(to, "accounts", 10, "");
    add(to, "coverage_by_region", 10, "");
    add(to, "quarantine_open", 8, "source_file record_index problem detail account_id found_at");
    add(to, "contradicted_files", 8, "account_id region day files states hours common_prefix");
    add(to, "table_versions", 8, "");
    add(to, "options", 20, "");
    add(to, "rules", 40, "severity title outcome findings new known accepted not_listed gone past");
  }

  private static void add(Map<String, PaperSelection> to, String table, int rows, String columns) {
    List<String> names = columns.isEmpty() ? List.of() : List.of(columns.split(" ", -1));
    to.put(table, new PaperSelection(rows, names));
  }
}
