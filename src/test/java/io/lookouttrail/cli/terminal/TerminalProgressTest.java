package io.lookouttrail.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Progress;
import io.lookouttrail.run.Progress.Totals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

  /** A clock that the test moves. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-05T04:00:00Z");

    void move(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final Totals QUARTER =
      new Totals(120, 480, 1_200_000_000L, 4_800_000_000L, 3_456_789, 12_345);
  private static final Totals ALL =
      new Totals(480, 480, 4_800_000_000L, 4_800_000_000L, 13_800_000, 50_000);

  private final Hand clock = new Hand();
  private final StringWriter err = new StringWriter();

  private Progress moving(int columns) {
    return TerminalProgress.moving(new PrintWriter(err), clock, columns);
  }

  private Progress plain() {
    return TerminalProgress.plain(new PrintWriter(err), clock);
  }

  /** What a terminal shows of all that was written: each line as its last frame left it. */
  private String screen() {
    StringBuilder shown = new StringBuilder();
    for (String line : err.toString().split("\n", -1)) {
      StringBuilder row = new StringBuilder();
      for (String frame : line.split("\r", -1)) {
        row.replace(0, Math.min(frame.length(), row.length()), frame);
      }
      shown.append(row.toString().stripTrailing()).append('\n');
    }
    return shown.toString().stripTrailing();
  }

  @Test
  void movesOneLineAPhase() {
    try (Progress.Phase reading = moving(160).begin("Reading")) {
      assertThat(screen()).isEqualTo("Reading ...");
      clock.move(Duration.ofSeconds(20));
      reading.update(QUARTER);
      assertThat(screen())
          .isEqualTo(
              "Reading: 120 of 480 files, 25%, 1.20 GB of 4.80 GB, 3,456,789 records,"
                  + " 12,345 events kept, 60.0 MB/s, 1 min left");
      clock.move(Duration.ofSeconds(60));
      reading.update(ALL);
    }
    assertThat(screen())
        .isEqualTo(
            "Reading: 480 files, 4.80 GB, 13,800,000 records, 50,000 events kept, 60.0 MB/s,"
                + " in 1 min 20 s");
    assertThat(err.toString()).containsOnlyOnce("\n").endsWith("\n");
  }

  @Test
  void leavesOutWhatDoesNotFitAndNeverWraps() {
    for (int columns = 20; columns < 140; columns++) {
      err.getBuffer().setLength(0);
      try (Progress.Phase reading = moving(columns).begin("Reading")) {
        clock.move(Duration.ofSeconds(20));
        reading.update(QUARTER);
        if (columns == 60) {
          assertThat(screen()).isEqualTo("Reading: 120 of 480 files, 25%, 1 min left");
        }
      }
      int width = columns;
      assertThat(err.toString().lines())
          .allSatisfy(
              line ->
                  assertThat(line.split("\r"))
                      .allSatisfy(frame -> assertThat(frame.length()).isLessThan(width)));
    }
  }

  @Test
  void drawsAtMostTenFramesASecond() {
    try (Progress.Phase reading = moving(100).begin("Reading")) {
      for (int i = 0; i < 1000; i++) {
        clock.move(Duration.ofMillis(1));
        reading.update(QUARTER);
      }
      assertThat(err.toString().chars().filter(c -> c == '\r').count()).isBetween(10L, 11L);
    }
  }

  @Test
  void writesPlainLinesEveryTenSecondsAndAtTheEnd() {
    try (Progress.Phase reading = plain().begin("Reading")) {
      for (int i = 0; i < 25; i++) {
        clock.move(Duration.ofSeconds(1));
        reading.update(QUARTER);
      }
      reading.update(ALL);
    }
    assertThat(err.toString()).doesNotContain("\r");
    assertThat(err.toString().lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("Reading: 480 files, 4.80 GB")
        .endsWith("in 25 s");
  }

  @Test
  void reportsOnlyWhatItKnows() {
    try (Progress.Phase listing = plain().begin("Listing")) {
      clock.move(Duration.ofSeconds(10));
      listing.update(Totals.found(25_000));
    }
    Progress.Phase merging = plain().begin("Merging");
    clock.move(Duration.ofSeconds(3));
    merging.close();
    assertThat(err.toString())
        .isEqualTo(
            """
            Listing: 25,000 files, 2,500 files/s
            Listing: 25,000 files, 2,500 files/s, in 10 s
            Merging: in 3 s
            """);
  }

  @Test
  void guessesTheTimeLeftByFilesWhereBytesAreUnknown() {
    assertThat(
            ProgressLine.underWay(
                "Checking", new Totals(1, 4, 0, 0, 0, 0), Duration.ofHours(1), 200))
        .isEqualTo("Checking: 1 of 4 files, 25%, 0 files/s, 3 h left");
    assertThat(
            ProgressLine.underWay(
                "Checking", new Totals(1, 4, 0, 0, 0, 0), Duration.ofMillis(900), 200))
        .isEqualTo("Checking: 1 of 4 files, 25%");
  }

  @Test
  void closesOnce() {
    Progress.Phase phase = plain().begin("Merging");
    phase.close();
    phase.close();
    phase.update(ALL);
    assertThat(err.toString()).isEqualTo("Merging: in 0 s\n");
  }

  @Test
  void isSilentWhereAskedFor() {
    Console console = Console.captured(new PrintWriter(err), new PrintWriter(err), clock);
    try (Progress.Phase phase = console.progress(ProgressStyle.NONE).begin("Merging")) {
      phase.update(ALL);
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void wordsQuantities() {
    assertThat(NumberFormats.bytes(0)).isEqualTo("0 B");
    assertThat(NumberFormats.bytes(999)).isEqualTo("999 B");
    assertThat(NumberFormats.bytes(1000)).isEqualTo("1.00 kB");
    assertThat(NumberFormats.bytes(999_499)).isEqualTo("999 kB");
    assertThat(NumberFormats.bytes(999_500)).isEqualTo("1.00 MB");
    assertThat(NumberFormats.bytes(9_996_000)).isEqualTo("10.0 MB");
    assertThat(NumberFormats.bytes(123_456_789_012L)).isEqualTo("123 GB");
    assertThat(NumberFormats.bytes(Long.MAX_VALUE)).isEqualTo("9.22 EB");
    assertThat(NumberFormats.count(1, "file")).isEqualTo("1 file");
    assertThat(NumberFormats.count(1_234_567, "file")).isEqualTo("1,234,567 files");
    assertThat(NumberFormats.time(Duration.ofMillis(59_999))).isEqualTo("59 s");
    assertThat(NumberFormats.time(Duration.ofSeconds(60))).isEqualTo("1 min");
    assertThat(NumberFormats.time(Duration.ofSeconds(7501))).isEqualTo("2 h 5 min");
    assertThat(NumberFormats.time(Duration.ofHours(76))).isEqualTo("3 d 4 h");
  }
}
