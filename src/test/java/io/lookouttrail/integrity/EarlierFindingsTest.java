package io.lookouttrail.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.ArchiveLister;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ListedNames;
import io.lookouttrail.integrity.chain.OriginalLocations;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.Progress;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.run.RunId;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run takes from the findings of earlier runs. */
class EarlierFindingsTest {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final Instant CHECKED = Instant.parse("2025-09-10T00:00:00Z");

  @TempDir Path folder;
  private final List<DigestFinding> findings = new ArrayList<>();

  private static String digest(String root, String hour, String end) {
    return "%s/AWSLogs/%s/CloudTrail-Digest/%s/2025/09/03/%s_CloudTrail-Digest_%s_t_%s_20250903T%s0000Z%s"
        .formatted(root, ACCOUNT, REGION, ACCOUNT, REGION, REGION, hour, end);
  }

  private static String log(String root, String account, String day) {
    String name =
        account + "_CloudTrail_" + REGION + "_" + day.replace("/", "") + "T0405Z_x.json.gz";
    return String.join("/", root, "AWSLogs", account, "CloudTrail", REGION, day, name);
  }

  private EarlierFindingsTest found(
      Kind kind, String object, State state, Proof proof, Optional<String> hash) {
    Instant end =
        Instant.parse("2025-09-03T%s:00:00Z".formatted(object.replaceAll(".*T(..).*", "$1")));
    findings.add(
        new DigestFinding(
            kind,
            object,
            Optional.of(object.contains("444455556666") ? "444455556666" : ACCOUNT),
            Optional.of(REGION),
            Optional.of("t"),
            Optional.of(end.minusSeconds(3_600)),
            Optional.of(end),
            state,
            proof,
            Severity.LOW,
            Optional.empty(),
            hash,
            "",
            Optional.empty()));
    return this;
  }

  private EarlierFindingsTest found(String object, State state, Proof proof) {
    Kind kind = object.contains("-Digest") ? Kind.DIGEST : Kind.LOG;
    boolean there = state != State.MISSING && state != State.UNDIGESTED;
    return found(kind, object, state, proof, Optional.of("ab").filter(hash -> there));
  }

  private TableStore store() {
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    List<Row> rows =
        findings.stream()
            .map(finding -> DigestFindingsTable.row(CHECKED, "earlier", finding))
            .toList();
    DigestFindingsTable.append(
        store, store.spark().createDataFrame(rows, DigestFindingsTable.SPEC.schema()));
    return store;
  }

  private static ChainId chain(String digest) {
    return ChainId.of(digest, ACCOUNT, REGION, "t");
  }

  @Test
  void aTrailIsKnownInEveryPlaceWhereItsDigestsWereProven() {
    List<String> digests =
        List.of(
            digest("s3://b/one", "05", ".json.gz"),
            digest("s3://b/two", "04", ".json.gz"),
            digest("s3://b/two", "06", "_backfill.json.gz"));
    digests.forEach(digest -> found(digest, State.VALID, Proof.SIGNED));
    found(digest("s3://b/unproven", "05", ".json.gz"), State.VALID, Proof.NONE);
    found(digest("s3://b/moved", "05", ".json.gz"), State.MOVED, Proof.SIGNED);

    assertThat(KnownChains.proven(store(), Set.of(chain(digests.get(0)))))
        .containsExactlyInAnyOrderElementsOf(
            digests.stream().map(EarlierFindingsTest::chain).toList());
  }

