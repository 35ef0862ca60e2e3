package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.CellOrder;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The counts behind {@link CallCharts} as plain code. */
final class CallChartCounts {
  private CallChartCounts() {}

  private static Grouping<CallCount> byDay() {
    return new Grouping<CallCount>().key("event_date", Column.Type.DAY, CallCount::eventDate);
  }

  /** Counts calls by action; all but the most called actions have one name. */
  static ResultRows byAction(ReportMemory memory, int limit, String others) {
    Map<String, Long> calls = new HashMap<>();
    memory.callsInPeriod().forEach(call -> calls.merge(call.action(), call.calls(), Long::sum));
    Set<String> most =
        calls.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey(CellOrder.TEXT)))
            .limit(limit)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(HashSet::new));
    return byDay()
        .key(
            "action",
            Column.Type.TEXT,
            call -> most.contains(call.action()) ? call.action() : others)
        .sum("calls", CallCount::calls)
        .of(memory.callsInPeriod());
  }
}
