package io.lookouttrail.reports.model;

import java.util.Optional;

/**
 * A single figure of a report.
 *
 * @param unit what the figure counts, printed after the value
 * @param before the value of the month before; empty where the report does not compare
 * @param sql the query that gives the value, for {@code lookout-trail sql}
 */
public record KeyFigure(
    String name, String label, Value value, String unit, Optional<Value> before, String sql) {}
