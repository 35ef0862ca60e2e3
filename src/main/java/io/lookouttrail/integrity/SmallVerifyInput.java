package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.direct.TableVersion;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a small verification reads from the tables.
 *
 * @param findings the findings of earlier runs
 * @param knownHashes the hashes that ingest computed, by canonical name of the listed log
 */
record SmallVerifyInput(StoredFindings findings, Map<String, String> knownHashes) {
  /**
   * Reads it.
   *
   * @param rehash whether the hashes of the ledger are ignored
   * @param limits what is small
   * @return empty where the listing or the tables are too large, or where a user has turned on a
   *     feature of Delta in the table of findings
   */
  static Optional<SmallVerifyInput> of(
      TableStore store,
      VerifyListing listing,
      ValidationContext context,
      boolean rehash,
      SmallVerifyLimits limits) {
    if (listing.fileCount() > limits.objects()
        || listing.digests().fileCount() > limits.filesRead()) {
      return Optional.empty();
    }
    Optional<DirectRows> findings =
        DirectRows.of(store, DigestFindingsTable.SPEC, file -> true, limits.findings());
    if (findings.isEmpty()
        || !findings.get().version().stream().allMatch(TableVersion::isWritable)) {
      return Optional.empty();
    }
    Map<String, LogFile> unread = new HashMap<>();
    listing.logs().forEach(log -> unread.put(log.sourceFile(), log));
    Map<String, String> hashes = new HashMap<>();
    boolean isRead =
        rehash
            || IngestedFilesTable.readHashes(
                store,
                listing.logs().firstDay(),
                listing.logs().lastDay(),
                known -> {
                  LogFile log = unread.get(known.sourceFile());
                  if (log != null && isSame(log, known)) {
                    hashes.put(known.sourceFile(), known.sha256());
                    unread.remove(known.sourceFile());
                  }
                });
    long bytes = unread.values().stream().mapToLong(LogFile::bytes).sum();
    return isRead
            && bytes <= limits.bytesRead()
            && listing.digests().fileCount() + unread.size() <= limits.filesRead()
        ? Optional.of(new SmallVerifyInput(new StoredFindings(findings.get(), context), hashes))
        : Optional.empty();
  }

  private static boolean isSame(LogFile log, IngestedFilesTable.KnownHash known) {
    return log.bytes() == known.bytes()
        && log.modifiedAt().truncatedTo(ChronoUnit.MICROS).equals(known.modifiedAt());
  }
}
