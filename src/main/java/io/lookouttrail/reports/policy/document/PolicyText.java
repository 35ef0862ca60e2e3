package io.lookouttrail.reports.policy.document;

import java.util.List;

/**
 * What is written beside the statements of a principal's policies.
 *
 * @param name letters, digits and {@code +=,.@_-}; the name of the policies
 * @param description one line about the calls that the policies are made from
 * @param comments further lines: notes, conditions and suggestions; they may hold hostile text
 */
public record PolicyText(String name, String description, List<String> comments) {
  public PolicyText {
    comments = List.copyOf(comments);
  }

  /**
   * Returns the comments as lines that begin with {@code #}. No text in them can end a line: what
   * is no printable ASCII character is written as in JSON.
   */
  String commentLines(String indent) {
    StringBuilder lines = new StringBuilder();
    for (String comment : comments) {
      String quoted = JsonPolicy.quoted(comment);
      String printable =
          quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
      lines.append(indent).append("# ").append(printable).append('\n');
    }
    return lines.toString();
  }
}
