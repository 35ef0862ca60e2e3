package io.lookouttrail.reports.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.attest.DsseEnvelope;
import io.lookouttrail.fixtures.HostileReport;
import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.fixtures.TestSigner;
import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.ReportFiles;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.run.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportStatementTest {
  private static final TestSigner SIGNER = TestSigner.create();
  private static final GenerationInfo GENERATED =
      new GenerationInfo(
          Instant.parse("2025-11-02T08:00:00Z"), "ines", "host-7", "lookout-trail report", "r-1");

  @TempDir Path folder;

  private static JsonNode statement(Report report) throws IOException {
    return new ObjectMapper()
        .readTree(
            ReportStatement.json(report, new TreeMap<>(Map.of("a.csv", "00", "b.csv", "11"))));
  }

  @Test
  void isAnInTotoStatementOfItsOwnType() throws IOException {
    JsonNode json = statement(TestReports.ofAMonth());
    assertThat(json.get("_type").textValue()).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(json.get("predicateType").textValue())
        .isEqualTo("https://github.com/lookout-trail/lookout-trail/report-predicate/v1");
    assertThat(json.get("subject").toString())
        .isEqualTo(
            "[{\"name\":\"a.csv\",\"digest\":{\"sha256\":\"00\"}},"
                + "{\"name\":\"b.csv\",\"digest\":{\"sha256\":\"11\"}}]");
  }

  /** A report with this evidence alone. */
  private static Report basedOn(Map<String, Value> facts, Map<String, String> options) {
    Report it = TestReports.ofNoCall();
    Table table =
        new Table(
            "options",
            "Options",
            List.of(),
            List.of(),
            Rows.of(
                new TreeMap<>(options)
                    .entrySet().stream()
                        .map(
                            option ->
                                List.of(Value.text(option.getKey()), Value.text(option.getValue())))
                        .toList()),
            "");
    return new Report(
        it.scope(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Evidence(List.of(), new TreeMap<>(facts), List.of(table)));
  }

  @Test
  void saysWhatTheReportIsBasedOn() throws IOException {
    Report report =
        basedOn(
            Map.of(
                "tables.events", Value.whole(7),
                "coverage.days.logs", Value.whole(30),
                "proof.signed.files", Value.whole(2),
                "proof.signed.bytes", Value.whole(999_999),
                "proof.signed.calls", Value.whole(0),
                "proof.unproven.files", Value.whole(1),
                "proof.unproven.bytes", Value.whole(1),
                "files.read", Value.whole(3)),
            Map.of("lateness_days", "3"));
    assertThat(statement(report).get("predicate").toString())
        .isEqualTo(
            ("{'product':{'name':'Lookout Trail','version':'0.1.0'},"
                    + "'report':{'name':'2025-09','event_source':'lookoutvision.amazonaws.com',"
                    + "'from_month':'2025-09','to_month':'2025-09'},"
                    + "'table_versions':{'events':7},'options':{'lateness_days':'3'},"
                    + "'coverage_days':{'logs':30},"
                    + "'proof':{'signed':{'files':2,'share_of_files':0.6666,"
                    // Not 1: a byte is not proven.
                    + "'bytes':999999,'share_of_bytes':0.9999,'calls':0,'share_of_calls':null},"
                    + "'unproven':{'files':1,'share_of_files':0.3333,"
                    + "'bytes':1,'share_of_bytes':0.0,'calls':0,'share_of_calls':null}}}")
                .replace('\'', '"'));
  }

  @Test
  void namesEveryFileOfTheFolder() throws IOException {
    ReportFiles.write(TestReports.ofNoCall(), GENERATED, folder);
    List<String> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.map(file -> file.getFileName().toString()).sorted().toList();
    }
    new ReportSignature(SIGNER, new Timestamping.None()).attest(TestReports.ofNoCall(), folder);
    DsseEnvelope envelope =
        DsseEnvelope.parse(Files.readAllBytes(folder.resolve("report.intoto.json")));
    assertThat(envelope.isSignedBy(SIGNER.publicKey())).isTrue();
    Map<String, String> signed = SignedStatement.of(envelope).files();
    assertThat(signed.keySet()).containsExactlyElementsOf(files);
    assertThat(files).contains("SHA256SUMS", "generated.json");
    for (String file : files) {
      assertThat(signed.get(file)).isEqualTo(Sha256.hex(Files.readAllBytes(folder.resolve(file))));
    }
  }

  static final List<String> HOSTILE = HostileReport.TEXTS;

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void isJsonWhateverTheTextsAre(String text) throws IOException {
    assertThat(statement(new HostileReport(text).report()).get("subject")).hasSize(2);
  }

  private static DsseEnvelope signed(String payload) {
    return DsseEnvelope.sign(
        DsseEnvelope.IN_TOTO, payload.getBytes(StandardCharsets.UTF_8), SIGNER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"_type\": \"https://in-toto.io/Statement/v0.1\"}",
        "{\"predicateType\": \"https://slsa.dev/provenance/v1\"}",
        "{\"subject\": {}}",
        "{\"subject\": [{\"name\": \"a\", \"digest\": {}}, {\"name\": \"a\", \"digest\": {}}]}",
      })
  void refusesStatementsOfOthers(String payload) {
    assertThatThrownBy(() -> SignedStatement.of(signed(payload)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesOtherPayloads() {
    DsseEnvelope other = DsseEnvelope.sign("text/plain", new byte[] {1}, SIGNER);
    assertThatThrownBy(() -> SignedStatement.of(other))
        .hasMessage("its payload is no in-toto statement");
  }
}
