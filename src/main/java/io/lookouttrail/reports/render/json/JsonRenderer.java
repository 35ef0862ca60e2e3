package io.lookouttrail.reports.render.json;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renderer of {@code report.json}, the whole report, and of {@code evidence.json}. */
public final class JsonRenderer {
  /** The number of the schema of {@code report.json}, which its page describes. */
  private static final int SCHEMA_VERSION = 1;

  private final JsonWriter json;

  private JsonRenderer(JsonWriter json) {
    this.json = json;
  }

  /** Writes the whole report; leaves the stream open. */
  public static void writeReport(Report report, OutputStream out) throws IOException {
    try (JsonWriter json = new JsonWriter(out)) {
      JsonRenderer renderer = new JsonRenderer(json);
      json.object(() -> renderer.report(report));
    }
  }

  /** Writes the scope and the evidence; leaves the stream open. */
  public static void writeEvidence(Report report, OutputStream out) throws IOException {
    try (JsonWriter json = new JsonWriter(out)) {
      JsonRenderer renderer = new JsonRenderer(json);
      json.object(
          () -> {
            json.object("scope", () -> renderer.scope(report.scope()));
            renderer.evidence(report.evidence());
          });
    }
  }

  /** Writes one object's fields. */
  private interface FieldWriter<T> {
    void write(T item) throws IOException;
  }

  /** Writes an array with an object for each item. */
  private <T> void objects(String name, List<T> items, FieldWriter<T> writer) throws IOException {
    json.array(
        name,
        () -> {
          for (T item : items) {
            json.object(() -> writer.write(item));
          }
        });
  }

  private void report(Report report) throws IOException {
    json.field("schema_version", SCHEMA_VERSION);
    json.object("scope", () -> scope(report.scope()));
    objects("headline", report.headline(), this::figure);
    objects("figures", report.figures(), this::figure);
    objects("findings", report.findings(), this::finding);
    objects("rules", report.rules(), this::rule);
    json.texts("finding_notes", report.findingNotes());
    objects("sections", report.sections(), this::section);
    json.object("evidence", () -> evidence(report.evidence()));
  }

  private void scope(Scope scope) throws IOException {
    json.field("report", scope.name());
    json.field("service", scope.service());
    json.field("event_source", scope.eventSource());
    json.field("from", scope.from().toString());
    json.field("to", scope.to().toString());
    json.texts("accounts", scope.accounts());
    json.texts("regions", scope.regions());
    json.field("cut_off", scope.cutOff());
    json.field("last_ingest", scope.lastIngest());
    json.field("product_version", scope.productVersion());
    json.field("compared_to", scope.comparedTo());
    json.field("nil_return", scope.nilReturn());
  }

  private void figure(KeyFigure figure) throws IOException {
    json.field("name", figure.name());
    json.field("label", figure.label());
    json.field("value", figure.value());
    json.field("unit", figure.unit());
    json.field("before", figure.before().orElse(Value.NOTHING));
    json.field("compared", figure.compared().orElse(Value.NOTHING));
    json.field("sql", figure.sql());
  }

  private void finding(Finding finding) throws IOException {
    json.field("finding_id", finding.id());
    json.field("severity", finding.severity().label());
    json.field("rule", finding.rule());
    json.field("title", finding.title());
    json.field("status", finding.status().label());
    json.texts("controls", finding.controls());
    json.field("account_id", finding.accountId());
    json.field("subject", finding.subject());
    json.field("count", finding.count());
    json.field("first_seen", finding.firstSeen());
    json.field("last_seen", finding.lastSeen());
    json.field("explanation", finding.explanation());
    if (finding.acceptance().isPresent()) {
      Finding.Acceptance acceptance = finding.acceptance().get();
      json.object("accepted", () -> acceptance(acceptance));
    }
  }

  private void rule(RuleResult rule) throws IOException {
    json.field("rule", rule.rule());
    json.field("severity", rule.severity().label());
    json.field("title", rule.title());
    json.field("why", rule.why());
    json.texts("controls", rule.controls());
    json.field("outcome", rule.outcome().label());
    json.field("summary", rule.summary());
    json.field("unlisted", rule.unlisted());
    json.texts("notes", rule.notes());
  }

