package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A value as the page shows it.
 *
 * @param kind class in the style sheet: {@code text}, {@code identifier}, {@code number}, {@code
 *     moment}, {@code day}, {@code flag}, {@code nothing}
 * @param sort key by which the script sorts: a plain number or ISO 8601; empty if the text is the
 *     key
 */
record HtmlCell(String kind, String text, String sort) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  static HtmlCell of(Value value) {
    if (value instanceof Value.Text it) {
      return new HtmlCell("text", it.text(), "");
    } else if (value instanceof Value.Identifier it) {
      return new HtmlCell("identifier", it.text(), "");
    } else if (value instanceof Value.Whole it) {
      return new HtmlCell(
          "number", String.format(Locale.ROOT, "%,d", it.number()), Long.toString(it.number()));
    } else if (value instanceof Value.Decimal it) {
      return new HtmlCell("number", decimal(it.number()), it.number().toPlainString());
    } else if (value instanceof Value.Moment it) {
      return of(it.at());
    } else if (value instanceof Value.Day it) {
      return new HtmlCell("day", it.date().toString(), it.date().toString());
    } else if (value instanceof Value.Flag it) {
      return new HtmlCell("flag", it.set() ? "yes" : "no", "");
    }
    return new HtmlCell("nothing", "", "");
  }

  static HtmlCell of(Instant at) {
    return new HtmlCell("moment", MOMENT.format(at), at.toString());
  }

  private static String decimal(BigDecimal number) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
  }
}
