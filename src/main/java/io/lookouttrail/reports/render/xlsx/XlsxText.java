package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.render.common.PrintableText;
import java.util.Locale;
import java.util.regex.Pattern;

/** Converts text to characters that a cell of a workbook can hold. */
public final class XlsxText {
  /** The most characters in a cell of Excel. */
  public static final int LIMIT = 32_767;

  /**
   * Text that a reader of a workbook would take for an escaped character (ECMA-376, ST_Xstring).
   */
  private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private XlsxText() {}

  static String of(String text) {
    String lines = PrintableText.wellFormed(text).replace("\r\n", "\n").replace('\r', '\n');
    return ESCAPE.matcher(truncate(validXml(lines))).replaceAll("_x005F_");
  }

  private static String truncate(String text) {
    if (text.length() <= LIMIT) {
      return text;
    }
    String mark = String.format(Locale.ROOT, " [cut from %,d characters]", text.length());
    return PrintableText.truncate(text, LIMIT - mark.length()) + mark;
  }

  /** Replaces characters that XML 1.0 cannot hold. */
  private static String validXml(String text) {
    StringBuilder valid = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t' && c != '\n') || c == '\uFFFE' || c == '\uFFFF') {
        valid = valid == null ? new StringBuilder(text) : valid;
        valid.setCharAt(i, '\uFFFD');
      }
    }
    return valid == null ? text : valid.toString();
  }
}
