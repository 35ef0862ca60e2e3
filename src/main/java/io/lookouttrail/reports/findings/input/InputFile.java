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
 * Text of a file that a user gives, with the parts of its error messages.
 *
 * @param content what the file holds, as in {@code the accounts}
 * @param name the file name as the user gave it
 * @param text the whole content, without a byte order mark
 * @param remedy what the user should do, in whole sentences
 */
record InputFile(String content, String name, String text, String remedy) {
  InputFile {
    text = withoutByteOrderMark(text);
  }

  /** Removes the byte order mark that spreadsheets write before UTF-8. */
  static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Whether the text begins like a JSON object or array. */
  boolean isJson() {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  UserError error(long line, String why) {
    return error("line " + line + ": " + why);
  }

  UserError error(String why) {
    return UserError.cannot("read " + content + " in " + name, why, remedy);
  }

  /**
   * One entry of the list.
   *
   * @param line the line number for error messages, from 1
   * @param cells values by column, without blank ones
   */
  record Entry(long line, Map<String, String> cells) {
    Entry {
      cells = Map.copyOf(cells);
    }

    /** The value of a column; empty if it is blank or missing. */
    Optional<String> cell(String column) {
      return Optional.ofNullable(cells.get(column));
    }
  }

  /** The value of a column, which must not be blank. */
  String required(Entry entry, String column) {
    return entry.cell(column).orElseThrow(() -> error(entry.line(), column + " is missing"));
  }

  /** The value of a column as a day; empty if it is blank. */
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
                    "%s is '%s', not a day such as 2025-09-30"
                        .formatted(column, FindingText.truncate(text)));
              }
            });
  }

  /** Refuses unknown columns. */
  void checkColumns(long line, Set<String> columns, Set<String> known) {
    for (String column : columns) {
      if (!known.contains(column)) {
        throw error(
            line,
            "the column '%s' is not known; the columns are %s"
                .formatted(FindingText.truncate(column), String.join(", ", new TreeSet<>(known))));
      }
    }
  }
}
