package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.render.common.PrintableText;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as a cell of a workbook can hold it. */
public final class XlsxText {
  /** Excel's limit of characters in a cell. */
  public static final int LIMIT = 32_767;

  /** What a reader of a workbook takes for an escaped character (ECMA-376, ST_Xstring). */
  private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private XlsxText() {}

  static String of(String text) {
    String lines = PrintableText.wellFormed(text).replace("\r\n", "\n").replace('\r', '\n');
    return ESCAPE.matcher(cut(legal(lines))).replaceAll("_x005F_");
  }

  private static String cut(String text) {
    if (text.length() <= LIMIT) {
      return text;
    }
    String mark = String.format(Locale.ROOT, " [cut from %,d characters]", text.length());
    return PrintableText.cut(text, LIMIT - mark.length()) + mark;
  }

  /** What XML 1.0 cannot hold becomes a replacement character. */
  private static String legal(String text) {
    StringBuilder legal = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t' && c != '\n') || c == '\uFFFE' || c == '\uFFFF') {
        legal = legal == null ? new StringBuilder(text) : legal;
        legal.setCharAt(i, '\uFFFD');
      }
    }
    return legal == null ? text : legal.toString();
  }
}
