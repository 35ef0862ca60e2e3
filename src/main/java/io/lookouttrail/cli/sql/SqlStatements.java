package io.lookouttrail.cli.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Text split into statements at semicolons, except those in quotes or comments.
 *
 * @param whole the statements, without semicolons and surrounding blanks. The last statement may
 *     have no semicolon. Statements that are empty or only a comment are left out
 * @param ended whether nothing but blanks and comments follows the last semicolon
 */
public record SqlStatements(List<String> whole, boolean ended) {
  public SqlStatements {
    whole = List.copyOf(whole);
  }

  public static SqlStatements split(String text) {
    List<String> whole = new ArrayList<>();
    int start = 0;
    boolean hasWords = false;
    int at = 0;
    while (at < text.length()) {
      int next = skip(text, at);
      char c = text.charAt(at);
      if (next == at + 1 && c == ';') {
        if (hasWords) {
          whole.add(text.substring(start, at).strip());
        }
        start = next;
        hasWords = false;
      } else if (!isComment(text, at) && !Character.isWhitespace(c)) {
        hasWords = true;
      }
      at = next;
    }
    if (hasWords) {
      whole.add(text.substring(start).strip());
    }
    return new SqlStatements(whole, !hasWords);
  }

  private static boolean isComment(String text, int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  /** The index after the quoted text, the comment or the character at this index. */
  private static int skip(String text, int at) {
    char c = text.charAt(at);
    if (c == '\'' || c == '"' || c == '`') {
      return afterQuote(text, at, c);
    }
    if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return at + 1;
  }

  private static int afterQuote(String text, int at, char quote) {
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && quote != '`') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return text.length();
  }
}
