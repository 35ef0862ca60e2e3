package io.lookouttrail.cli.terminal;

import java.util.Locale;
import org.jline.utils.WCWidth;

/** Width of text on a terminal: East Asian letters and emoji have two columns, accents none. */
public final class DisplayWidth {
  private static final String CUT = "…";

  private DisplayWidth() {}

  public static int of(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  /** Cuts the text to a width; an ellipsis stands for what is cut off. */
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int taken = 1;
    for (int c : text.codePoints().toArray()) {
      taken += Math.max(0, WCWidth.wcwidth(c));
      if (taken > width) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept + CUT;
  }

  /**
   * Escapes control and direction characters. A user agent can be any text that a caller sent: it
   * must not move the cursor of the terminal that shows it.
   */
  public static String visible(String text) {
    if (text.codePoints().noneMatch(DisplayWidth::isHidden)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                  if (isHidden(c)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    shown.appendCodePoint(c);
                  }
                }
              }
            });
    return shown.toString();
  }

  private static boolean isHidden(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029;
  }
}
