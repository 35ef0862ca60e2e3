package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.LedgerFile;
import io.lookouttrail.tables.IngestedFilesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the months of the ledger: without Spark where it is small. */
public final class LedgerReader {
  private static final long MAX_DIRECT_ROWS = ReportLimits.DEFAULTS.maxOtherRows();

  private LedgerReader() {}

  /** Returns the months of the log files that were read for an event source. */
  public static IngestedMonths read(PinnedTables tables, String eventSource) {
    return TableFiles.open(
            tables.store(),
            IngestedFilesTable.SPEC,
            Optional.ofNullable(tables.versions().get(IngestedFilesTable.SPEC.name())))
        .filter(ledger -> ledger.rows().filter(rows -> rows <= MAX_DIRECT_ROWS).isPresent())
        .map(ledger -> MonthsInMemory.of(files(ledger, eventSource)))
        .orElseGet(() -> IngestedMonths.read(tables, eventSource));
  }

  private static List<LedgerFile> files(TableFiles ledger, String eventSource) {
    List<LedgerFile> files = new ArrayList<>();
    ledger.read(
        ledger.files(),
        MemoryMapping.LEDGER_COLUMNS,
        row -> files.add(MemoryMapping.ledgerFile(row, eventSource)));
    return files;
  }
}
