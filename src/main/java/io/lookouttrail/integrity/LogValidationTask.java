package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.chain.ContentHash;
import io.lookouttrail.integrity.chain.DeliveryGroup;
import io.lookouttrail.integrity.chain.LogFileValidator;
import io.lookouttrail.integrity.chain.LogResult;
import io.lookouttrail.tables.DigestFindingsTable;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Function that validates a log file from its row, its digest entry and its hash. */
final class LogValidationTask implements Function<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final LogFileValidator validator;
  private final Instant checkedAt;
  private final String runId;

  LogValidationTask(LogFileValidator validator, Instant checkedAt, String runId) {
    this.validator = validator;
    this.checkedAt = checkedAt;
    this.runId = runId;
  }

  @Override
  public Row call(Row row) {
    @Nullable LogFile log = VerifyRows.log(row);
    @Nullable Row entry = row.getStruct(row.fieldIndex("entry"));
    LogResult result;
    if (entry != null) {
      String object = row.getString(row.fieldIndex("object"));
      result =
          validator.validateListed(
              VerifyRows.logEntry(object, entry),
              contradiction(row),
              Optional.ofNullable(log),
              hash(row));
    } else if (log != null) {
      result = validator.validateUnlisted(log);
    } else {
      throw new IllegalStateException("a row with neither a log nor a digest entry: " + row);
    }
    @Nullable String coverage = result.coverage().map(Enum::name).orElse(null);
    @Nullable String folder = log == null ? null : DeliveryGroup.ofLog(log).digestFolder();
    return RowFactory.create(
        DigestFindingsTable.row(checkedAt, runId, result.finding()), coverage, folder);
  }

  /** The names of two proven digests that list the log with different hashes; empty if none do. */
  private static Optional<String> contradiction(Row row) {
    @Nullable Row first = row.getStruct(row.fieldIndex("first_claim"));
    @Nullable Row last = row.getStruct(row.fieldIndex("last_claim"));
    if (first == null || last == null || first.getString(0).equals(last.getString(0))) {
      return Optional.empty();
    }
    return Optional.of(first.getString(1) + " and " + last.getString(1));
  }

  private static ContentHash hash(Row row) {
    @Nullable String hash = row.getString(row.fieldIndex("known_hash"));
    @Nullable String error = row.getString(row.fieldIndex("read_error"));
    @Nullable String after = row.getString(row.fieldIndex("after_first_member"));
    return new ContentHash(
        Optional.ofNullable(hash).map(text -> text.toLowerCase(Locale.ROOT)),
        error == null ? "" : error,
        after == null ? "" : after);
  }
}
