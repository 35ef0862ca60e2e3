package io.lookouttrail.cli.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Text cut into statements at semicolons, but not at those within quotes or comments.
 *
 * @param whole the statements without their semicolons and surrounding blanks; the last one also
 *     where it has none; none that is empty or only a comment
 * @param ended whether nothing but blanks and comments follows the last semicolon
 */
public record SqlStatements(List<String> whole, boolean ended) {
  public SqlStatements {
    whole = List.copyOf(whole);
  }

  public static SqlStatements split(String text) {
    List<String> whole = new ArrayList<>();
    int start = 0;
    boolean holdsWords = false;
    int at = 0;
    while (at < text.length()) {
      int next = skip(text, at);
      char c = text.charAt(at);
      if (next == at + 1 && c == ';') {
        if (holdsWords) {
          whole.add(text.substring(start, at).strip());
        }
        start = next;
        holdsWords = false;
      } else if (!isComment(text, at) && !Character.isWhitespace(c)) {
        holdsWords = true;
      }
      at = next;
    }
    if (holdsWords) {
      whole.add(text.substring(start).strip());
    }
    return new SqlStatements(whole, !holdsWords);
  }

  private static boolean isComment(String text, int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  /** The place behind the quoted text, the comment or the character that stands here. */
  private static int skip(String text, int at) {
    char c = text.charAt(at);
    if (c == '\'' || c == '"' || c == '`') {
      return behindQuote(text, at, c);
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

  private static int behindQuote(String text, int at, char quote) {
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