  @Test
  void theNewestGoneDigestOfEveryPlaceShowsThatTheTrailWentOn() {
    found(digest("s3://b/one", "05", ".json.gz"), State.VALID, Proof.SIGNED);
    found(digest("s3://b/two", "04", ".json.gz"), State.VALID, Proof.SIGNED);
    found(digest("s3://b/two", "03", ".json.gz"), State.VALID, Proof.SIGNED);
    found(log("s3://b/two", ACCOUNT, "2025/09/03"), State.VALID, Proof.SIGNED);

    assertThat(gone(store().read(DigestFindingsTable.SPEC)).evidence().digests())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                chain(digest("s3://b/one", "05", ".json.gz")), at("05"),
                chain(digest("s3://b/two", "04", ".json.gz")), at("04")));
  }

  @Test
  void whatCloudTrailDidNotDeliverMayBeRemoved() {
    String planted = log("s3://b/planted", ACCOUNT, "2025/09/03");
    found(planted, State.UNDIGESTED, Proof.NONE);
    found(digest("s3://b/forged", "04", ".json.gz"), State.BAD_SIGNATURE, Proof.NONE);
    found(digest("s3://b/moved", "04", ".json.gz"), State.MOVED, Proof.SIGNED);
    found(digest("s3://b/real", "04", ".json.gz"), State.UNKNOWN_KEY, Proof.NONE);

    assertThat(gone(store().read(DigestFindingsTable.SPEC)).rows().orElseThrow().collectAsList())
        .extracting(
            row ->
                String.join(
                    " ",
                    row.<String>getAs("object").replaceFirst("s3://b/([^/]*)/.*", "$1"),
                    row.getAs("state"),
                    row.getAs("proof"),
                    row.getAs("severity")))
        .containsExactlyInAnyOrder(
            "planted missing none low",
            "forged missing none low",
            "moved missing none low",
            "real missing none high");
  }

  @Test
  void onlyWhatARunListsCanBeGone() {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    String there = "file://" + archive.deliver("2025-09-03T04:05:00Z", "x", TestRecord.anEvent());
    String root = "file://" + folder.resolve("archive");
    found(there, State.VALID, Proof.SIGNED);
    found(log(root, ACCOUNT, "2025/09/03"), State.VALID, Proof.SIGNED);
    found(log(root, ACCOUNT, "2025/09/05"), State.VALID, Proof.SIGNED);
    found(log(root, "444455556666", "2025/09/03"), State.VALID, Proof.SIGNED);
    found(log("file:///elsewhere", ACCOUNT, "2025/09/03"), State.VALID, Proof.SIGNED);
    Optional<String> noHash = Optional.empty();
    String unproven = log(root, ACCOUNT, "2025/09/04");
    found(Kind.LOG, unproven, State.NOT_VALIDATED, Proof.NONE, noHash);
    found(digest(root, "04", ".json.gz"), State.MISSING, Proof.NONE);
    found(
        Kind.DIGEST,
        digest(root, "05", ".json.gz"),
        State.UNREADABLE,
        Proof.NONE,
        Optional.empty());
    TableStore store = store();

    Window all = Window.everything();
    assertThat(goneNames(store, archive, root, all))
        .containsExactlyInAnyOrder(
            log(root, ACCOUNT, "2025/09/03"),
            unproven,
            log(root, ACCOUNT, "2025/09/05"),
            log(root, "444455556666", "2025/09/03"),
            digest(root, "05", ".json.gz"));
    Window day =
        new Window(
            Optional.of(LocalDate.of(2025, 9, 3)),
            Optional.of(LocalDate.of(2025, 9, 3)),
            0,
            Set.of(),
            Set.of());
    assertThat(goneNames(store, archive, root, day))
        .containsExactlyInAnyOrder(
            log(root, ACCOUNT, "2025/09/03"),
            log(root, "444455556666", "2025/09/03"),
            digest(root, "05", ".json.gz"));
    assertThat(goneNames(store, archive, root, day.withAccounts(Set.of(ACCOUNT))))
        .containsExactlyInAnyOrder(
            log(root, ACCOUNT, "2025/09/03"), digest(root, "05", ".json.gz"));
    assertThat(goneNames(store, archive, root, all.withRegions(Set.of("us-east-1")))).isEmpty();
  }

  private static List<String> goneNames(
      TableStore store, TestArchive archive, String root, Window window) {
    ArchiveLister lister =
        new ArchiveLister(TestSpark.session().sparkContext().hadoopConfiguration(), 1);
    VerifyListing listing =
        new VerifyListing(
            lister.list(archive.uri(), Window.everything(), found -> {}),
            lister.listDigests(archive.uri(), window, found -> {}));
    ValidationContext context =
        ValidationContext.of(
            PublicKeys.none(),
            new OriginalLocations(Map.of()),
            window,
            root + "/",
            ListedNames.none());
    EarlierChecks earlier = EarlierChecks.count(store, listing, context, window);
    List<String> names =
        earlier.gone().orElseThrow().collectAsList().stream()
            .map(row -> row.<String>getAs("object"))
            .toList();
    assertThat(earlier.goneCount()).isEqualTo(names.size());
    assertThat(stored(store, context).compare(ListedSelection.of(listing, context, window)).gone())
        .as("without Spark")
        .extracting(gone -> gone.before().object())
        .containsExactlyInAnyOrderElementsOf(names);
    return names;
  }

  private static StoredFindings stored(TableStore store, ValidationContext context) {
    return new StoredFindings(
        DirectRows.of(store, DigestFindingsTable.SPEC, file -> true).orElseThrow(), context);
  }

  private static Instant at(String hour) {
    return Instant.parse("2025-09-03T" + hour + ":00:00Z");
  }

  private static GoneObjects gone(Dataset<Row> rows) {
    return GoneObjects.of(
        new EarlierChecks(Optional.of(rows), 0, 1),
        new RunContext(new RunId("now"), CHECKED, Clock.systemUTC(), Progress.SILENT),
        UnaryOperator.identity());
  }
}
