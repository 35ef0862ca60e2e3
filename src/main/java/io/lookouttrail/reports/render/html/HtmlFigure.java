package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * A key figure and its change from the month before.
 *
 * @param trend {@code up}, {@code down}, {@code level}, or {@code none} without a comparable number
 * @param change the change as text; empty without a comparable number
 */
record HtmlFigure(
    String name,
    String label,
    HtmlCell value,
    String unit,
    String trend,
    String change,
    String sql) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static HtmlFigure of(KeyFigure figure) {
    Optional<BigDecimal> now = number(figure.value());
    Optional<BigDecimal> before = figure.before().flatMap(HtmlFigure::number);
    boolean isComparable = now.isPresent() && before.isPresent();
    int direction = isComparable ? now.orElseThrow().compareTo(before.orElseThrow()) : 0;
    return new HtmlFigure(
        figure.name(),
        figure.label(),
        HtmlCell.of(figure.value()),
        figure.unit(),
        !isComparable ? "none" : direction > 0 ? "up" : direction < 0 ? "down" : "level",
        !isComparable
            ? ""
            : change(
                now.orElseThrow(),
                before.orElseThrow(),
                figure.before().map(HtmlCell::of).orElseThrow().text()),
        figure.sql());
  }

  private static String change(BigDecimal now, BigDecimal before, String beforeText) {
    if (now.compareTo(before) == 0) {
      return "the same as the month before";
    }
    if (before.signum() == 0) {
      return "from 0 the month before";
    }
    BigDecimal percent =
        now.subtract(before).multiply(HUNDRED).divide(before.abs(), 1, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%+,.1f\u00A0%%", percent).replace('-', '\u2212')
        + " from "
        + beforeText
        + " the month before";
  }

  private static Optional<BigDecimal> number(Value value) {
    if (value instanceof Value.Whole it) {
      return Optional.of(BigDecimal.valueOf(it.number()));
    }
    return value instanceof Value.Decimal it ? Optional.of(it.number()) : Optional.empty();
  }
}
