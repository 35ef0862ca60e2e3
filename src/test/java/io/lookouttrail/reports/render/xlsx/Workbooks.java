package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.model.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads workbooks for tests, with another library than the one that wrote them. */
public final class Workbooks {
  static {
    // Test texts of one repeated letter compress better than POI allows by default.
    ZipSecureFile.setMinInflateRatio(0);
  }

  private Workbooks() {}

  public static XSSFWorkbook of(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    XlsxRenderer.write(report, out);
    return of(out.toByteArray());
  }

  public static XSSFWorkbook of(byte[] bytes) throws IOException {
    return new XSSFWorkbook(new ByteArrayInputStream(bytes));
  }

  /** All cells of all sheets, one line each: address, type and value. */
  public static String text(XSSFWorkbook workbook) {
    StringBuilder text = new StringBuilder();
    for (Sheet sheet : workbook) {
      text.append("== ").append(sheet.getSheetName()).append('\n');
      for (Row row : sheet) {
        for (Cell cell : row) {
          text.append(cell.getAddress()).append(' ').append(cell(cell)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String cell(Cell cell) {
    CellType type = cell.getCellType();
    return switch (type) {
      case STRING -> "text " + cell.getStringCellValue();
      case BOOLEAN -> "flag " + cell.getBooleanCellValue();
      case NUMERIC ->
          DateUtil.isCellDateFormatted(cell)
              ? "date "
                  + DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(cell.getLocalDateTimeCellValue())
              : "number "
                  + new BigDecimal(cell.getNumericCellValue()).stripTrailingZeros().toPlainString();
      default -> type.toString();
    };
  }
}
