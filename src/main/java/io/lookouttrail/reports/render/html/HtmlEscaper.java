package io.lookouttrail.reports.render.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one place where text becomes HTML: whatever a template prints goes through here.
 *
 * <p>Beside the five characters of markup it handles those that a reader would not see or that
 * would make him read something else: controls, directions, joiners and other formatting, private
 * and unassigned code points, halves of surrogate pairs. They are written by their number, {@code
 * ⟨U+202E⟩}. Line breaks and tabs stay: the style sheet shows them.
 */
final class HtmlEscaper extends HTMLOutputFormat {
  static final HtmlEscaper INSTANCE = new HtmlEscaper();

  private HtmlEscaper() {}

  /** Our own markup, which is printed as it is. */
  static TemplateModel ours(String markup) {
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

  /** A text as a reader of the page sees it, before any markup is escaped. */
  static String visible(String text) {
    StringBuilder seen = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                seen.append(point == '\n' || point == '\t' ? "" + (char) point : visible(point)));
    return seen.toString();
  }

  private static String visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          number(point);
      case Character.UNASSIGNED -> isNoCharacter(point) ? number(point) : Character.toString(point);
      default -> Character.toString(point);
    };
  }

  /** What Unicode never assigns; what it has assigned since is no business of this JDK's tables. */
  private static boolean isNoCharacter(int point) {
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  private static String number(int point) {
    String digits = Integer.toHexString(point).toUpperCase(Locale.ROOT);
    return "\u27E8U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits + "\u27E9";
  }

  /** Markup that belongs to this format. */
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
