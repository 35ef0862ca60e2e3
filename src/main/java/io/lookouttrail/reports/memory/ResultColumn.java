package io.lookouttrail.reports.memory;

import io.lookouttrail.reports.model.Column;

/** Name and type of a column of a result. */
public record ResultColumn(String name, Column.Type type) {}
