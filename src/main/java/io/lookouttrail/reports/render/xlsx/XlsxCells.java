package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.dhatim.fastexcel.Worksheet;

/** Writer of values into cells by their type; a text never becomes a formula or a number. */
final class XlsxCells {
  /** The first day for which all spreadsheets use the same number. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

  /** The largest number of fifteen digits, the precision of spreadsheets. */
  private static final BigDecimal MAX_NUMBER = new BigDecimal("999999999999999");

  private final Worksheet sheet;

  XlsxCells(Worksheet sheet) {
    this.sheet = sheet;
  }

  void value(int row, int column, Value value) {
    if (value instanceof Value.Whole it) {
      number(row, column, BigDecimal.valueOf(it.number()), "#,##0");
    } else if (value instanceof Value.Decimal it) {
      int scale = Math.max(0, it.number().scale());
      number(row, column, it.number(), "#,##0" + (scale == 0 ? "" : "." + "0".repeat(scale)));
    } else if (value instanceof Value.Moment it) {
      moment(row, column, it.at());
    } else if (value instanceof Value.Day it) {
      day(row, column, it.date());
    } else if (value instanceof Value.Flag it) {
      sheet.value(row, column, it.set());
    } else if (!(value instanceof Value.Nothing)) {
      text(row, column, PrintableText.of(value));
    }
  }

  void text(int row, int column, String text) {
    sheet.inlineString(row, column, XlsxText.of(text));
  }

  void heading(int row, int column, String text) {
    text(row, column, text);
    sheet
        .style(row, column)
        .bold()
        .fillColor("1F3A5F")
        .fontColor("FFFFFF")
        .wrapText(true)
        .verticalAlignment("top")
        .set();
  }

  /** Writes text that may need several lines. */
  void paragraph(int row, int column, String text) {
    text(row, column, text);
    sheet.style(row, column).wrapText(true).verticalAlignment("top").set();
  }

  private void number(int row, int column, BigDecimal number, String format) {
    if (number.abs().compareTo(MAX_NUMBER) > 0 || number.precision() > 15) {
      text(row, column, number.toPlainString());
    } else {
      sheet.value(row, column, number);
      sheet.style(row, column).format(format).set();
    }
  }

  private void moment(int row, int column, Instant at) {
    LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    if (isOutOfRange(utc.toLocalDate())) {
      text(row, column, at.toString());
    } else {
      sheet.value(row, column, utc);
      sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
    }
  }

  private void day(int row, int column, LocalDate day) {
    if (isOutOfRange(day)) {
      text(row, column, day.toString());
    } else {
      sheet.value(row, column, day);
      sheet.style(row, column).format("yyyy-mm-dd").set();
    }
  }

  private static boolean isOutOfRange(LocalDate day) {
    return day.isBefore(FIRST_DAY) || day.getYear() > 9999;
  }
}
