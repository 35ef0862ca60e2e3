package io.lookouttrail.reports.render.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

class XlsxRendererTest {

  private static Table table(List<List<Value>> rows) {
    List<Column> columns =
        IntStream.range(0, rows.isEmpty() ? 1 : rows.get(0).size())
            .mapToObj(i -> new Column("c" + i, "Column " + i, Column.Type.TEXT))
            .toList();
    return new Table("t", "T", List.of(), columns, Rows.of(rows), "");
  }

  private static XSSFSheet sheet(Table table, int limit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "Lookout Trail", "1.0")) {
      new XlsxSheet(workbook.newWorksheet("t"), table, limit).write();
    }
    return Workbooks.of(out.toByteArray()).getSheetAt(0);
  }

  private static Row cells(Value... values) throws IOException {
    return sheet(table(List.of(List.of(values))), 10).getRow(1);
  }

  @Test
  void givesEachCellItsType() throws IOException {
    Row row =
        cells(
            Value.whole(-48_213),
            Value.decimal(new BigDecimal("1312.50")),
            Value.moment(Instant.parse("2025-09-01T05:58:03Z")),
            Value.day(LocalDate.of(2025, 9, 30)),
            Value.flag(true),
            Value.identifier("010000000003"),
            Value.text("=1+1"),
            Value.NOTHING);
    assertThat(row.getCell(0).getNumericCellValue()).isEqualTo(-48_213);
    assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(1312.5);
    assertThat(row.getCell(1).getCellStyle().getDataFormatString()).isEqualTo("#,##0.00");
    assertThat(row.getCell(2).getLocalDateTimeCellValue())
        .isEqualTo(LocalDateTime.parse("2025-09-01T05:58:03"));
    assertThat(row.getCell(3).getLocalDateTimeCellValue())
        .isEqualTo(LocalDateTime.parse("2025-09-30T00:00:00"));
    assertThat(row.getCell(4).getBooleanCellValue()).isTrue();
    assertThat(row.getCell(5).getStringCellValue()).isEqualTo("010000000003");
    assertThat(row.getCell(6).getCellType()).isEqualTo(CellType.STRING);
    assertThat(row.getCell(6).getStringCellValue()).isEqualTo("=1+1");
    assertThat(row.getCell(7)).isNull();
  }

  @Test
  void writesNumbersAndDatesOutOfRangeAsText() throws IOException {
    Row row =
        cells(
            Value.whole(Long.MAX_VALUE),
            Value.day(LocalDate.of(1899, 1, 1)),
            Value.moment(Instant.parse("1700-01-01T00:00:00Z")));
    assertThat(row.getCell(0).getStringCellValue()).isEqualTo("9223372036854775807");
    assertThat(row.getCell(1).getStringCellValue()).isEqualTo("1899-01-01");
    assertThat(row.getCell(2).getStringCellValue()).isEqualTo("1700-01-01T00:00:00Z");
  }

  @Test
  void keepsTextThatLooksLikeAnEscape() throws IOException {
    assertThat(cells(Value.text("_x0041_ a\r\nb")).getCell(0).getStringCellValue())
        .isEqualTo("_x0041_ a\nb");
  }

  @Test
  void truncatesTextThatIsTooLongForACell() throws IOException {
    String text = cells(Value.text("a".repeat(40_000))).getCell(0).getStringCellValue();
    assertThat(text).hasSize(32_767).endsWith("a\u2026 [cut from 40,000 characters]");
  }

  @Test
  void notesHowManyRowsASheetCannotHold() throws IOException {
    List<List<Value>> rows =
        IntStream.range(0, 7).mapToObj(row -> List.of(Value.whole(row))).toList();
    XSSFSheet sheet = sheet(table(rows), 5);
    assertThat(sheet.getLastRowNum()).isEqualTo(4);
    assertThat(sheet.getRow(3).getCell(0).getNumericCellValue()).isEqualTo(2);
    assertThat(sheet.getRow(4).getCell(0).getStringCellValue())
        .isEqualTo("4 more rows are in t.csv; a sheet cannot hold them.");
  }

  @Test
  void freezesHeadingsAndHasFiltersOnEverySheet() throws IOException {
    try (XSSFWorkbook workbook = Workbooks.of(TestReports.ofAMonth())) {
      assertThat(workbook.getSheetName(0)).isEqualTo("about");
      assertThat(workbook.getSheetName(1)).isEqualTo("findings");
      for (int i = 1; i < workbook.getNumberOfSheets(); i++) {
        XSSFSheet sheet = workbook.getSheetAt(i);
        assertThat(sheet.getPaneInformation().isFreezePane()).as(sheet.getSheetName()).isTrue();
        assertThat(sheet.getCTWorksheet().isSetAutoFilter()).as(sheet.getSheetName()).isTrue();
        assertThat(sheet.getColumnWidth(0)).as(sheet.getSheetName()).isGreaterThan(2048);
      }
    }
  }

  @Test
  void holdsEveryRowOfALongTable() throws IOException {
    try (XSSFWorkbook workbook = Workbooks.of(TestReports.withChanges(1_500))) {
      Sheet sheet = workbook.getSheet("changes");
      assertThat(sheet.getLastRowNum()).isEqualTo(1_500);
      Cell last = sheet.getRow(1_500).getCell(1);
      assertThat(last.getStringCellValue()).endsWith("000000001499");
    }
  }

  @Test
  void hasNoTimestamp() throws IOException {
    try (XSSFWorkbook workbook = Workbooks.of(TestReports.ofNoCall())) {
      assertThat(workbook.getProperties().getCoreProperties().getCreated()).isNull();
      assertThat(workbook.getProperties().getCoreProperties().getCreator())
          .isEqualTo("Lookout Trail");
    }
  }
}
