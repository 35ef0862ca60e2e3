package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.LogFileValidator.Content;
import io.lookouttrail.integrity.LogFileValidator.Judged;
import io.lookouttrail.tables.DigestFindingsTable;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Turns a log's row, with what was claimed and found of it, into its finding. */
final class LogValidationTask implements Function<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final LogFileValidator judge;
  private final Instant checkedAt;
  private final String runId;

  LogValidationTask(LogFileValidator judge, Instant checkedAt, String runId) {
    this.judge = judge;
    this.checkedAt = checkedAt;
    this.runId = runId;
  }

  @Override
  public Row call(Row row) {
    @Nullable LogFile log = VerifyRows.log(row);
    @Nullable Row claim = row.getStruct(row.fieldIndex("claim"));
    Judged judged;
    if (claim != null) {
      String object = row.getString(row.fieldIndex("object"));
      judged = judge.named(VerifyRows.claim(object, claim), Optional.ofNullable(log), content(row));
    } else if (log != null) {
      judged = judge.unnamed(log);
    } else {
      throw new IllegalStateException("neither a log nor a claim: " + row);
    }
    @Nullable String answer = judged.answer().map(Enum::name).orElse(null);
    @Nullable String folder = log == null ? null : DeliveryGroup.ofLog(log).digestFolder();
    return RowFactory.create(
        DigestFindingsTable.row(checkedAt, runId, judged.finding()), answer, folder);
  }

  private static Content content(Row row) {
    @Nullable String hash = row.getString(row.fieldIndex("known_hash"));
    @Nullable String trouble = row.getString(row.fieldIndex("trouble"));
    return new Content(
        Optional.ofNullable(hash).map(some -> some.toLowerCase(Locale.ROOT)),
        trouble == null ? "" : trouble);
  }
}
