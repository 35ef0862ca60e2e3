package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.lookouttrail.integrity.chain.DigestValidator;
import io.lookouttrail.run.RunId;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Counts of the findings that a run wrote.
 *
 * @param counts by account, Region, kind, state, proof and severity, in that order
 * @param withoutMetadata digests whose signature the file system cannot return
 */
record FindingCounts(List<VerifyResult.Count> counts, long withoutMetadata) {
  private static final String[] KEYS = {"region", "kind", "state", "proof", "severity"};

  private static final Comparator<VerifyResult.Count> ORDER =
      Comparator.comparing(VerifyResult.Count::account)
          .thenComparing(VerifyResult.Count::region)
          .thenComparing(count -> count.kind().label())
          .thenComparing(count -> count.state().label())
          .thenComparing(count -> count.proof().label())
          .thenComparing(count -> count.severity().label());

  static FindingCounts ofRun(TableStore store, RunId run) {
    store.describe("Count the findings of this run");
    List<Row> sums =
        DigestFindingsTable.ofRun(store, run.value())
            // Rows without times close earlier findings: they are neither digests nor logs.
            .where(col("start_time").isNotNull())
            .groupBy("account_id", KEYS)
            .agg(
                count(lit(1)).as("findings"),
                count_if(col("detail").contains(DigestValidator.NO_METADATA))
                    .as("without_metadata"))
            .orderBy("account_id", KEYS)
            .collectAsList();
    return new FindingCounts(
        sums.stream().map(FindingCounts::toCount).toList(),
        sums.stream().mapToLong(row -> row.<Long>getAs("without_metadata")).sum());
  }

  /** Counts findings without Spark. */
  static FindingCounts of(List<DigestFinding> findings) {
    Map<VerifyResult.Count, Long> sums = new HashMap<>();
    long withoutMetadata = 0;
    for (DigestFinding finding : findings) {
      // Findings without times close earlier ones: they are neither digests nor logs.
      if (finding.startTime().isPresent()) {
        sums.merge(kind(finding), 1L, Long::sum);
        withoutMetadata += finding.detail().contains(DigestValidator.NO_METADATA) ? 1 : 0;
      }
    }
    return new FindingCounts(
        sums.entrySet().stream()
            .map(sum -> sum.getKey().with(sum.getValue()))
            .sorted(ORDER)
            .toList(),
        withoutMetadata);
  }

  private static VerifyResult.Count kind(DigestFinding finding) {
    return new VerifyResult.Count(
        finding.account().orElse(""),
        finding.region().orElse(""),
        finding.kind(),
        finding.state(),
        finding.proof(),
        finding.severity(),
        0);
  }

  private static VerifyResult.Count toCount(Row row) {
    return new VerifyResult.Count(
        text(row, "account_id"),
        text(row, "region"),
        Kind.valueOf(constant(row, "kind")),
        State.valueOf(constant(row, "state")),
        Proof.valueOf(constant(row, "proof")),
        Severity.valueOf(constant(row, "severity")),
        row.<Long>getAs("findings"));
  }

  private static String constant(Row row, String column) {
    return text(row, column).toUpperCase(Locale.ROOT);
  }

  /** The column's text; empty for null. */
  private static String text(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? "" : row.getString(index);
  }
}
