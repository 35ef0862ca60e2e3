package io.lookouttrail.reports.render.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.lookouttrail.fixtures.HostileReport;
import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.fixtures.WorldReports;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The published schema of {@code report.json} describes what the program writes, and all of it. */
class ReportSchemaTest {
  private static final Path SCHEMA = Path.of("src/docs/report.schema.json");
  private static final Path GOLDEN = Path.of("src/test/resources/io/lookouttrail/reports");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonSchema schema(JsonNode schema) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
  }

  private static JsonNode published() throws IOException {
    return JSON.readTree(SCHEMA.toFile());
  }

  /** As published, and no field may be there that it does not name. */
  private static JsonNode closed() throws IOException {
    JsonNode schema = published();
    close(schema);
    return schema;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ReportSchemaTest::close);
  }

  private static List<String> problems(JsonNode schema, JsonNode report) {
    return schema(schema).validate(report).stream()
        .map(ValidationMessage::getMessage)
        .limit(5)
        .toList();
  }

  private static JsonNode json(Report report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonRenderer.writeReport(report, bytes);
    return JSON.readTree(bytes.toByteArray());
  }

  @Test
  void describesEveryGoldenFile() throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(GOLDEN)) {
      files = walked.filter(file -> file.endsWith("report.json")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(problems(closed(), JSON.readTree(file.toFile()))).as(file.toString()).isEmpty();
    }
  }

  @Test
  void describesReportsOfPeriodsOfNothingAndOfTheTables() throws IOException {
    for (Report report :
        List.of(
            TestReports.ofAPeriod(),
            TestReports.ofNoCall(),
            WorldReports.lookout(WorldReports.SEPTEMBER, WorldReports.SEPTEMBER))) {
      assertThat(problems(closed(), json(report))).isEmpty();
    }
  }

  static final List<String> HOSTILE = HostileReport.TEXTS;

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void describesReportsWithHostileTexts(String text) throws IOException {
    JsonNode report = json(new HostileReport(text).report());
    // Names of figures and tables are ours.
    assertThat(problems(closed(), report)).allMatch(problem -> problem.contains("name"));
  }

  @Test
  void letsReadersIgnoreNewFields() throws IOException {
    ObjectNode report = (ObjectNode) json(TestReports.ofAMonth());
    report.put("more", 1);
    assertThat(problems(published(), report)).isEmpty();
    assertThat(problems(closed(), report)).hasSize(1);
  }

  @Test
  void findsFieldsThatAreMissingOrOfAnotherType() throws IOException {
    for (String field : List.of("schema_version", "scope", "findings", "sections", "evidence")) {
      ObjectNode report = (ObjectNode) json(TestReports.ofAMonth());
      report.remove(field);
      assertThat(problems(published(), report)).as(field).isNotEmpty();
      report.put(field, "text");
      assertThat(problems(published(), report)).as(field).isNotEmpty();
    }
    ObjectNode report = (ObjectNode) json(TestReports.ofAMonth());
    ((ObjectNode) report.get("findings").get(0)).put("severity", "worst");
    assertThat(problems(published(), report)).isNotEmpty();
  }

  /** A severity or status that is added needs an entry of the schema. */
  @Test
  void namesEverySeverityAndStatus() throws IOException {
    JsonNode finding = published().at("/$defs/finding/properties");
    assertThat(texts(finding.at("/severity/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(Finding.Severity.values()).map(Finding.Severity::label).toList());
    assertThat(texts(finding.at("/status/enum")))
        .containsAll(Arrays.stream(Finding.Status.values()).map(Finding.Status::label).toList());
  }

  private static List<String> texts(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
        .map(i -> array.get(i).textValue())
        .toList();
  }

  @Test
  void hasTheNumberThatReportsName() throws IOException {
    JsonNode version = published().at("/properties/schema_version/const");
    assertThat(json(TestReports.ofNoCall()).get("schema_version")).isEqualTo(version);
    assertThat(published().get("$id").textValue()).endsWith("/v" + version.intValue());
  }
}
