package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.render.common.PrintableText;

/** Converts text to characters that the fonts of the PDF can show; the template escapes markup. */
public final class PdfText {
  private static final int REPLACEMENT = 0xFFFD;

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
