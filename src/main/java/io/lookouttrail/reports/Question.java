package io.lookouttrail.reports;

import java.util.List;

/**
 * A table of the report, before it is asked for.
 *
 * @param query in a total order, over names in braces as {@link Relations} binds them
 */
record Question(String name, String title, List<String> notes, String query) {
  Question {
    notes = List.copyOf(notes);
  }

  Question(String name, String title, String query) {
    this(name, title, List.of(), query);
  }
}
