package io.lookouttrail.reports.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.fixtures.HostileReport;
import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.render.common.PrintableText;
import io.lookouttrail.run.Period;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsFileTest {
  private static ReportOptions full(String text) {
    return new ReportOptions(
        "rekognition.amazonaws.com",
        YearMonth.of(2025, 7),
        YearMonth.of(2025, 9),
        7,
        Optional.of(new BigDecimal("3.50")),
        Optional.of(
            List.of(
                new ScopeAccount(
                    "012345678901",
                    Optional.of(text),
                    Optional.of(text),
                    Optional.of(LocalDate.of(2024, 2, 29)),
                    Optional.empty()),
                new ScopeAccount(
                    "111122223333",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(LocalDate.of(2025, 12, 31))))),
        List.of(
            new AcceptedFinding(
                Optional.of("f-1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text,
                text,
                Optional.of(LocalDate.of(2026, 1, 1))),
            new AcceptedFinding(
                Optional.empty(),
                Optional.of("root_used"),
                Optional.of(text),
                Optional.empty(),
                "known",
                "ines",
                Optional.empty()),
            new AcceptedFinding(
                Optional.empty(),
                Optional.of("digest_contradicted"),
                Optional.empty(),
                Optional.of("012345678901"),
                "restored",
                "ines",
                Optional.empty())),
        new Thresholds(1, 2, 3, 4, 5, 6, 7),
        Map.of("events", 7L, "ingested_files", Long.MAX_VALUE),
        "1.2.3");
  }

  private static ReportOptions bare() {
    return new ReportOptions(
        "lookoutvision.amazonaws.com",
        YearMonth.of(2025, 9),
        YearMonth.of(2025, 9),
        3,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Thresholds.DEFAULTS,
        Map.of(),
        "1.2.3");
  }

  @Test
  void givesBackEveryOption() {
    ReportOptions compared =
        bare().compareTo(new Period(YearMonth.of(2024, 7), YearMonth.of(2024, 9)));
    for (ReportOptions options : List.of(full("plant Leipzig"), bare(), compared)) {
      assertThat(OptionsReader.read(OptionsFile.json(options), List.of())).isEqualTo(options);
    }
  }

  /** Files of before the entries of whole accounts have no such field. */
  @Test
  void readsAcceptedFindingsWithoutAnAccount() {
    ReportOptions options = full("a");
    String json = new String(OptionsFile.json(options), StandardCharsets.UTF_8);
    String older = json.replaceAll("\\s*\"account_id\" : null,", "");
    assertThat(older).isNotEqualTo(json);
    assertThat(OptionsReader.read(older.getBytes(StandardCharsets.UTF_8), List.of()))
        .isEqualTo(options);
  }

  /** Files of before reports were compared with another period have no such fields. */
  @Test
  void readsOptionsWithoutAComparison() {
    String json = new String(OptionsFile.json(bare()), StandardCharsets.UTF_8);
    String older = json.replaceAll("\\s*\"compared_to\" : null,", "");
    assertThat(older).doesNotContain("compare");
    assertThat(OptionsReader.read(older.getBytes(StandardCharsets.UTF_8), List.of()))
        .isEqualTo(bare());
  }

  /** A list of no account is another option than no list. */
  @Test
  void tellsNoListFromAnEmptyOne() {
    ReportOptions none = bare();
    ReportOptions empty =
        new ReportOptions(
            none.eventSource(),
            none.from(),
            none.to(),
            none.latenessDays(),
            none.priceInferenceHour(),
            Optional.of(List.of()),
            none.accepted(),
            none.thresholds(),
            none.versions(),
            none.productVersion());
    assertThat(OptionsReader.read(OptionsFile.json(empty), List.of()).scope()).contains(List.of());
    assertThat(OptionsReader.read(OptionsFile.json(none), List.of()).scope()).isEmpty();
  }

  static final List<String> HOSTILE = HostileReport.TEXTS;

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void keepsHostileTexts(String text) {
    ReportOptions read = OptionsReader.read(OptionsFile.json(full(text)), List.of());
    // No file in UTF-8 has unpaired surrogates; every format of the report replaces them.
    assertThat(read).isEqualTo(full(PrintableText.wellFormed(text)));
  }

  /** An option that is added has to be in the file, or its report could not be made again. */
  @Test
  void hasAFieldForEveryOption() throws IOException {
    JsonNode json = new ObjectMapper().readTree(OptionsFile.json(full("a")));
    Map<String, String> names =
        Map.of(
            "from", "from_month",
            "to", "to_month",
            "scope", "accounts_in_scope",
            "accepted", "accepted_findings",
            "authorization", "authorization_details",
            "versions", "table_versions");
    for (RecordComponent component : ReportOptions.class.getRecordComponents()) {
      String snake = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      assertThat(json.has(names.getOrDefault(component.getName(), snake))).as(snake).isTrue();
    }
    for (RecordComponent component : Thresholds.class.getRecordComponents()) {
      String snake = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      assertThat(json.get("thresholds").has(snake)).as(snake).isTrue();
    }
  }

  @Test
  void hasTheSameBytesForTheSameOptions() {
    assertThat(OptionsFile.json(full("a"))).isEqualTo(OptionsFile.json(full("a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"layout\": \"1\"}",
        "{\"layout\": 1}",
        "{\"layout\": 1, \"layout\": 1}"
      })
  void refusesWhatIsNoSuchFile(String text) {
    assertThatThrownBy(() -> OptionsReader.read(text.getBytes(StandardCharsets.UTF_8), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichLayoutItDoesNotKnow() {
    String newer =
        new String(OptionsFile.json(bare()), StandardCharsets.UTF_8)
            .replace("\"layout\" : 1", "\"layout\" : 2");
    assertThatThrownBy(() -> OptionsReader.read(newer.getBytes(StandardCharsets.UTF_8), List.of()))
        .hasMessage("its layout has the number 2");
  }

  @Test
  void refusesValuesThatNoOptionHas() {
    String good = new String(OptionsFile.json(full("a")), StandardCharsets.UTF_8);
    for (String[] change :
        new String[][] {
          {"\"2025-07\"", "\"2025-13\""},
          {"\"to_month\" : \"2025-09\"", "\"to_month\" : \"2025-01\""},
          {"\"lateness_days\" : 7", "\"lateness_days\" : 99"},
          {"\"012345678901\"", "\"1\""},
          {"\"baseline_months\" : 1", "\"baseline_months\" : 0"},
          {"\"baseline_months\" : 1", "\"other_months\" : 1"},
          {"\"3.50\"", "\"cheap\""}
        }) {
      assertThat(good).contains(change[0]);
      byte[] bad = good.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> OptionsReader.read(bad, List.of()))
          .as(change[1])
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void authorizationDetailsAreFoundAgainByTheirHash() {
    AuthorizationDetails file = details("Inspector");
    ReportOptions options = full("x").withAuthorization(List.of(file));
    byte[] json = OptionsFile.json(options);
    assertThat(OptionsReader.read(json, List.of(details("Other"), file))).isEqualTo(options);
    assertThatThrownBy(() -> OptionsReader.read(json, List.of(details("Other"))))
        .isInstanceOf(OptionsReader.DetailsMissingException.class)
        .hasMessage(
            "it was made with the authorization details of account 111122223333 (SHA-256 "
                + file.sha256()
                + ")");
  }

  private static AuthorizationDetails details(String role) {
    return AuthorizationDetails.parse(
        "details.json",
        """
        {"UserDetailList": [], "GroupDetailList": [], "Policies": [], "RoleDetailList": [{
          "RoleName": "%1$s", "Path": "/", "RoleId": "AROAEXAMPLE",
          "Arn": "arn:aws:iam::111122223333:role/%1$s", "RolePolicyList": [],
          "AttachedManagedPolicies": []}]}"""
            .formatted(role));
  }
}
