package io.lookouttrail.reports.policy;

import java.util.List;

/**
 * Condition that every recorded call of a principal met.
 *
 * @param operator such as {@code StringEquals}
 * @param key such as {@code aws:SourceVpce}
 * @param basis the calls that it is taken from, as a sentence
 */
public record ConditionSuggestion(String operator, String key, List<String> values, String basis) {
  public ConditionSuggestion {
    values = List.copyOf(values);
  }
}
