package io.lookouttrail.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.fixtures.HostileReport;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.render.common.FindingsTable;
import io.lookouttrail.reports.render.common.PrintableText;
import io.lookouttrail.reports.render.common.RulesTable;
import io.lookouttrail.reports.render.csv.CsvRenderer;
import io.lookouttrail.reports.render.csv.CsvText;
import io.lookouttrail.reports.render.json.JsonRenderer;
import io.lookouttrail.reports.render.pdf.PdfText;
import io.lookouttrail.reports.render.pdf.Pdfs;
import io.lookouttrail.reports.render.xlsx.Workbooks;
import io.lookouttrail.reports.render.xlsx.XlsxText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Hostile text in every field of a report stays text in every format. */
class HostileTextTest {
  static final List<String> TEXTS = HostileReport.TEXTS;

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @FieldSource("TEXTS")
  void staysATextInJson(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonRenderer.writeReport(new HostileReport(text).report(), out);
    JsonNode json = JSON.readTree(out.toByteArray());
    String whole = PrintableText.wellFormed(text);
    assertThat(json.at("/scope/service").asText()).isEqualTo(whole);
    assertThat(json.at("/headline/0/label").asText()).isEqualTo(whole);
    assertThat(json.at("/findings/0/explanation").asText())
        .isEqualTo(PrintableText.wellFormed(text + " " + text));
    assertThat(json.at("/rules/0/summary").asText()).isEqualTo(whole);
    assertThat(json.at("/sections/2/tables/0/rows/0/actor").asText()).isEqualTo(whole);
    assertThat(json.at("/evidence/facts/archive").asText()).isEqualTo(whole);
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void staysInItsCellInCsv(String text) throws IOException {
    Report report = new HostileReport(text).report();
    List<Table> tables =
        Stream.concat(Stream.of(FindingsTable.of(report), RulesTable.of(report)), report.tables())
            .toList();
    for (Table table : tables) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CsvRenderer.write(table, out);
      List<List<String>> rows = CsvText.rows(out.toString(StandardCharsets.UTF_8));
      assertThat(rows).hasSize(1 + (int) table.rows().count());
      assertThat(rows).allMatch(row -> row.size() == table.columns().size());
      assertThat(rows)
          .allSatisfy(
              row -> assertThat(row).noneMatch(cell -> cell.matches("(?s)[=+@\t\r\n\uFF1D].*")));
    }
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void staysATextInAWorkbook(String text) throws IOException {
    try (XSSFWorkbook workbook = Workbooks.of(new HostileReport(text).report())) {
      for (Sheet sheet : workbook) {
        for (Row row : sheet) {
          for (Cell cell : row) {
            assertThat(cell.getCellType()).isNotIn(CellType.FORMULA, CellType.ERROR);
          }
        }
      }
      Cell actor = workbook.getSheet("access_by_actor").getRow(1).getCell(0);
      assertThat(actor.getCellType()).isEqualTo(CellType.STRING);
      if (text.length() < XlsxText.LIMIT) {
        assertThat(actor.getStringCellValue())
            .isEqualTo(
                PrintableText.wellFormed(text)
                    .replace("\r\n", "\n")
                    .replace('\r', '\n')
                    .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\uFFFE\uFFFF]", "\uFFFD"));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void staysATextInAPdf(String text) throws IOException {
    try (PDDocument pdf = Pdfs.of(new HostileReport(text).report())) {
      assertThat(pdf.getNumberOfPages()).isBetween(3, 16);
      // Compares sets of letters: text extraction reverses words of right-to-left scripts.
      String page = Pdfs.text(pdf, 1);
      assertThat(page.replaceAll("\\s+", " "))
          .contains("log files (99.3%)", "Prepared by", "Reviewed by");
      assertThat(page.codePoints().boxed())
          .containsAll(
              PdfText.of(text, 100).replaceAll("[\\s\u2026]", "").codePoints().boxed().toList());
    }
  }
}
