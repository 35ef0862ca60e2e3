package io.lookouttrail.reports.check;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.findings.input.ThresholdsFile;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.run.Period;
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
  private final List<AuthorizationDetails> given;

  private OptionsReader(JsonTree root, List<AuthorizationDetails> given) {
    this.root = root;
    this.given = given;
  }

  /** The authorization details of a report are not among those that were given. */
  public static final class DetailsMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DetailsMissingException(String message) {
      super(message);
    }
  }

  /**
   * Reads the options of a report.
   *
   * @param given authorization details, from which those of the report are taken
   * @throws DetailsMissingException if those of the report are not among them
   * @throws IllegalArgumentException if the file is not one of this layout; the message says why
   */
  public static ReportOptions read(byte[] json, List<AuthorizationDetails> given) {
    JsonTree root = JsonTree.parse(json);
    long layout = root.whole("layout");
    if (layout != OptionsFile.LAYOUT) {
      throw new IllegalArgumentException("its layout has the number " + layout);
    }
    try {
      return new OptionsReader(root, List.copyOf(given)).options();
    } catch (DetailsMissingException e) {
      throw e;
    } catch (UserError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("a value in it is not as it was written", e);
    }
  }

  private ReportOptions options() {
    ReportOptions options = ownOptions();
    return comparedTo().map(options::compareTo).orElse(options);
  }

  /** The period that the report is compared with; files of earlier versions have none. */
  private Optional<Period> comparedTo() {
    return root.names().contains("compared_to")
        ? root.optional("compared_to").map(Period::parse)
        : Optional.empty();
  }

  private ReportOptions ownOptions() {
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
            root.text("product_version"))
        .withAuthorization(authorization());
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
              finding.names().contains("account_id")
                  ? finding.optional("account_id")
                  : Optional.empty(),
              finding.text("reason"),
              finding.text("approved_by"),
              finding.optional("until").map(LocalDate::parse)));
    }
    return accepted;
  }

  private List<AuthorizationDetails> authorization() {
    List<AuthorizationDetails> details = new ArrayList<>();
    for (JsonTree file : root.objects("authorization_details")) {
      String account = file.text("account_id");
      String sha256 = file.text("sha256");
      details.add(
          given.stream()
              .filter(one -> one.accountId().equals(account) && one.sha256().equals(sha256))
              .findFirst()
              .orElseThrow(
                  () ->
                      new DetailsMissingException(
                          "it was made with the authorization details of account %s (SHA-256 %s)"
                              .formatted(account, sha256))));
    }
    return details;
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
