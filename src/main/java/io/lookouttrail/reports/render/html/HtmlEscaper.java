package io.lookouttrail.reports.render.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Escaper of all text that the template prints into the page.
 *
 * <p>Besides the five characters of markup, it replaces characters that are invisible or that
 * change how other text reads: controls, text direction, joiners and other formatting, private and
 * unassigned code points, unpaired surrogates. They appear as their code point, {@code ⟨U+202E⟩}.
 * Line breaks and tabs stay; the style sheet shows them.
 */
final class HtmlEscaper extends HTMLOutputFormat {
  static final HtmlEscaper INSTANCE = new HtmlEscaper();

  private HtmlEscaper() {}

  /** Markup of this program, which the template prints unchanged. */
  static TemplateModel trustedMarkup(String markup) {
    return new Markup(null, markup);
  }

  @Override
  protected TemplateHTMLOutputModel newTemplateMarkupOutputModel(
      @Nullable String text, @Nullable String markup) {
    return new Markup(text, markup);
  }

  @Override
  public String escapePlainText(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(html, point));
    return html.toString();
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(escapePlainText(text));
  }

  private static void append(StringBuilder html, int point) {
    switch (point) {
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '&' -> html.append("&amp;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      case '\n', '\t' -> html.append((char) point);
      default -> html.append(visible(point));
    }
  }

  /** A text with the replacements for invisible characters, before markup is escaped. */
  static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                shown.append(point == '\n' || point == '\t' ? "" + (char) point : visible(point)));
    return shown.toString();
  }

  private static String visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          codePoint(point);
      case Character.UNASSIGNED ->
          isNoncharacter(point) ? codePoint(point) : Character.toString(point);
      default -> Character.toString(point);
    };
  }

  /**
   * Whether Unicode never assigns the code point. Others may be assigned in a later version than
   * that of the JDK.
   */
  private static boolean isNoncharacter(int point) {
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  private static String codePoint(int point) {
    String digits = Integer.toHexString(point).toUpperCase(Locale.ROOT);
    return "\u27E8U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits + "\u27E9";
  }

  /** Markup of this output format. */
  private static final class Markup extends TemplateHTMLOutputModel {
    private Markup(@Nullable String text, @Nullable String markup) {
      super(text, markup);
    }

    @Override
    public HTMLOutputFormat getOutputFormat() {
      return INSTANCE;
    }
  }
}
