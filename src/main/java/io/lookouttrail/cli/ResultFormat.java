package io.lookouttrail.cli;

/** How a result is written. */
enum ResultFormat {
  /** For people: aligned columns. */
  TABLE,
  /** RFC 4180 with a header. */
  CSV,
  /** One object a line. */
  JSON
}
