package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.tables.DigestFindingsTable;
import java.time.Instant;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Function that changes the results of the chain validation by the verdicts on whole chains. */
final class VerdictTask implements Function<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final ChainVerdicts verdicts;
  private final Instant checkedAt;
  private final String runId;

  VerdictTask(ChainVerdicts verdicts, Instant checkedAt, String runId) {
    this.verdicts = verdicts;
    this.checkedAt = checkedAt;
    this.runId = runId;
  }

  @Override
  public Row call(Row row) {
    @Nullable Row finding = row.getStruct(row.fieldIndex("finding"));
    if (finding != null) {
      return VerifyRows.finding(
          DigestFindingsTable.row(
              checkedAt, runId, verdicts.apply(DigestFindingsTable.finding(finding))));
    }
    @Nullable Row entry = row.getStruct(row.fieldIndex("entry"));
    return entry == null
        ? row
        : VerifyRows.logEntry(
            verdicts.apply(VerifyRows.logEntry(row.getString(row.fieldIndex("object")), entry)));
  }
}
