package io.lookouttrail.reports.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a group's key, by column name. */
record GroupKey(List<String> columns, List<@Nullable Object> cells) {
  private @Nullable Object cell(String name) {
    return cells.get(columns.indexOf(name));
  }

  @Nullable String text(String name) {
    return (String) cell(name);
  }

  String required(String name) {
    return Objects.requireNonNull(text(name), name);
  }

  @Nullable Boolean flag(String name) {
    return (Boolean) cell(name);
  }

  boolean isSet(String name) {
    return Boolean.TRUE.equals(flag(name));
  }

  LocalDate date(String name) {
    return (LocalDate) Objects.requireNonNull(cell(name), name);
  }

  @Nullable Instant time(String name) {
    return (Instant) cell(name);
  }
}
