package io.lookouttrail.reports.model;

import java.util.Optional;

/**
 * A figure of the first screen.
 *
 * @param unit what it counts, as one reads it behind the figure
 * @param before the same of the month before; empty where there is none to compare with
 * @param sql the query that gives it
 */
public record KeyFigure(
    String name, String label, Value value, String unit, Optional<Value> before, String sql) {}
