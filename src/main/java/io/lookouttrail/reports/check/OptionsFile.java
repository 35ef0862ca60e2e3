package io.lookouttrail.reports.check;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Threshold;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.render.json.JsonWriter;
import io.lookouttrail.run.Period;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of a report as a file beside it, whole: with the table versions, and with the content
 * of the files that options name; of authorization details it has the hashes. From it the report
 * can be made again.
 */
public final class OptionsFile {
  public static final String NAME = "options.json";

  /** The number of the file's layout. A reader of another number does not read it. */
  static final int LAYOUT = 1;

  private OptionsFile() {}

  /** The options as JSON, in UTF-8. The same options give the same bytes. */
  public static byte[] json(ReportOptions options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(bytes)) {
      json.object(() -> write(json, options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonWriter json, ReportOptions options) throws IOException {
    json.field("layout", LAYOUT);
    json.field("product_version", options.productVersion());
    json.field("event_source", options.eventSource());
    json.field("from_month", options.from().toString());
    json.field("to_month", options.to().toString());
    json.field("compared_to", options.comparedTo().map(Period::folder));
    json.field("lateness_days", options.latenessDays());
    json.field("price_inference_hour", options.priceInferenceHour().map(BigDecimal::toPlainString));
    json.object(
        "thresholds",
        () -> {
          for (Threshold key : Threshold.values()) {
            json.field(key.key(), options.thresholds().value(key));
          }
        });
    json.field("has_accounts_in_scope", options.scope().isPresent());
    objects(json, "accounts_in_scope", options.scope().orElse(List.of()), OptionsFile::account);
    objects(json, "accepted_findings", options.accepted(), OptionsFile::accepted);
    objects(json, "authorization_details", options.authorization(), OptionsFile::details);
    json.object(
        "table_versions",
        () -> {
          for (Map.Entry<String, Long> table : new TreeMap<>(options.versions()).entrySet()) {
            json.field(table.getKey(), table.getValue());
          }
        });
  }

  /** Writes the fields of one object. */
  private interface Fields<T> {
    void write(JsonWriter json, T item) throws IOException;
  }

  private static <T> void objects(JsonWriter json, String name, List<T> items, Fields<T> fields)
      throws IOException {
    json.array(
        name,
        () -> {
          for (T item : items) {
            json.object(() -> fields.write(json, item));
          }
        });
  }

  private static void account(JsonWriter json, ScopeAccount account) throws IOException {
    json.field("account_id", account.accountId());
    json.field("name", account.name());
    json.field("owner", account.owner());
    json.field("in_scope_from", account.inScopeFrom());
    json.field("in_scope_to", account.inScopeTo());
  }

  /** The files are large and have every policy of an account, so the report has their hashes. */
  private static void details(JsonWriter json, AuthorizationDetails details) throws IOException {
    json.field("account_id", details.accountId());
    json.field("sha256", details.sha256());
  }

  private static void accepted(JsonWriter json, AcceptedFinding finding) throws IOException {
    json.field("finding_id", finding.findingId());
    json.field("rule", finding.rule());
    json.field("subject", finding.subject());
    json.field("account_id", finding.accountId());
    json.field("reason", finding.reason());
    json.field("approved_by", finding.approvedBy());
    json.field("until", finding.until());
  }
}
