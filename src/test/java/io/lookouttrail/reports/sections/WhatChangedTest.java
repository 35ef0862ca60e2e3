package io.lookouttrail.reports.sections;

import static io.lookouttrail.reports.findings.rules.FactsBuilder.calls;
import static io.lookouttrail.reports.findings.rules.FactsBuilder.factsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lookouttrail.reports.findings.FindingResult;
import io.lookouttrail.reports.findings.FindingsEvaluator;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class WhatChangedTest {
  private static final YearMonth AUGUST = YearMonth.of(2025, 8);
  private static final Value ACCOUNT = Value.identifier("111122223333");
  private static final Value AT = Value.moment(Instant.parse("2025-09-04T06:02:11Z"));

  private static Table table(String name, String columns, List<List<Value>> rows) {
    return new Table(
        name,
        name,
        List.of(),
        Arrays.stream(columns.split(" ", -1))
            .map(column -> new Column(column, column, Column.Type.TEXT))
            .toList(),
        Rows.of(rows),
        "");
  }

  private static final Table FIRST_TIME =
      table(
          "first_time",
          "kind subject calls first_call",
          List.of(
              List.of(Value.text("action"), Value.text("eve Create"), Value.whole(2), AT),
              List.of(Value.text("actor"), Value.text("eve"), Value.whole(3), AT),
              List.of(Value.text("role"), Value.text("arn:role/new"), Value.whole(1), AT)));

  private static final Table SILENT =
      table(
          "fell_silent",
          "actor actor_kind account_id calls_ever last_call",
          List.of(List.of(Value.text("ben"), Value.text("human"), ACCOUNT, Value.whole(40), AT)));

  private static FindingResult findings() {
    return FindingsEvaluator.evaluate(
        new FindingsEvaluator.Input(
            new PeriodFacts(
                factsFor("2025-09")
                    .of(CallKind.LONG_TERM_KEY, calls("ana", 3), calls("ben", 1))
                    .of(CallKind.CONSOLE_WITH_MFA, calls("cem", 1))
                    .build(),
                factsFor("2025-08")
                    .of(CallKind.CONSOLE_WITHOUT_MFA, calls("cem", 3))
                    .of(CallKind.ROOT, calls("root", 3))
                    .build()),
            Thresholds.DEFAULTS,
            Optional.of(List.of()),
            List.of(),
            0));
  }

  private static Section changed(boolean isInTables) {
    return new WhatChanged(AUGUST, isInTables, findings(), FIRST_TIME, SILENT).section();
  }

  private static List<List<Value>> rows(Section section) {
    return section.tables().get(0).rows().first(100);
  }

  @Test
  void countsFindingsByRuleAndListsActorsAndRoles() {
    Section section = changed(true);
    assertThat(section.tables().get(0).title()).isEqualTo("Changes since August 2025");
    assertThat(rows(section))
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2), row -> row.get(3))
        .containsExactly(
            row("new finding", "Long-term keys of actors who have a role", ACCOUNT, 2),
            row("finding gone", "Console changes without MFA", ACCOUNT, 1),
            row("finding past", "Use of the root user", ACCOUNT, 1),
            row("new actor", "eve", Value.NOTHING, 3),
            row("silent actor", "ben", ACCOUNT, 40),
            row("new role", "arn:role/new", Value.NOTHING, 1));
    assertThat(rows(section).get(0).get(5)).isEqualTo(Value.text("long_term_key_beside_role"));
    assertThat(rows(section).get(3).get(4)).isEqualTo(AT);
    assertThat(section.notes()).isEmpty();
  }

  private static Tuple row(String change, String subject, Value account, long number) {
    return tuple(Value.text(change), Value.text(subject), account, Value.whole(number));
  }

  @Test
  void comparesWithNothingIfTheMonthBeforeIsNotInTheTables() {
    Section section = changed(false);
    assertThat(rows(section)).isEmpty();
    assertThat(section.notes())
        .containsExactly("2025-08 is not in the tables, so there is nothing to compare with.");
  }
}
