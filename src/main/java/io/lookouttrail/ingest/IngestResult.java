package io.lookouttrail.ingest;

import io.lookouttrail.scan.body.Problem;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an ingest did.
 *
 * @param filesFound log files in the window
 * @param bytesFound their stored size
 * @param filesRead files that this run read
 * @param bytesRead their stored size
 * @param inflatedBytes their uncompressed size
 * @param records records in the files read
 * @param kept records stored as events from these files
 * @param duplicates records of which a copy is stored
 * @param otherSources records of sources that were not asked for
 * @param rejected records in quarantine
 * @param firstEvent first event_date found by this run
 * @param lastEvent last event_date found by this run
 * @param neighbours what was left alone, in words; empty where there was nothing
 * @param listRequests calls that the listing made
 * @param openProblems unresolved problems of the window's files, by problem
 * @param archivedBytes stored size of the window's files that wait in an archive class of S3
 * @param quarantinedFiles files of the window with unresolved problems
 * @param unbalancedFiles files of the window whose records do not add up
 * @param secondsByPhase how long each phase took
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
    String neighbours,
    long listRequests,
    SortedMap<String, Long> openProblems,
    long archivedBytes,
    long quarantinedFiles,
    long unbalancedFiles,
    Map<String, Double> secondsByPhase) {

  /** Whether something of the window needs a person's eye. */
  public boolean needsEye() {
    return !openProblems.isEmpty() || unbalancedFiles > 0;
  }

  /** Files of the window that wait in an archive class of S3. */
  public long archivedFiles() {
    return openProblems.getOrDefault(Problem.Kind.ARCHIVED.label(), 0L);
  }

  /** The figures by name, as job_runs keeps them. */
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
    return counts;
  }
}
