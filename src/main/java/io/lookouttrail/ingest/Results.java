package io.lookouttrail.ingest;

import io.lookouttrail.archive.ArchiveListing;
import io.lookouttrail.run.PhaseTimes;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/** Puts a run's figures together. */
final class Results {
  private Results() {}

  static IngestResult of(
      ArchiveListing listing,
      PendingFiles work,
      List<BatchStats> batches,
      WindowSummary state,
      PhaseTimes times) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    batches.forEach(batch -> dates.addAll(batch.eventDates()));
    return new IngestResult(
        listing.fileCount(),
        listing.bytes(),
        work.files(),
        work.bytes(),
        batches.stream().mapToLong(BatchStats::inflatedBytes).sum(),
        state.records(),
        state.kept(),
        state.duplicates(),
        state.otherSources(),
        state.rejected(),
        dates.stream().findFirst(),
        dates.descendingSet().stream().findFirst(),
        listing.describeNeighbours(),
        listing.listRequests(),
        state.openProblems(),
        state.archivedBytes(),
        state.quarantinedFiles(),
        state.unbalancedFiles(),
        times.seconds());
  }
}
