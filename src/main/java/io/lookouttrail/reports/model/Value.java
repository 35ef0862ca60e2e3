package io.lookouttrail.reports.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The value of a table's cell or of a key figure. */
public sealed interface Value {

  /** Text from a log or from the user. It may be hostile: every renderer escapes it. */
  record Text(String text) implements Value {}

  /** A name that is never a number, even if it has digits only: an account id, a key, a hash. */
  record Identifier(String text) implements Value {}

  /** A whole number. */
  record Whole(long number) implements Value {}

  /** A decimal number; renderers show as many decimals as its scale has. */
  record Decimal(BigDecimal number) implements Value {}

  /** A time, shown in UTC. */
  record Moment(Instant at) implements Value {}

  /** A day in UTC. */
  record Day(LocalDate date) implements Value {}

  /** Yes or no. */
  record Flag(boolean set) implements Value {}

  /** An empty cell: the value is unknown or does not apply. */
  record Nothing() implements Value {}

  Value NOTHING = new Nothing();

  static Value text(String text) {
    return new Text(text);
  }

  static Value text(Optional<String> text) {
    return text.<Value>map(Text::new).orElse(NOTHING);
  }

  static Value identifier(String text) {
    return new Identifier(text);
  }

  static Value whole(long number) {
    return new Whole(number);
  }

  static Value decimal(BigDecimal number) {
    return new Decimal(number);
  }

  static Value moment(Instant at) {
    return new Moment(at);
  }

  static Value day(LocalDate date) {
    return new Day(date);
  }

  static Value flag(boolean set) {
    return new Flag(set);
  }
}
