package io.lookouttrail.reports.render.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.model.Value;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceSummaryTest {
  private static final Map<String, Value> FACTS = TestReports.ofAMonth().evidence().facts();

  @Test
  void hasASentenceForTheCoverageAndOneForTheProof() {
    assertThat(EvidenceSummary.sentences(FACTS))
        .containsExactly(
            "Of 180 days by account and Region, 168 have log files, 7 are empty and proven so, 2"
                + " have no file and no proof, 1 have a gap, and 2 were not ingested.",
            "CloudTrail\u2019s digests prove 2,884 of 2,904 log files (99.3%): 2,704 by a signature"
                + " and 180 by the chain of digests; 19 unproven, 1 contradicted.");
  }

  @Test
  void claimsAllOnlyOfAll() {
    Map<String, Value> facts = new HashMap<>(FACTS);
    facts.put("proof.signed.files", Value.whole(9_999_999));
    facts.put("proof.chained.files", Value.whole(0));
    facts.put("proof.unproven.files", Value.whole(1));
    facts.put("proof.contradicted.files", Value.whole(0));
    assertThat(EvidenceSummary.sentences(facts).get(1)).contains("(99.9%)");
    facts.put("proof.unproven.files", Value.whole(0));
    assertThat(EvidenceSummary.sentences(facts).get(1)).contains("(100.0%)");
    facts.put("proof.signed.files", Value.whole(0));
    assertThat(EvidenceSummary.sentences(facts).get(1)).contains("prove 0 of 0 log files: ");
  }

  @Test
  void saysNothingOfWhatTheFactsLack() {
    assertThat(EvidenceSummary.sentences(Map.of())).isEmpty();
  }
}
