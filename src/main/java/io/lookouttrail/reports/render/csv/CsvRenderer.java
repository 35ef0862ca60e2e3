package io.lookouttrail.reports.render.csv;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table as CSV: RFC 4180 in UTF-8 with {@code \n} and a header. A text that a spreadsheet would
 * run as a formula gets an apostrophe in front (OWASP, CSV injection); numbers are left alone.
 */
public final class CsvRenderer {
  /** What begins a formula in some spreadsheet, the full-width forms among them. */
  private static final String RUNS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvRenderer() {}

  public static void write(Table table, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = new CsvWriter(text, settings());
    csv.writeRow(table.columns().stream().map(Column::name).map(CsvRenderer::defused).toList());
    try {
      table.rows().forEach(row -> csv.writeRow(cells(row)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    csv.flush();
    text.flush();
  }

  private static CsvWriterSettings settings() {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.getFormat().setQuoteEscape('"');
    settings.setQuotationTriggers('"', ',', '\n', '\r');
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setSkipEmptyLines(false);
    settings.setNullValue("");
    settings.setEmptyValue("");
    return settings;
  }

  private static List<String> cells(List<Value> row) {
    return row.stream().map(CsvRenderer::cell).toList();
  }

  private static String cell(Value value) {
    String text = PrintableText.of(value);
    boolean written = value instanceof Value.Text || value instanceof Value.Identifier;
    return written ? defused(text) : text;
  }

  private static String defused(String text) {
    return !text.isEmpty() && RUNS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
