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
 * Renderer of a table as CSV: RFC 4180 in UTF-8, with {@code \n} and a header. A text that a
 * spreadsheet would evaluate as a formula gets an apostrophe in front (OWASP, CSV injection);
 * numbers do not.
 */
public final class CsvRenderer {
  /** Characters that begin a formula in a spreadsheet, with their full-width forms. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvRenderer() {}

  /** Writes the table; flushes the stream and leaves it open. */
  public static void write(Table table, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = new CsvWriter(text, settings());
    csv.writeRow(
        table.columns().stream().map(Column::name).map(CsvRenderer::escapeFormula).toList());
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
    boolean isText = value instanceof Value.Text || value instanceof Value.Identifier;
    return isText ? escapeFormula(text) : text;
  }

  private static String escapeFormula(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
