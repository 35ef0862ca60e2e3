package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.render.common.PrintableText;

/** Text as a page can show it; the template escapes what markup is made of. */
public final class PdfText {
  private static final int REPLACEMENT = 0xFFFD;

  private PdfText() {}

  /**
   * White space becomes blanks; what cannot be seen (controls, marks that turn the direction of
   * reading) and what the fonts lack becomes a replacement character.
   *
   * @param limit at most so many characters; the rest is cut with an ellipsis
   */
  public static String of(String text, int limit) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(limit + 1L).forEach(codePoint -> append(shown, codePoint));
    return PrintableText.cut(shown.toString(), limit);
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (codePoint == '\r') {
      return;
    }
    if (codePoint == ' ' || codePoint == '\n' || codePoint == '\t') {
      shown.append(' ');
    } else {
      shown.appendCodePoint(isSeen(codePoint) ? codePoint : REPLACEMENT);
    }
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> PdfFonts.draw(codePoint);
    };
  }
}
