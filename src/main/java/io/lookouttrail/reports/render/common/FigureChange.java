package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Change of a key figure from the month before.
 *
 * @param trend {@code up}, {@code down}, {@code level}, or {@code none} without a comparable number
 * @param text the change as text; empty without a comparable number
 */
public record FigureChange(String trend, String text) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final FigureChange NONE = new FigureChange("none", "");

  public static FigureChange of(KeyFigure figure) {
    Optional<BigDecimal> now = number(figure.value());
    Optional<BigDecimal> before = figure.before().flatMap(FigureChange::number);
    if (now.isEmpty() || before.isEmpty()) {
      return NONE;
    }
    int direction = now.orElseThrow().compareTo(before.orElseThrow());
    String trend = direction > 0 ? "up" : direction < 0 ? "down" : "level";
    String beforeText = figure.before().map(PrintableText::forPeople).orElseThrow();
    return new FigureChange(trend, text(now.orElseThrow(), before.orElseThrow(), beforeText));
  }

  private static String text(BigDecimal now, BigDecimal before, String beforeText) {
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
