package io.lookouttrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.LedgerIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PendingFilesTest {
  private static final String ONE = "one.amazonaws.com";
  private static final String TWO = "two.amazonaws.com";
  private static final Instant START = Instant.parse("2025-09-29T12:00:00Z");

  /** Weight of a file of 1 kB. */
  private static final long WEIGHT =
      new PendingFile(file(0), new TreeSet<>(), Optional.empty(), false).batchWeight();

  private final LedgerIndex ledger = new LedgerIndex();

  /** The file of a day. */
  private static LogFile file(int day) {
    Instant at = START.plus(Duration.ofDays(day));
    String name = "s3://bucket/%03d.json.gz".formatted(day);
    return new LogFile(name, name, 1_000, at, null, null, at);
  }

  private static List<LogFile> files(int count) {
    List<LogFile> files = new ArrayList<>();
    for (int day = 0; day < count; day++) {
      files.add(file(day));
    }
    return files;
  }

  private void known(LogFile file, long bytes, boolean quarantined, String... sources) {
    ledger.add(
        file.sourceFile(),
        new LedgerIndex.Entry(
            bytes,
            file.modifiedAt(),
            List.of(sources),
            quarantined,
            LocalDate.parse("2025-01-01")));
  }

  private PendingFiles pendingFiles(
      List<LogFile> listing, boolean retryQuarantined, long batchBytes) {
    IngestOptions options =
        new IngestOptions(
            "s3://bucket",
            Window.everything(),
            new ScanOptions(Set.of(ONE), 1 << 20, true),
            retryQuarantined,
            batchBytes);
    return new PendingFiles(options, ledger, listing);
  }

  private static List<String> names(Iterable<PendingFile> items) {
    List<String> names = new ArrayList<>();
    items.forEach(item -> names.add(item.file().sourceFile().substring("s3://bucket/".length())));
    return names;
  }

  private static List<List<String>> batches(PendingFiles pending) {
    List<List<String>> batches = new ArrayList<>();
    for (Iterator<List<PendingFile>> each = pending.batches(); each.hasNext(); ) {
      batches.add(names(each.next()));
    }
    return batches;
  }

  @Test
  void isTheListingMinusTheLedger() {
    List<LogFile> files = files(6);
    known(files.get(1), 1_000, false, ONE);
    known(files.get(3), 1_000, true, ONE, TWO);

    PendingFiles pending = pendingFiles(files, false, 1 << 20);

    assertThat(names(pending))
        .containsExactly("000.json.gz", "002.json.gz", "004.json.gz", "005.json.gz");
    assertThat(pending.files()).isEqualTo(4);
    assertThat(pending.bytes()).isEqualTo(4_000);
    assertThat(names(pending)).as("iterated again").hasSize(4);
    assertThat(pending.iterator().next().ledgerDate()).isEmpty();
  }

  @Test
  void readsChangedAndQuarantinedFilesAndFilesOfOtherSourcesAgain() {
    List<LogFile> files = files(4);
    known(files.get(0), 999, false, ONE);
    known(files.get(1), 1_000, false, TWO);
    known(files.get(2), 1_000, true, ONE);
    known(files.get(3), 1_000, false, ONE);

    List<PendingFile> again = new ArrayList<>();
    pendingFiles(files, true, 1 << 20).forEach(again::add);

    assertThat(names(again)).containsExactly("000.json.gz", "001.json.gz", "002.json.gz");
    assertThat(again.get(1).eventSources()).containsExactly(ONE, TWO);
    assertThat(again).allMatch(item -> item.ledgerDate().isPresent());
    assertThat(names(pendingFiles(files, false, 1 << 20))).hasSize(2);
  }

  @Test
  void startsABatchWhenOneIsFull() {
    PendingFiles pending = pendingFiles(files(2), false, 2 * WEIGHT);
    assertThat(batches(pending)).containsExactly(List.of("000.json.gz", "001.json.gz"));
    assertThat(pending.batchCount()).isOne();

    PendingFiles many = pendingFiles(files(365), false, 5 * WEIGHT);
    List<List<String>> cut = batches(many);
    assertThat(many.batchCount()).isEqualTo(cut.size());
    assertThat(cut).allMatch(batch -> !batch.isEmpty() && batch.size() <= 6);
    assertThat(cut.stream().flatMap(List::stream).toList()).isEqualTo(names(many)).hasSize(365);
  }

  @Test
  void startsABatchAtTheEndOfAMonthIfOneIsThreeQuartersFull() {
    // Days 2 to 32 are in October.
    List<LogFile> sixOfOctober = files(39).subList(27, 39);
    assertThat(batches(pendingFiles(sixOfOctober, false, 8 * WEIGHT)))
        .extracting(List::size)
        .containsExactly(6, 6);
    assertThat(batches(pendingFiles(sixOfOctober, false, 9 * WEIGHT)))
        .as("a full batch ends before the month does")
        .extracting(List::size)
        .containsExactly(9, 3);
  }

  @Test
  void addsALightLastBatchToTheOneBefore() {
    // Days 2 to 32 are in October; the last day is in November and an eighth of a batch.
    List<LogFile> files = files(34);
    PendingFiles light = pendingFiles(files.subList(26, 34), false, 8 * WEIGHT);
    assertThat(light.batchCount()).isOne();
    assertThat(batches(light)).hasSize(1);

    PendingFiles full = pendingFiles(files.subList(2, 19), false, 8 * WEIGHT);
    assertThat(full.batchCount()).isEqualTo(2);
    assertThat(batches(full)).extracting(List::size).containsExactly(8, 9);
  }

  @Test
  void isEmptyIfTheLedgerHasAllFiles() {
    List<LogFile> files = files(3);
    files.forEach(file -> known(file, 1_000, false, ONE));

    PendingFiles pending = pendingFiles(files, false, WEIGHT);

    assertThat(pending.files()).isZero();
    assertThat(pending.batchCount()).isZero();
    assertThat(batches(pending)).isEmpty();
  }
}
