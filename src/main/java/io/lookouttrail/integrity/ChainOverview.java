package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.integrity.chain.ChainSummary;
import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.DigestPeriod;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the digests of all chains say together.
 *
 * @param periods the periods for which digests exist, or should exist
 * @param chains the summary of each chain
 */
record ChainOverview(List<DigestPeriod> periods, List<ChainSummary> chains) {
  ChainOverview {
    periods = List.copyOf(periods);
    chains = List.copyOf(chains);
  }

  /**
   * Collects it, now.
   *
   * @param results rows of {@link VerifyRows#CHAIN_RESULT}
   */
  static ChainOverview of(Dataset<Row> results) {
    List<DigestPeriod> periods = new ArrayList<>();
    List<ChainSummary> segments = new ArrayList<>();
    for (Row row :
        results
            .where(col("period").isNotNull().or(col("summary").isNotNull()))
            .select("period", "summary")
            .collectAsList()) {
      if (row.isNullAt(0)) {
        segments.add(ChainSummary.ofBytes((byte[]) row.get(1)));
      } else {
        periods.add(VerifyRows.period(row.getStruct(0)));
      }
    }
    return new ChainOverview(periods, ChainSummary.ofChains(segments));
  }

  /** The periods of the chains that are not suspected of being planted. */
  DigestCoverage coverage(ChainVerdicts verdicts) {
    return DigestCoverage.of(
        periods.stream().filter(period -> !verdicts.isUntrusted(period.chain())).toList());
  }
}
