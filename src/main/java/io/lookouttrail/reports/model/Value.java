package io.lookouttrail.reports.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** One cell of a table. */
public sealed interface Value {

  /** Text as somebody wrote it: may be hostile, is escaped by each renderer. */
  record Text(String text) implements Value {}

  /** A name made of digits or letters that is never a number: an account id, a key, a hash. */
  record Identifier(String text) implements Value {}

  record Whole(long number) implements Value {}

  /** A fraction; its scale is how many digits are shown. */
  record Decimal(BigDecimal number) implements Value {}

  /** A moment in UTC. */
  record Moment(Instant at) implements Value {}

  /** A day in UTC. */
  record Day(LocalDate date) implements Value {}

  record Flag(boolean set) implements Value {}

  /** What is not known, or does not apply. */
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
