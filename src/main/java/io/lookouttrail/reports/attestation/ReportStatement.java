package io.lookouttrail.reports.attestation;

import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import io.lookouttrail.reports.render.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writer of the in-toto statement of a report: its files with their SHA-256, and what they are
 * based on (in-toto Attestation Framework, Statement v1).
 */
final class ReportStatement {
  static final String TYPE = "https://in-toto.io/Statement/v1";

  /** The type of the predicate. The page about the report describes it. */
  static final String PREDICATE_TYPE =
      "https://github.com/lookout-trail/lookout-trail/report-predicate/v1";

  private static final int SHARE_DIGITS = 4;

  private final Report report;
  private final JsonWriter json;

  private ReportStatement(Report report, JsonWriter json) {
    this.report = report;
    this.json = json;
  }

  /**
   * The statement as JSON in UTF-8. The same report and files give the same bytes.
   *
   * @param files the SHA-256 of each file, in lower-case hexadecimal, by name
   */
  static byte[] json(Report report, SortedMap<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(bytes)) {
      ReportStatement statement = new ReportStatement(report, json);
      json.object(() -> statement.write(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(SortedMap<String, String> files) throws IOException {
    json.field("_type", TYPE);
    json.array(
        "subject",
        () -> {
          for (Map.Entry<String, String> file : files.entrySet()) {
            json.object(
                () -> {
                  json.field("name", file.getKey());
                  json.object("digest", () -> json.field("sha256", file.getValue()));
                });
          }
        });
    json.field("predicateType", PREDICATE_TYPE);
    json.object("predicate", this::predicate);
  }

  private void predicate() throws IOException {
    Scope scope = report.scope();
    json.object(
        "product",
        () -> {
          json.field("name", "Lookout Trail");
          json.field("version", scope.productVersion());
        });
    json.object(
        "report",
        () -> {
          json.field("name", scope.name());
          json.field("event_source", scope.eventSource());
          json.field("from_month", scope.from().toString());
          json.field("to_month", scope.to().toString());
        });
    values("table_versions", below("tables."));
    values("options", options());
    values("coverage_days", below("coverage.days."));
    json.object("proof", this::proof);
  }

  /** The facts of the evidence whose name begins so, by the rest of their name. */
  private SortedMap<String, Value> below(String prefix) {
    SortedMap<String, Value> facts = new TreeMap<>();
    report
        .evidence()
        .facts()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                facts.put(name.substring(prefix.length()), value);
              }
            });
    return facts;
  }

  private SortedMap<String, Value> options() {
    SortedMap<String, Value> options = new TreeMap<>();
    for (Table table : report.evidence().tables()) {
      if (table.name().equals("options")) {
        table.rows().forEach(row -> options.put(PrintableText.of(row.get(0)), row.get(1)));
      }
    }
    return options;
  }

  private void values(String name, SortedMap<String, Value> values) throws IOException {
    json.object(
        name,
        () -> {
          for (Map.Entry<String, Value> value : values.entrySet()) {
            json.field(value.getKey(), value.getValue());
          }
        });
  }

  /** Files, bytes and calls by how digests prove them, and their shares of all. */
  private void proof() throws IOException {
    SortedMap<String, Value> facts = below("proof.");
    List<String> states =
        facts.keySet().stream()
            .filter(name -> name.endsWith(".files"))
            .map(name -> name.substring(0, name.indexOf('.')))
            .toList();
    for (String state : states) {
      json.object(
          state,
          () -> {
            for (String unit : List.of("files", "bytes", "calls")) {
              long number = whole(facts, state + "." + unit);
              long all = states.stream().mapToLong(it -> whole(facts, it + "." + unit)).sum();
              json.field(unit, number);
              json.field("share_of_" + unit, share(number, all));
            }
          });
    }
  }

  private static long whole(Map<String, Value> facts, String name) {
    return facts.get(name) instanceof Value.Whole whole ? whole.number() : 0;
  }

  /** Rounded down: a share of 1 means all of them. */
  private static Value share(long part, long all) {
    return all == 0
        ? Value.NOTHING
        : Value.decimal(
            BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(all), SHARE_DIGITS, RoundingMode.DOWN));
  }
}
