package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.render.common.FigureChange;

/**
 * A key figure and its change.
 *
 * @param trend the trend of the {@link FigureChange}
 * @param change the change as text; empty without a comparable number
 * @param absence why there is no change; empty if there is one, or nothing to compare with
 */
record HtmlFigure(
    String name,
    String label,
    HtmlCell value,
    String unit,
    String trend,
    String change,
    String absence,
    String sql) {

  static HtmlFigure of(KeyFigure figure, Scope scope) {
    FigureChange change = FigureChange.of(figure, scope);
    return new HtmlFigure(
        figure.name(),
        figure.label(),
        HtmlCell.of(figure.value()),
        figure.unit(),
        change.trend(),
        change.text(),
        change.absence(),
        figure.sql());
  }
}
