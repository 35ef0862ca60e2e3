package io.lookouttrail.reports.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.run.RunId;
import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.JobRunsTable;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableVersionsTest {
  @TempDir static Path folder;
  private static TableStore store;

  @BeforeAll
  static void noteRuns() {
    store = EmptyTables.at(folder.resolve("tables"));
    note("first", "2025-10-05T04:10:00Z", Map.of("events", 3L, "ingested_files", 2L));
    note("second", "2025-10-06T23:59:59.999999Z", Map.of("events", 5L));
    note("empty", "2025-10-06T23:59:59.999999Z", Map.of());
  }

  private static void note(String id, String finished, Map<String, Long> versions) {
    JobRunsTable.append(
        store,
        new JobRunsTable.JobRun(
            new RunId(id),
            "ingest",
            "me",
            Instant.parse("2025-10-05T04:00:00Z"),
            Instant.parse(finished),
            "1",
            Optional.empty(),
            Window.everything(),
            List.of(),
            "",
            Map.of(),
            versions,
            Map.of(),
            "done (0)"));
  }

  @Test
  void findsARunByItsId() {
    assertThat(RunTableVersions.of(store, "first"))
        .isEqualTo(
            new RunTableVersions(
                "first",
                Instant.parse("2025-10-05T04:10:00Z"),
                Map.of("events", 3L, "ingested_files", 2L)));
  }

  @Test
  void findsTheNewestRunThatHadEndedByATime() {
    assertThat(RunTableVersions.of(store, "2025-10-05T04:10:00Z").runId()).isEqualTo("first");
    assertThat(RunTableVersions.of(store, "2025-10-06T12:00:00+02:00").runId()).isEqualTo("first");
    assertThat(RunTableVersions.of(store, "2025-10-05").runId()).isEqualTo("first");
    assertThat(RunTableVersions.of(store, "2025-10-06").versions()).isEqualTo(Map.of("events", 5L));
    assertThat(RunTableVersions.time("2025-10-05T06:10:00"))
        .contains(Instant.parse("2025-10-05T06:10:00Z"));
    assertThat(RunTableVersions.time("20251005T041000Z-0a1b2c3d")).isEmpty();
  }

  @Test
  void refusesAnUnknownRun() {
    assertThatThrownBy(() -> RunTableVersions.of(store, "third"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "Cannot report on the tables as of third: no run with that id has ended over the tables at"
                + " file:"
                + folder.resolve("tables"));
    assertThatThrownBy(() -> RunTableVersions.of(store, "2025-10-05T04:09:59Z"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "Cannot report on the tables as of 2025-10-05T04:09:59Z: no run had ended by then.");
  }
}
