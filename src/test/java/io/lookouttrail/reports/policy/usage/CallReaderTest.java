package io.lookouttrail.reports.policy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.PolicyWorld;
import io.lookouttrail.fixtures.SparkJobRecorder;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.run.Period;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls that policies are made from, counted by plain code and by Spark. */
class CallReaderTest {
  private static final String LOOKOUT = "lookoutvision.amazonaws.com";

  @TempDir static Path folder;
  private static TableStore store;

  @BeforeAll
  static void ingest() {
    store = PolicyWorld.in(folder);
  }

  static Stream<CallSelection> selections() {
    Optional<String> none = Optional.empty();
    return Stream.of(
        new CallSelection(LOOKOUT, Optional.empty(), none, none),
        new CallSelection(LOOKOUT, Optional.of(Period.of(YearMonth.of(2025, 9))), none, none),
        new CallSelection(LOOKOUT, Optional.empty(), Optional.of(PolicyWorld.TRAINER), none),
        new CallSelection(LOOKOUT, Optional.empty(), none, Optional.of("eve")),
        new CallSelection("s3.amazonaws.com", Optional.empty(), none, none));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void sparkCountsTheSame(CallSelection selection) {
    List<CallGroup> direct = read(selection, Long.MAX_VALUE, 1_000);
    assertThat(direct).isNotEmpty();
    assertThat(read(selection, 0, 1_000)).containsExactlyInAnyOrderElementsOf(direct);
  }

  @Test
  void readsTheEventsOnceInOneJob() {
    try (SparkJobRecorder spark = SparkJobRecorder.noted()) {
      read(selections().findFirst().orElseThrow(), Long.MAX_VALUE, 1_000);
      assertThat(spark.jobs()).isEmpty();
      read(selections().findFirst().orElseThrow(), 0, 1_000);
      assertThat(spark.jobs()).contains("Count the calls of each role and user");
    }
  }

  @Test
  void refusesMoreKindsOfCallsThanMemoryShouldHold() {
    for (long direct : List.of(0L, Long.MAX_VALUE)) {
      assertThatThrownBy(() -> read(selections().findFirst().orElseThrow(), direct, 2))
          .hasMessage(
              "Cannot make policies: the calls name more than 2 different resources. Give one"
                  + " --role, one --actor or fewer months.");
    }
  }

  private static List<CallGroup> read(CallSelection selection, long maxDirect, int maxGroups) {
    return new CallReader(PinnedTables.now(store), selection, maxDirect, maxGroups).read();
  }
}
