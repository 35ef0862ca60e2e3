package io.lookouttrail.cli.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.DeliveryGroup;
import io.lookouttrail.integrity.chain.ProvenPeriod;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines that say from when to when each chain is proven. */
class ProvenPeriodsTest {
  private static final Instant FROM = Instant.parse("2025-09-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-09-04T00:00:00Z");

  private static ProvenPeriod chain(String trail, Instant from, Instant to, Severity gap) {
    return new ProvenPeriod(
        new ChainId(new DeliveryGroup("s3://b", "111122223333", "eu-west-1"), trail, "", false),
        Optional.of(from),
        Optional.of(to),
        Optional.of(gap(gap)).filter(finding -> gap != Severity.OK));
  }

  private static ProvenPeriod unproven(String trail) {
    return new ProvenPeriod(
        chain(trail, FROM, TO, Severity.OK).chain(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static DigestFinding gap(Severity severity) {
    return new DigestFinding(
        Kind.DIGEST,
        "gap",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        State.GAP,
        Proof.NONE,
        severity,
        Optional.empty(),
        Optional.empty(),
        "no proven digest for 24 h",
        Optional.empty());
  }

  @Test
  void theChainsToLookAtComeFirst() {
    List<String> lines =
        ProvenPeriods.lines(
            List.of(
                chain("whole", FROM, TO, Severity.OK),
                chain("ended", FROM, TO, Severity.LOW),
                unproven("unproven"),
                chain("cut", FROM, TO, Severity.HIGH)));

    assertThat(lines.subList(1, 5))
        .extracting(line -> line.strip().replaceAll(" +", " "))
        .containsExactly(
            "111122223333 eu-west-1 cut 2025-09-01 00:00 to 2025-09-04 00:00; high: no proven"
                + " digest for 24 h",
            "111122223333 eu-west-1 unproven nothing",
            "111122223333 eu-west-1 ended 2025-09-01 00:00 to 2025-09-04 00:00; low: no proven"
                + " digest for 24 h",
            "111122223333 eu-west-1 whole 2025-09-01 00:00 to 2025-09-04 00:00");
  }

  @Test
  void ofManyChainsTheRestIsProvenAtLeastForWhatTheLineSays() {
    List<ProvenPeriod> chains = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      chains.add(chain("cut" + i, FROM, TO, Severity.HIGH));
    }
    chains.add(chain("a", FROM, TO.plusSeconds(3_600), Severity.OK));
    chains.add(chain("b", FROM.plusSeconds(7_200), TO, Severity.OK));
    chains.add(chain("c", FROM, TO, Severity.LOW));

    List<String> lines = ProvenPeriods.lines(chains);

    assertThat(lines).hasSize(7);
    assertThat(lines.get(6).strip())
        .isEqualTo(
            "3 more chains: each at least from 2025-09-01 02:00 to 2025-09-04 00:00; 1 with a gap"
                + " at the end");
  }
}
