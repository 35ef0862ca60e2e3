package io.lookouttrail.reports.render.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A day, or as many as one mark of a chart stands for, with its counts.
 *
 * @param first its first day in the report, ISO 8601
 * @param group what several of them lie in: a month, a year
 * @param label its short name in there
 * @param rest whether it is a Saturday or a Sunday
 */
record DayRange(String first, String group, String label, boolean rest, List<Long> counts) {

  DayRange plus(List<Long> more) {
    List<Long> sums = new ArrayList<>(counts);
    for (int at = 0; at < sums.size(); at++) {
      sums.set(at, sums.get(at) + more.get(at));
    }
    return new DayRange(first, group, label, rest, sums);
  }

  boolean empty() {
    return counts.stream().allMatch(count -> count == 0);
  }
}
