package io.lookouttrail.reports.check;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.input.ThresholdsFile;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.UserError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reader of the file that {@link OptionsFile} writes. */
public final class OptionsReader {
  private final JsonTree root;

  private OptionsReader(JsonTree root) {
    this.root = root;
  }

  /**
   * Reads the options of a report.
   *
   * @throws IllegalArgumentException if the file is not one of this layout; the message says why
   */
  public static ReportOptions read(byte[] json) {
    JsonTree root = JsonTree.parse(json);
    long layout = root.whole("layout");
    if (layout != OptionsFile.LAYOUT) {
      throw new IllegalArgumentException("its layout has the number " + layout);
    }
    try {
      return new OptionsReader(root).options();
    } catch (UserError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("a value in it is not as it was written", e);
    }
  }

  private ReportOptions options() {
    return new ReportOptions(
        root.text("event_source"),
        YearMonth.parse(root.text("from_month")),
        YearMonth.parse(root.text("to_month")),
        Math.toIntExact(root.whole("lateness_days")),
        root.optional("price_inference_hour").map(BigDecimal::new),
        root.flag("has_accounts_in_scope") ? Optional.of(accounts()) : Optional.empty(),
        accepted(),
        thresholds(),
        versions(),
        root.text("product_version"));
  }

  private List<ScopeAccount> accounts() {
    List<ScopeAccount> accounts = new ArrayList<>();
    for (JsonTree account : root.objects("accounts_in_scope")) {
      accounts.add(
          new ScopeAccount(
              account.text("account_id"),
              account.optional("name"),
              account.optional("owner"),
              account.optional("in_scope_from").map(LocalDate::parse),
              account.optional("in_scope_to").map(LocalDate::parse)));
    }
    return accounts;
  }

  private List<AcceptedFinding> accepted() {
    List<AcceptedFinding> accepted = new ArrayList<>();
    for (JsonTree finding : root.objects("accepted_findings")) {
      accepted.add(
          new AcceptedFinding(
              finding.optional("finding_id"),
              finding.optional("rule"),
              finding.optional("subject"),
              finding.text("reason"),
              finding.text("approved_by"),
              finding.optional("until").map(LocalDate::parse)));
    }
    return accepted;
  }

  private Thresholds thresholds() {
    JsonTree thresholds = root.object("thresholds");
    StringBuilder lines = new StringBuilder();
    for (String key : thresholds.names()) {
      lines.append(key).append(" = ").append(thresholds.whole(key)).append('\n');
    }
    return ThresholdsFile.read(OptionsFile.NAME, lines.toString());
  }

  private Map<String, Long> versions() {
    JsonTree tables = root.object("table_versions");
    Map<String, Long> versions = new HashMap<>();
    for (String table : tables.names()) {
      versions.put(table, tables.whole(table));
    }
    return versions;
  }
}
