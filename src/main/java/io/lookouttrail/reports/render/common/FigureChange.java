package io.lookouttrail.reports.render.common;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Change of a key figure from the month before, or from the period that the report is compared
 * with.
 *
 * @param trend {@code up}, {@code down}, {@code level}, or {@code none} without a comparable number
 * @param text the change as text; empty without a comparable number
 * @param absence why there is no change, where it is missing; empty where nothing is compared
 */
public record FigureChange(String trend, String text, String absence) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Compares a figure.
   *
   * @param scope of the report that has the figure
   */
  public static FigureChange of(KeyFigure figure, Scope scope) {
    Optional<Value> other = scope.comparedTo().isPresent() ? figure.compared() : figure.before();
    Optional<BigDecimal> now = number(figure.value());
    Optional<BigDecimal> then = other.flatMap(FigureChange::number);
    if (now.isEmpty() || then.isEmpty()) {
      return new FigureChange("none", "", absence(scope));
    }
    int direction = now.orElseThrow().compareTo(then.orElseThrow());
    String trend = direction > 0 ? "up" : direction < 0 ? "down" : "level";
    String thenText = other.map(PrintableText::forPeople).orElseThrow();
    String text = text(now.orElseThrow(), then.orElseThrow(), thenText, when(scope));
    return new FigureChange(trend, text, "");
  }

  /** A report of several months is compared only with a period that the user names. */
  private static String absence(Scope scope) {
    boolean isCompared = scope.comparedTo().isPresent() || scope.from().equals(scope.to());
    return isCompared ? "no data for " + scope.comparedTo().orElse("the month before") : "";
  }

  private static String when(Scope scope) {
    return scope.comparedTo().map(period -> "in " + period).orElse("the month before");
  }

  private static String text(BigDecimal now, BigDecimal then, String thenText, String when) {
    if (now.compareTo(then) == 0) {
      return "the same as " + when;
    }
    if (then.signum() == 0) {
      return "from 0 " + when;
    }
    BigDecimal percent =
        now.subtract(then).multiply(HUNDRED).divide(then.abs(), 1, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%+,.1f\u00A0%%", percent).replace('-', '\u2212')
        + " from "
        + thenText
        + " "
        + when;
  }

  private static Optional<BigDecimal> number(Value value) {
    if (value instanceof Value.Whole it) {
      return Optional.of(BigDecimal.valueOf(it.number()));
    }
    return value instanceof Value.Decimal it ? Optional.of(it.number()) : Optional.empty();
  }
}
