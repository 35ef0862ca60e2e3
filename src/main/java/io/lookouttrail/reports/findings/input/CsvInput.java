package io.lookouttrail.reports.findings.input;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.input.InputFile.Entry;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of CSV (RFC 4180) whose first line names the columns. */
final class CsvInput {
  private static final int LONGEST_CELL = 65_536;
  private static final int MOST_COLUMNS = 100;

  private final InputFile input;
  private final CsvParser parser = new CsvParser(settings());

  private CsvInput(InputFile input) {
    this.input = input;
  }

  private static CsvParserSettings settings() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    settings.setCommentProcessingEnabled(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxCharsPerColumn(LONGEST_CELL);
    settings.setMaxColumns(MOST_COLUMNS);
    return settings;
  }

  /**
   * The entries after the header.
   *
   * @param known the columns that are allowed
   * @param required the columns that must be present
   */
  static List<Entry> read(InputFile input, Set<String> known, Set<String> required) {
    return new CsvInput(input).entries(known, required);
  }

  private List<Entry> entries(Set<String> known, Set<String> required) {
    // The parser counts the last line like the others only if it ends with a line break.
    String lines = input.text().replace("\r\n", "\n").replace('\r', '\n') + "\n";
    checkQuotes(lines);
    parser.beginParsing(new StringReader(lines));
    List<String> header = header(known, required);
    List<Entry> entries = new ArrayList<>();
    for (@Nullable String[] row = next(); row != null; row = next()) {
      entries.add(entry(header, row));
    }
    return entries;
  }

  /**
   * Refuses a quote that is not closed; the parser would read the rest of the file as one value.
   */
  private void checkQuotes(String lines) {
    long line = 1;
    long opened = 0;
    for (int i = 0; i < lines.length(); i++) {
      if (lines.charAt(i) == '"') {
        opened = opened == 0 ? line : 0;
      } else if (lines.charAt(i) == '\n') {
        line++;
      }
    }
    if (opened > 0) {
      throw input.error(opened, "it is not CSV: a quote is not closed");
    }
  }

  private List<String> header(Set<String> known, Set<String> required) {
    @Nullable String[] row = next();
    List<String> header = new ArrayList<>();
    for (String name : row == null ? new String[0] : row) {
      header.add(name == null ? "" : name.toLowerCase(Locale.ROOT));
    }
    if (header.stream().noneMatch(known::contains)) {
      throw input.error("the first line does not name the columns");
    }
    Set<String> columns = new LinkedHashSet<>(header);
    input.checkColumns(line(), columns, known);
    if (columns.size() < header.size()) {
      throw input.error(line(), "a column occurs twice");
    }
    for (String column : required) {
      if (!columns.contains(column)) {
        throw input.error(line(), "the column " + column + " is missing");
      }
    }
    return header;
  }

  private Entry entry(List<String> header, @Nullable String[] row) {
    if (row.length > header.size()) {
      throw input.error(
          line(),
          "it has %d values, but the header has %s"
              .formatted(row.length, FindingText.count(header.size(), "column")));
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < row.length; i++) {
      String value = row[i];
      if (value != null && !value.isBlank()) {
        cells.put(header.get(i), value.strip());
      }
    }
    return new Entry(line(), cells);
  }

  private @Nullable String @Nullable [] next() {
    try {
      return parser.parseNext();
    } catch (TextParsingException e) {
      throw input.error(
          e.getLineIndex() + 1,
          "it is not CSV: a quote in a value is not doubled, or a value has more than %d characters"
              .formatted(LONGEST_CELL));
    }
  }

  private long line() {
    return parser.getContext().currentLine();
  }
}
