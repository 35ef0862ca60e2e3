package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.render.common.PrintableText;

/** Converts text to characters that the fonts of the PDF can show; the template escapes markup. */
public final class PdfText {
  private static final int REPLACEMENT = 0xFFFD;

  /** Width of an average character of a bold English text, in parts of the font size. */
  private static final double AVERAGE_WIDTH = 0.58;

  private PdfText() {}

  /**
   * Replaces white space by spaces, and invisible characters (controls, text direction) and those
   * without a glyph by a replacement character.
   *
   * @param limit the most characters of the result; an ellipsis replaces the rest
   */
  public static String of(String text, int limit) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(limit + 1L).forEach(codePoint -> append(shown, codePoint));
    return PrintableText.truncate(shown.toString(), limit);
  }

  /**
   * The same for a text that must not be wider than so many average characters: of a text of wide
   * characters it shows fewer.
   */
  static String ofWidth(String text, int limit) {
    String shown = of(text, limit);
    double width = 0;
    int end = 0;
    while (end < shown.length()) {
      int codePoint = shown.codePointAt(end);
      width += PdfFonts.width(codePoint);
      if (width > limit * AVERAGE_WIDTH) {
        return shown.substring(0, end) + '\u2026';
      }
      end += Character.charCount(codePoint);
    }
    return shown;
  }

  /** The text of a long path or name: an ellipsis replaces its middle, because its end differs. */
  static String shortened(String text, int limit) {
    if (text.length() <= limit || text.indexOf(' ') >= 0) {
      return of(text, limit);
    }
    int start = limit / 4;
    int end = text.length() - (limit - start - 1);
    return of(text.substring(0, start) + '\u2026' + text.substring(end), limit);
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (codePoint == '\r') {
      return;
    }
    if (codePoint == ' ' || codePoint == '\n' || codePoint == '\t') {
      shown.append(' ');
    } else {
      shown.appendCodePoint(isVisible(codePoint) ? codePoint : REPLACEMENT);
    }
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> PdfFonts.hasGlyph(codePoint);
    };
  }
}
