package io.lookouttrail.ingest;

import io.lookouttrail.scan.body.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Result of an ingest.
 *
 * @param filesFound log files in the window
 * @param bytesFound their stored size
 * @param filesRead log files that this run read
 * @param bytesRead their stored size
 * @param inflatedBytes their uncompressed size
 * @param records records in the files read
 * @param kept records stored as events from these files
 * @param duplicates records of which a copy was stored instead
 * @param otherSources records of other event sources
 * @param rejected records in quarantine
 * @param firstEvent first event_date of the events that this run read; empty without events
 * @param lastEvent last event_date, likewise
 * @param skippedObjects description of the objects that are not log files; empty if there are none
 * @param listRequests requests that the listing made
 * @param openProblems unresolved problems of the window's files, by problem
 * @param archivedBytes stored size of the window's files in an S3 archive storage class
 * @param quarantinedFiles files of the window with unresolved problems
 * @param unbalancedFiles files of the window whose record counts do not add up
 * @param rewritten files of the window whose content is not what was read before, sorted; without
 *     those that someone accepted
 * @param secondsByPhase duration of each phase
 */
public record IngestResult(
    long filesFound,
    long bytesFound,
    long filesRead,
    long bytesRead,
    long inflatedBytes,
    long records,
    long kept,
    long duplicates,
    long otherSources,
    long rejected,
    Optional<LocalDate> firstEvent,
    Optional<LocalDate> lastEvent,
    String skippedObjects,
    long listRequests,
    SortedMap<String, Long> openProblems,
    long archivedBytes,
    long quarantinedFiles,
    long unbalancedFiles,
    List<RewrittenFile> rewritten,
    Map<String, Double> secondsByPhase) {

  public IngestResult {
    rewritten = List.copyOf(rewritten);
  }

  /** Whether a problem or a file of the window needs a person's review. */
  public boolean needsReview() {
    return !openProblems.isEmpty() || unbalancedFiles > 0 || !rewritten.isEmpty();
  }

  /** The result without the rewritten files that someone accepted. */
  public IngestResult withoutRewrites(Predicate<RewrittenFile> accepted) {
    return new IngestResult(
        filesFound,
        bytesFound,
        filesRead,
        bytesRead,
        inflatedBytes,
        records,
        kept,
        duplicates,
        otherSources,
        rejected,
        firstEvent,
        lastEvent,
        skippedObjects,
        listRequests,
        openProblems,
        archivedBytes,
        quarantinedFiles,
        unbalancedFiles,
        rewritten.stream().filter(accepted.negate()).toList(),
        secondsByPhase);
  }

  /** Number of the window's files in an S3 archive storage class. */
  public long archivedFiles() {
    return openProblems.getOrDefault(Problem.Kind.ARCHIVED.label(), 0L);
  }

  /** The figures by name, for {@code job_runs.counts}. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("files_found", filesFound);
    counts.put("bytes_found", bytesFound);
    counts.put("files_read", filesRead);
    counts.put("bytes_read", bytesRead);
    counts.put("inflated_bytes", inflatedBytes);
    counts.put("records", records);
    counts.put("kept", kept);
    counts.put("duplicates", duplicates);
    counts.put("other_sources", otherSources);
    counts.put("rejected", rejected);
    counts.put("list_requests", listRequests);
    counts.put("open_problems", openProblems.values().stream().mapToLong(n -> n).sum());
    counts.put("archived_files", archivedFiles());
    counts.put("archived_bytes", archivedBytes);
    counts.put("quarantined_files", quarantinedFiles);
    counts.put("unbalanced_files", unbalancedFiles);
    counts.put("rewritten_files", (long) rewritten.size());
    return counts;
  }
}
