package io.lookouttrail.reports.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result: a String, Long, Integer, BigDecimal, Double, Instant, LocalDate, Boolean or
 * null per column.
 */
public record ResultRow(List<@Nullable Object> cells) {

  /** Copies the cells. */
  public static ResultRow of(@Nullable Object... cells) {
    List<@Nullable Object> copy = new ArrayList<>(cells.length);
    Collections.addAll(copy, cells);
    return new ResultRow(copy);
  }
}
