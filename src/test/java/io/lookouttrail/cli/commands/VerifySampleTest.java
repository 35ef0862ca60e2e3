package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.TableRows;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.SampleTruth.DigestFault;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found of a sample in which everything is planted that befalls digests, as a whole. */
class VerifySampleTest {
  private static final Set<Plant> PLANTS =
      EnumSet.of(
          Plant.LOG_CHANGED,
          Plant.LOG_DELETED,
          Plant.UNDIGESTED_LOG,
          Plant.DIGEST_DELETED,
          Plant.TWO_DIGESTS_DELETED,
          Plant.DIGEST_MOVED,
          Plant.DIGEST_ALTERED,
          Plant.SIGNATURE_ALTERED,
          Plant.WRONG_KEY,
          Plant.VALIDATION_OFF,
          Plant.MISSING_DAY);

  /** Of their logs the sample says that no digest names them; they are not to blame for it. */
  private static final Set<String> LOSE_DIGESTS =
      EnumSet.of(Plant.DIGEST_DELETED, Plant.TWO_DIGESTS_DELETED, Plant.VALIDATION_OFF).stream()
          .map(Plant::label)
          .collect(Collectors.toSet());

  @TempDir static Path folder;
  private static SampleTruth truth;
  private static CliRun verify;
  private static TableRows rows;

  @BeforeAll
  static void writeAndVerify() {
    SampleOptions options =
        SampleOptions.in(folder.resolve("sample"))
            .days(LocalDate.of(2025, 9, 4), LocalDate.of(2025, 9, 9))
            .accounts(2)
            .regions(List.of("eu-central-1"))
            .detectionsPerDay(20)
            .noise(0.2)
            .plant(PLANTS)
            .build();
    truth = new Sample(options).write(Progress.SILENT);
    TableStore store = new TableStore(TestSpark.session(), folder.resolve("tables").toString());
    rows = new TableRows(store);
    List<String> line =
        new ArrayList<>(
            List.of("verify", "--archive", archive().toString(), "--tables", store.root()));
    line.add("--public-keys");
    options.publicKeys().forEach(keys -> line.add(keys.toString()));
    verify = VerifyBothWays.of(line.toArray(String[]::new));
    line.addAll(List.of("--from", "2025-09-05", "--to", "2025-09-06", "--rehash"));
    VerifyBothWays.compare(line.toArray(String[]::new));
  }

  private static Path archive() {
    return folder.resolve("sample").resolve(Sample.ARCHIVE);
  }

  @Test
  void everythingIsPlanted() {
    assertThat(PLANTS).allMatch(truth::expectsFindingOf);
  }

  @Test
  void findsAllThatWasPlantedAndNothingElse() {
    Set<String> expected =
        truth.digestFaults().stream()
            .map(VerifySampleTest::expected)
            .filter(line -> !line.endsWith(" valid signed"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(
            new TreeSet<>(
                rows.of(
                    "SELECT concat_ws(' ', kind, "
                        + "IF(kind = 'digest' AND state IN ('gap', 'not_validated') AND actual_hash IS NULL,"
                        + " concat_ws(' ', regexp_extract(object, '^(.*-Digest/[^/]*)/', 1),"
                        + " date_format(start_time, \"yyyy-MM-dd'T'HH:mm:ss'Z'\"),"
                        + " date_format(end_time, \"yyyy-MM-dd'T'HH:mm:ss'Z'\")), object),"
                        + " state, proof)"
                        + " FROM (SELECT kind, state, proof, actual_hash, start_time, end_time,"
                        + " replace(object, 'file://%s/', '') AS object FROM digest_findings)"
                            .formatted(archive())
                        + " WHERE state <> 'valid' OR proof <> 'signed'")))
        .isEqualTo(expected);
    assertThat(verify.code()).isEqualTo(3);
  }

  private static String expected(DigestFault fault) {
    boolean isTime =
        fault.kind().equals("digest")
            && Set.of("gap", "not_validated").contains(fault.state())
            && !fault.related().isEmpty();
    String object =
        isTime
            ? fault.object().replaceFirst("(-Digest/[^/]*)/.*", "$1")
                + " "
                + fault.start()
                + " "
                + fault.end()
            : fault.object();
    return String.join(" ", fault.kind(), object, state(fault), fault.proof());
  }

  private static String state(DigestFault fault) {
    boolean losesDigest =
        fault.state().equals("undigested") && LOSE_DIGESTS.contains(fault.plant());
    return losesDigest ? "not_validated" : fault.state();
  }
}
