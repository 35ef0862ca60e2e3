package io.lookouttrail.reports.sections;

import static io.lookouttrail.reports.sections.CallGroups.callsIf;

import io.lookouttrail.reports.memory.CallCount;
import io.lookouttrail.reports.memory.Figure;
import io.lookouttrail.reports.memory.Grouping;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.memory.ResultRows;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.YearMonth;

/**
 * The tables of the section on usage as plain code; {@link UsageQueries} has their SQL.
 *
 * @param comparesMonths whether the tables have the calls of the month before
 */
record UsageTables(ReportOptions options, boolean comparesMonths) {

  ResultRows by(String keys, ReportMemory memory) {
    Grouping<CallCount> usage = CallGroups.ofPeriod(CallGroups.by(keys));
    if (comparesMonths) {
      return usage.sum("calls_before", callsIf(call -> !call.inPeriod())).of(memory.calls());
    }
    if (options.isMonth()) {
      usage.empty("calls_before", Column.Type.WHOLE);
    } else {
      options.months().forEach(month -> addMonth(month, usage));
    }
    return usage.of(memory.callsInPeriod());
  }

  private static void addMonth(YearMonth month, Grouping<CallCount> usage) {
    usage.sum("calls_" + month, callsIf(call -> YearMonth.from(call.eventDate()).equals(month)));
  }

  ResultRows byDay(ReportMemory memory) {
    Grouping<CallCount> days =
        new Grouping<CallCount>().key("date", Column.Type.DAY, CallCount::eventDate);
    return CallGroups.ofPeriod(days)
        .of(
            memory.callsInPeriod(),
            options.firstDay().datesUntil(options.lastDay().plusDays(1)).toList());
  }

  static ResultRows modelsInUse(ReportMemory memory) {
    return CallGroups.by("account_id, region, project_name, model_version")
        .sum("calls", CallCount::calls)
        .sum("images_analysed", callsIf(call -> call.action().equals("DetectAnomalies")))
        .sum("change_calls", callsIf(call -> call.hasClass("change")))
        .distinct("actors", CallCount::actor)
        .figure("first_call", Column.Type.MOMENT, Figure.min(CallCount::firstCall))
        .figure("last_call", Column.Type.MOMENT, Figure.max(CallCount::lastCall))
        .of(
            memory.callsInPeriod().stream()
                .filter(call -> call.hasOutcome("success") && call.projectName() != null)
                .toList());
  }
}
