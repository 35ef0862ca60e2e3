package io.lookouttrail.reports.render.csv;

import java.util.ArrayList;
import java.util.List;

/** Strict reader of CSV (RFC 4180). */
public final class CsvText {
  private final String text;
  private int at;

  private CsvText(String text) {
    this.text = text;
  }

  public static List<List<String>> rows(String text) {
    CsvText csv = new CsvText(text);
    List<List<String>> rows = new ArrayList<>();
    while (csv.at < text.length()) {
      rows.add(csv.row());
    }
    return rows;
  }

  private List<String> row() {
    List<String> cells = new ArrayList<>();
    do {
      cells.add(text.startsWith("\"", at) ? quoted() : plain());
    } while (text.charAt(at++) == ',');
    return cells;
  }

  private String plain() {
    int start = at;
    while (text.charAt(at) != ',' && text.charAt(at) != '\n') {
      if (text.charAt(at) == '"' || text.charAt(at) == '\r') {
        throw new IllegalArgumentException("a bare quote or return at " + at);
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    at++;
    while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
      cell.append(text.charAt(at));
      at += text.charAt(at) == '"' ? 2 : 1;
    }
    at++;
    if (text.charAt(at) != ',' && text.charAt(at) != '\n') {
      throw new IllegalArgumentException("text after a quote at " + at);
    }
    return cell.toString();
  }
}
