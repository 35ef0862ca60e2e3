package io.lookouttrail.reports.sections;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ModelCells;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The evidence of a report as its queries gave it.
 *
 * @param ledger the months of the ledger
 * @param reconciliation files and records by account and Region
 * @param proof files and calls by proof
 * @param contradicted files that failed validation, by account, Region and day
 * @param regions coverage in days, by account and Region
 * @param coverage coverage by account, Region and day
 * @param quarantine the unresolved problems
 * @param accounts files, records and calls by account
 */
record EvidenceContent(
    ReportOptions options,
    IngestedMonths ledger,
    Table reconciliation,
    Table proof,
    Table contradicted,
    Table regions,
    Table coverage,
    Table quarantine,
    Table accounts) {

  static final List<String> PROOFS = List.of("signed", "chained", "unproven", "contradicted");

  static EvidenceContent read(QueryRunner runner, ReportOptions options, IngestedMonths ledger) {
    EvidenceQueries queries = new EvidenceQueries(options, ledger);
    return new EvidenceContent(
        options,
        ledger,
        runner.table(queries.reconciliation()),
        runner.table(queries.proof()),
        runner.table(new ContradictedFiles(options).query()),
        runner.table(queries.coverageByRegion()),
        runner.table(queries.coverage()),
        runner.table(queries.quarantine()),
        runner.table(queries.accounts()));
  }

  /** Returns the days of accounts and Regions without a file that no digest proves empty. */
  long unprovenDays() {
    return ColumnTotals.of(regions).get("unproven");
  }

  /** Returns the accounts that have days with a gap, or days that were not ingested. */
  Set<String> accountsWithGaps() {
    Set<String> accounts = new TreeSet<>();
    ColumnTotals.byKey(regions)
        .forEach(
            (account, days) -> {
              if (days.get("gap") + days.get("not_ingested") > 0) {
                accounts.add(account);
              }
            });
    return accounts;
  }

  /**
   * Returns the evidence in the report's model.
   *
   * @param figures the report's key figures; the evidence lists their queries
   * @param tables the report's other tables; the evidence lists their queries
   */
  Evidence evidence(Collection<KeyFigure> figures, List<Table> tables) {
    SortedMap<String, Value> facts = facts();
    List<Table> own = new ArrayList<>(List.of(reconciliation, proof, contradicted, accounts));
    options.scope().ifPresent(scope -> own.add(new ScopeCheck(options, scope, accounts).table()));
    own.addAll(List.of(regions, coverage, quarantine, tableVersions(), reportOptions()));
    own.add(queries(figures, Stream.concat(tables.stream(), own.stream()).toList()));
    return new Evidence(new EvidenceText(this).statements(), facts, own);
  }

  private SortedMap<String, Value> facts() {
    SortedMap<String, Value> facts = new TreeMap<>();
    reconciliation(facts);
    proof(facts);
    ColumnTotals days = ColumnTotals.of(regions);
    for (String state : List.of("logs", "empty_proven", "unproven", "gap", "not_ingested")) {
      whole(facts, "coverage.days." + state, days.get(state));
    }
    whole(facts, "quarantine.open", quarantine.rows().count());
    window(facts);
    return facts;
  }

  private void reconciliation(SortedMap<String, Value> facts) {
    ColumnTotals read = ColumnTotals.of(reconciliation);
    whole(facts, "files.read", read.get("files"));
    whole(facts, "files.quarantined", read.get("files_quarantined"));
    whole(facts, "files.not_balanced", read.get("files_not_balanced"));
    whole(facts, "files.bytes", read.get("bytes"));
    for (String part : List.of("kept", "duplicates", "other_sources", "rejected")) {
      whole(facts, "records." + part, read.get(part));
    }
    whole(facts, "records.read", read.get("records"));
    facts.put("records.balanced", Value.flag(read.get("files_not_balanced") == 0));
  }

  private void proof(SortedMap<String, Value> facts) {
    Map<String, ColumnTotals> proven = ColumnTotals.byKey(proof);
    for (String state : PROOFS) {
      for (String what : List.of("files", "bytes", "calls")) {
        whole(
            facts,
            "proof." + state + "." + what,
            proven.getOrDefault(state, ColumnTotals.NONE).get(what));
      }
    }
    whole(facts, "calls.reported", ColumnTotals.of(proof).get("calls"));
    whole(facts, "calls.from_elsewhere", ColumnTotals.of(proof).get("calls_from_elsewhere"));
  }

  private void window(SortedMap<String, Value> facts) {
    facts.put("window.first_delivery_day", Value.day(options.firstDay()));
    facts.put("window.last_delivery_day", Value.day(options.lastDelivery()));
    whole(facts, "months.ingested_before", ledger.monthsBefore(options));
    whole(facts, "months.never_ingested", ledger.missing(options).size());
    ledger.cutOff().ifPresent(at -> facts.put("data.cut_off", Value.moment(at)));
    ledger.lastIngest().ifPresent(at -> facts.put("data.last_ingest", Value.moment(at)));
    facts.put("product.version", Value.text(options.productVersion()));
    new TreeMap<>(options.versions())
        .forEach((table, version) -> whole(facts, "tables." + table, version));
  }

  private static void whole(SortedMap<String, Value> facts, String name, long number) {
    facts.put(name, Value.whole(number));
  }

  private Table tableVersions() {
    return listed(
        "table_versions",
        "Versions of the tables",
        List.of(column("table", Column.Type.TEXT), column("version", Column.Type.WHOLE)),
        new TreeMap<>(options.versions())
            .entrySet().stream()
                .map(entry -> List.of(Value.text(entry.getKey()), Value.whole(entry.getValue())))
                .toList());
  }

  private Table reportOptions() {
    SortedMap<String, Value> given = new TreeMap<>();
    given.put("event_source", Value.text(options.eventSource()));
    given.put("from_month", Value.text(options.from().toString()));
    given.put("to_month", Value.text(options.to().toString()));
    given.put("lateness_days", Value.text(Integer.toString(options.latenessDays())));
    given.put("product_version", Value.text(options.productVersion()));
    given.put(
        "price_inference_hour",
        Value.text(options.priceInferenceHour().map(price -> price.toPlainString())));
    given.put("compare_to", Value.text(options.comparedTo().map(Period::folder)));
    given.put(
        "accounts_in_scope",
        Value.text(options.scope().map(scope -> Integer.toString(scope.size()))));
    given.put(
        "authorization_details",
        Value.text(
            options.authorization().stream()
                .map(AuthorizationDetails::accountId)
                .sorted()
                .reduce((one, other) -> one + " " + other)));
    given.put("accepted_findings", Value.text(Integer.toString(options.accepted().size())));
    thresholds(given);
    return listed(
        "options",
        "Options",
        List.of(column("option", Column.Type.TEXT), column("value", Column.Type.TEXT)),
        given.entrySet().stream()
            .map(entry -> List.of(Value.text(entry.getKey()), entry.getValue()))
            .toList());
  }

  private void thresholds(SortedMap<String, Value> given) {
    Thresholds thresholds = options.thresholds();
    Map.of(
            "baseline_months", thresholds.baselineMonths(),
            "denial_burst_calls", thresholds.denialBurstCalls(),
            "denial_burst_minutes", thresholds.denialBurstMinutes(),
            "throttled_calls", thresholds.throttledCalls(),
            "idle_model_hours", thresholds.idleModelHours(),
            "unused_months", thresholds.unusedMonths(),
            "subjects_per_rule", thresholds.subjectsPerRule())
        .forEach((name, value) -> given.put(name, Value.text(Integer.toString(value))));
  }

  private static Table queries(Collection<KeyFigure> figures, List<Table> tables) {
    List<List<Value>> rows = new ArrayList<>();
    figures.forEach(
        figure -> rows.add(List.of(Value.text(figure.name()), Value.text(figure.sql()))));
    tables.stream()
        .filter(table -> !table.sql().isEmpty())
        .forEach(table -> rows.add(List.of(Value.text(table.name()), Value.text(table.sql()))));
    return listed(
        "queries",
        "The queries behind the figures and tables",
        List.of(column("name", Column.Type.TEXT), column("sql", Column.Type.TEXT)),
        rows);
  }

  static Table listed(String name, String title, List<Column> columns, List<List<Value>> rows) {
    return new Table(name, title, List.of(), columns, Rows.of(rows), "");
  }

  static Column column(String name, Column.Type type) {
    return new Column(name, ModelCells.label(name), type);
  }
}
