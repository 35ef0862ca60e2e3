package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.render.common.FigureChange;

/**
 * A key figure and its change from the month before.
 *
 * @param trend the trend of the {@link FigureChange}
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

  static HtmlFigure of(KeyFigure figure) {
    FigureChange change = FigureChange.of(figure);
    return new HtmlFigure(
        figure.name(),
        figure.label(),
        HtmlCell.of(figure.value()),
        figure.unit(),
        change.trend(),
        change.text(),
        figure.sql());
  }
}
