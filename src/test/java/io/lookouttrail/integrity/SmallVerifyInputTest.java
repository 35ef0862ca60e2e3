package io.lookouttrail.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.ArchiveLister;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.SparkPath;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.integrity.chain.ListedNames;
import io.lookouttrail.integrity.chain.OriginalLocations;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too large to be verified without Spark. */
class SmallVerifyInputTest {
  private static final SmallVerifyLimits JUST_ENOUGH = new SmallVerifyLimits(3, 3, 10_000, 2);

  @TempDir Path folder;
  private TableStore store;
  private VerifyListing listing;

  /** Three log files, and two findings of an earlier run. */
  @BeforeEach
  void write() {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    for (String name : new String[] {"a", "b", "c"}) {
      archive.deliver("2025-09-03T04:05:00Z", name, TestRecord.anEvent());
    }
    store = EmptyTables.at(folder.resolve("tables"));
    ArchiveLister lister = new ArchiveLister(store.hadoop(), 1);
    listing =
        new VerifyListing(
            lister.list(archive.uri(), Window.everything(), found -> {}),
            lister.listDigests(archive.uri(), Window.everything(), found -> {}));
    Optional<String> none = Optional.empty();
    DigestFinding finding =
        new DigestFinding(
            Kind.LOG,
            "file:///elsewhere",
            none,
            none,
            none,
            Optional.empty(),
            Optional.empty(),
            State.VALID,
            Proof.NONE,
            Severity.OK,
            none,
            none,
            "",
            none);
    Row row = DigestFindingsTable.row(Instant.EPOCH, "earlier", finding);
    DigestFindingsTable.append(store, Collections.nCopies(2, row));
  }

  private boolean isSmall(SmallVerifyLimits limits) {
    ValidationContext context =
        ValidationContext.of(
            PublicKeys.none(),
            new OriginalLocations(Map.of()),
            Window.everything(),
            "file://" + folder + "/",
            ListedNames.none());
    return SmallVerifyInput.of(store, listing, context, false, limits).isPresent();
  }

  @Test
  void acceptsWhatIsJustSmall() {
    assertThat(isSmall(JUST_ENOUGH)).isTrue();
  }

  @Test
  void leavesManyObjectsToSpark() {
    assertThat(isSmall(new SmallVerifyLimits(2, 3, 10_000, 2))).isFalse();
  }

  @Test
  void leavesManyFilesToReadToSpark() {
    assertThat(isSmall(new SmallVerifyLimits(3, 2, 10_000, 2))).isFalse();
  }

  @Test
  void leavesManyBytesToReadToSpark() {
    assertThat(isSmall(new SmallVerifyLimits(3, 3, 10, 2))).isFalse();
  }

  @Test
  void leavesManyEarlierFindingsToSpark() {
    assertThat(isSmall(new SmallVerifyLimits(3, 3, 10_000, 1))).isFalse();
  }

  @Test
  void leavesAllToSparkWhereTheSettingSaysSo() {
    SparkPath always = SparkPath.ofRows();
    try {
      assertThat(isSmall(JUST_ENOUGH)).isFalse();
    } finally {
      always.close();
    }
  }

  @Test
  void leavesATableWithAnotherFeatureOfDeltaToSpark() {
    store
        .spark()
        .sql(
            "ALTER TABLE %s SET TBLPROPERTIES ('delta.appendOnly' = 'true')"
                .formatted(store.sqlName(DigestFindingsTable.SPEC.name())));

    assertThat(isSmall(JUST_ENOUGH)).isFalse();
  }
}
