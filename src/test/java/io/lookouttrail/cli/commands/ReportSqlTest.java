package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.sql.SqlExecutor;
import io.lookouttrail.fixtures.ExpectedFigures;
import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldGrants;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.fixtures.WorldReports;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.tables.SparkAccess;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The queries that a report shows give the report's figures when they are run with {@code sql}. */
class ReportSqlTest {

  @Test
  @Tag("slow")
  void everyTablesQueryGivesTheTableAndEveryFiguresTheFigure() {
    Report report =
        WorldReports.report(
            WorldReports.options(
                    ReportWorld.LOOKOUT, WorldReports.SEPTEMBER, WorldReports.SEPTEMBER)
                .withAuthorization(ReportWorldGrants.details()));
    Map<String, List<String>> shown = new TreeMap<>();
    Map<String, List<String>> asked = new TreeMap<>();
    List<Table> tables =
        report
            .tables()
            .filter(table -> !table.sql().isEmpty())
            // Its columns on grants come from the authorization details: compared below.
            .filter(table -> !table.name().equals("access_review"))
            .collect(Collectors.toCollection(ArrayList::new));
    tables.add(
        WorldReports.table(
            WorldReports.lookout(WorldReports.SEPTEMBER, WorldReports.SEPTEMBER), "access_review"));
    tables.forEach(table -> shown.put(table.name(), ExpectedFigures.text(table)));
    tables.forEach(table -> asked.put(table.name(), ask(table.sql())));
    assertThat(tables).hasSizeGreaterThan(20);
    for (KeyFigure figure : report.headline()) {
      shown.put("figure " + figure.name(), List.of(ExpectedFigures.text(figure.value())));
      asked.put("figure " + figure.name(), ask(figure.sql()));
    }
    assertThat(asked).isEqualTo(shown);
  }

  /** Only a report of several months has this table. */
  @Test
  void theQueryOfTheMonthsGivesTheTable() {
    Table months =
        WorldReports.table(
            WorldReports.lookout(WorldReports.SEPTEMBER.minusMonths(1), WorldReports.SEPTEMBER),
            "figures_by_month");
    assertThat(months.rows().count()).isEqualTo(2);
    assertThat(ask(months.sql())).isEqualTo(ExpectedFigures.text(months));
  }

  private static List<String> ask(String query) {
    SqlExecutor executor =
        SqlExecutor.over(SparkAccess.of(TestSpark.session()), ReportWorldTables.store().root());
    Row[] rows = (Row[]) executor.query(query).collect();
    return Arrays.stream(rows).map(ReportSqlTest::text).toList();
  }

  private static String text(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.isNullAt(i) ? "" : decimals(row.get(i)))
        .collect(Collectors.joining("|"));
  }

  /** The report shows two digits of each fraction. */
  private static String decimals(Object cell) {
    BigDecimal number = null;
    if (cell instanceof Double fraction) {
      number = BigDecimal.valueOf(fraction);
    } else if (cell instanceof BigDecimal exact) {
      number = exact;
    }
    return number == null
        ? cell.toString()
        : number.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