  private void acceptance(Finding.Acceptance acceptance) throws IOException {
    json.field("reason", acceptance.reason());
    json.field("approved_by", acceptance.approvedBy());
    json.field("until", acceptance.until());
  }

  private void section(Section section) throws IOException {
    json.field("id", section.id());
    json.field("title", section.title());
    json.texts("notes", section.notes());
    objects("charts", section.charts(), this::chart);
    objects("tables", section.tables(), this::table);
  }

  private void chart(Chart chart) throws IOException {
    json.field("title", chart.title());
    json.field("summary", chart.summary());
    if (chart instanceof Chart.Daily daily) {
      json.field("kind", "daily");
      json.texts("series", daily.series());
      objects("days", daily.days(), this::point);
    } else if (chart instanceof Chart.HeatMap map) {
      json.field("kind", "heat_map");
      json.texts("rows", map.rows());
      objects("days", map.days(), this::point);
    } else if (chart instanceof Chart.Trends trends) {
      json.field("kind", "trends");
      json.texts("months", trends.months().stream().map(YearMonth::toString).toList());
      objects("trends", trends.trends(), this::trend);
    } else if (chart instanceof Chart.Timeline line) {
      json.field("kind", "timeline");
      json.field("from", line.from().toString());
      json.field("to", line.to().toString());
      objects("lanes", line.lanes(), this::lane);
    }
  }

  private void trend(Chart.Trend trend) throws IOException {
    json.field("name", trend.name());
    json.field("label", trend.label());
    json.field("unit", trend.unit());
    json.decimals("values", trend.values());
  }

  private void point(Chart.Point point) throws IOException {
    json.field("day", point.day().toString());
    json.numbers("counts", point.counts());
  }

  private void lane(Chart.Lane lane) throws IOException {
    json.field("label", lane.label());
    objects("spans", lane.spans(), this::span);
  }

  private void span(Chart.Span span) throws IOException {
    json.field("from", span.from().toString());
    json.field("to", span.to().toString());
    json.field("open", span.open());
    json.field("idle", span.idle());
    json.field("label", span.label());
  }

  private void evidence(Evidence evidence) throws IOException {
    json.texts("statements", evidence.statements());
    json.object("facts", () -> facts(nested(evidence.facts())));
    objects("tables", evidence.tables(), this::table);
  }

  /** Facts by dotted name as nested objects, sorted by name. */
  private static Map<String, Object> nested(Map<String, Value> facts) {
    Map<String, Object> root = new TreeMap<>();
    facts.forEach(
        (name, value) -> {
          Map<String, Object> at = root;
          String[] parts = name.split("\\.", -1);
          for (int i = 0; i < parts.length - 1; i++) {
            at = branch(at, parts[i], name);
          }
          if (at.put(parts[parts.length - 1], value) != null) {
            throw new IllegalArgumentException("a fact has both a value and nested facts: " + name);
          }
        });
    return root;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> branch(Map<String, Object> at, String part, String name) {
    Object branch = at.computeIfAbsent(part, ignored -> new TreeMap<String, Object>());
    if (branch instanceof Value) {
      throw new IllegalArgumentException("a fact is nested in a fact with a value: " + name);
    }
    return (Map<String, Object>) branch;
  }

  @SuppressWarnings("unchecked")
  private void facts(Map<String, Object> facts) throws IOException {
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      if (fact.getValue() instanceof Value value) {
        json.field(fact.getKey(), value);
      } else {
        json.object(fact.getKey(), () -> facts((Map<String, Object>) fact.getValue()));
      }
    }
  }

  private void table(Table table) throws IOException {
    json.field("name", table.name());
    json.field("title", table.title());
    json.texts("notes", table.notes());
    json.field("sql", table.sql());
    json.field("count", table.rows().count());
    json.array("rows", () -> rows(table));
  }

  private void rows(Table table) throws IOException {
    List<Column> columns = table.columns();
    try {
      table.rows().forEach(row -> row(columns, row));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void row(List<Column> columns, List<Value> row) {
    try {
      json.object(
          () -> {
            for (int i = 0; i < columns.size(); i++) {
              json.field(columns.get(i).name(), row.get(i));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
