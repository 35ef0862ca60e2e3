package io.lookouttrail.reports.facts;

import static io.lookouttrail.fixtures.ReportWorld.LOOKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.MemoryReader;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.ReportLimits;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts that plain code gives are those that Spark gives, over {@link FindingTables}. */
class MemoryFindingFactsTest {
  @TempDir static Path folder;

  private static TableStore store;

  @BeforeAll
  static void writeTables() {
    store = new TableStore(TestSpark.session(), folder.toString());
    FindingTables.write(store);
  }

  @ParameterizedTest
  @CsvSource({
    "lookoutvision.amazonaws.com, 2025-09, 2025-11, 3",
    "lookoutvision.amazonaws.com, 2025-09, 2025-11, 1000",
    "lookoutvision.amazonaws.com, 2025-09, 2025-09, 1",
    "lookoutvision.amazonaws.com, 2025-11, 2025-11, 1000",
    "codebuild.amazonaws.com, 2025-09, 2025-11, 3",
  })
  void areThoseOfSpark(String source, String from, String to, int subjects) {
    Thresholds thresholds = new Thresholds(3, 3, 10, 2, 24, 3, subjects);
    ReportOptions options =
        new ReportOptions(
            source,
            YearMonth.parse(from),
            YearMonth.parse(to),
            3,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            thresholds,
            PinnedTables.now(store).versions(),
            "1.0.0");
    PinnedTables tables = new PinnedTables(store, options.versions());
    MemoryReader reader = MemoryReader.open(tables, options, ReportLimits.DEFAULTS).orElseThrow();
    PeriodFacts inMemory =
        MemoryFindingFacts.of(reader.read().orElseThrow(), reader.ledger(), options);
    assertThat(reader.ledger()).isEqualTo(IngestedMonths.read(tables, source));
    assertThat(inMemory).isEqualTo(onSpark(tables, options));
    if (source.equals(LOOKOUT)) {
      assertThat(inMemory.period().calls()).isNotEmpty();
    }
  }

  private static PeriodFacts onSpark(PinnedTables tables, ReportOptions options) {
    try (QueryContext context = new QueryContext(TestSpark.session())) {
      return FindingFactsQuery.run(
          new FindingFactsQuery.Input(
              tables,
              ReportRows.read(tables, context, options.eventSource(), options.periods()),
              IngestedMonths.read(tables, options.eventSource()),
              options.eventSource(),
              options.periods(),
              options.thresholds()));
    }
  }
}
