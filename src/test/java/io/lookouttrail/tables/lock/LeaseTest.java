package io.lookouttrail.tables.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The text of a lease's file. */
class LeaseTest {
  private static final Lease LEASE =
      new Lease("0a1b", Instant.parse("2025-09-03T10:00:00Z"), "a run", Duration.ofSeconds(90));
  private static final String TEXT = "0a1b\n2025-09-03T10:00:00Z\na run\nPT1M30S\n";

  @Test
  void isReadAsItWasWritten() {
    assertThat(new String(LEASE.content(), UTF_8)).isEqualTo(TEXT);
    assertThat(Lease.parse(TEXT)).hasValue(LEASE);
  }

  @Test
  void isNoLeaseUntilTheHolderIsWritten() {
    int holderEnds = TEXT.indexOf("PT");

    for (int length = 0; length < holderEnds; length++) {
      assertThat(Lease.parse(TEXT.substring(0, length))).isEmpty();
    }
  }

  @Test
  void lastsTheUsualTermWhereItsOwnIsNotWhole() {
    for (int length = TEXT.indexOf("PT"); length < TEXT.length(); length++) {
      assertThat(Lease.parse(TEXT.substring(0, length)).orElseThrow().term()).isEqualTo(Lease.TERM);
    }
  }
}
