package io.lookouttrail.reports.render.html;

import java.util.ArrayList;
import java.util.List;

/**
 * One or more days that one bar or cell of a chart covers, with their counts.
 *
 * @param first the first day in the report, ISO 8601
 * @param group the month or year that several ranges belong to
 * @param label its short name within the group
 * @param weekend whether it is a Saturday or a Sunday
 * @param counts one count for each series
 */
record DayRange(String first, String group, String label, boolean weekend, List<Long> counts) {

  /** The range with more counts added. */
  DayRange plus(List<Long> more) {
    List<Long> sums = new ArrayList<>(counts);
    for (int at = 0; at < sums.size(); at++) {
      sums.set(at, sums.get(at) + more.get(at));
    }
    return new DayRange(first, group, label, weekend, sums);
  }

  /** Whether all counts are 0. */
  boolean empty() {
    return counts.stream().allMatch(count -> count == 0);
  }
}
