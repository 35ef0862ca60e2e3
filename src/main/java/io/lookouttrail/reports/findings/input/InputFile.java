package io.lookouttrail.reports.findings.input;

import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.run.UserError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A list that a user hands in, and how its errors are told.
 *
 * @param what what it holds, as in {@code the accounts}
 * @param name the file as the user named it
 * @param remedy how it is written right, a whole sentence
 */
record InputFile(String what, String name, String text, String remedy) {
  InputFile {
    text = withoutMark(text);
  }

  /** Without the byte order mark that spreadsheets put before UTF-8. */
  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  boolean isJson() {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  UserError error(long line, String why) {
    return error("line " + line + ": " + why);
  }

  UserError error(String why) {
    return UserError.cannot("read " + what + " in " + name, why, remedy);
  }

  /**
   * An entry of the list.
   *
   * @param line where it ends, from 1
   * @param cells by column; what is blank is left out
   */
  record Entry(long line, Map<String, String> cells) {
    Entry {
      cells = Map.copyOf(cells);
    }

    Optional<String> cell(String column) {
      return Optional.ofNullable(cells.get(column));
    }
  }

  /** A cell that must be there. */
  String required(Entry entry, String column) {
    return entry.cell(column).orElseThrow(() -> error(entry.line(), "there is no " + column));
  }

  /** A day in a cell. */
  Optional<LocalDate> day(Entry entry, String column) {
    return entry
        .cell(column)
        .map(
            text -> {
              try {
                return LocalDate.parse(text);
              } catch (DateTimeParseException e) {
                throw error(
                    entry.line(),
                    "%s is '%s'; write it as 2025-09-30".formatted(column, FindingText.cut(text)));
              }
            });
  }

  /** Refuses columns that nobody would read. */
  void checkColumns(long line, Set<String> columns, Set<String> known) {
    for (String column : columns) {
      if (!known.contains(column)) {
        throw error(
            line,
            "the column '%s' is not known; known are %s"
                .formatted(FindingText.cut(column), String.join(", ", new TreeSet<>(known))));
      }
    }
  }
}
