package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.chain.ContentHash;
import io.lookouttrail.integrity.chain.DeliveryGroup;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.DigestLogEntry;
import io.lookouttrail.integrity.chain.LogFileValidator;
import io.lookouttrail.integrity.chain.LogResult;
import io.lookouttrail.integrity.digest.WholeFileReader.Complete;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import io.lookouttrail.tables.DigestFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The log files of a small archive, with the digests' entries and the hashes of their contents. */
final class SmallLogs {
  private final Iterable<LogFile> listed;
  private final LogEntries entries;
  private final Map<String, String> knownHashes;
  private final Map<String, ReadResult> computed = new HashMap<>();
  private long hashedBytes;

  /**
   * @param knownHashes the hashes that need not be computed, by canonical name of the log
   */
  SmallLogs(Iterable<LogFile> listed, LogEntries entries, Map<String, String> knownHashes) {
    this.listed = listed;
    this.entries = entries;
    this.knownHashes = Map.copyOf(knownHashes);
  }

  /** Computes the hashes of the logs that a digest lists and whose hash is not known. */
  void computeHashes(SmallTasks tasks) {
    List<LogFile> unknown = new ArrayList<>();
    for (LogFile log : listed) {
      String name = log.sourceFile();
      if (!knownHashes.containsKey(name) && entries.of(name).isPresent()) {
        unknown.add(log);
        hashedBytes += log.bytes();
      }
    }
    computed.putAll(tasks.hash(unknown));
  }

  long hashedFiles() {
    return computed.size();
  }

  long hashedBytes() {
    return hashedBytes;
  }

  /**
   * The findings of logs.
   *
   * @param unlisted those that no digest lists
   */
  record Validated(List<DigestFinding> findings, List<UndigestedDays.UnlistedLog> unlisted) {
    Validated {
      findings = List.copyOf(findings);
      unlisted = List.copyOf(unlisted);
    }
  }

  /** Validates each log that is listed or that a digest lists. */
  Validated validate(DigestCoverage coverage, Instant now) {
    LogFileValidator validator = new LogFileValidator(coverage, now);
    List<DigestFinding> findings = new ArrayList<>();
    List<UndigestedDays.UnlistedLog> unlisted = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (LogFile log : listed) {
      String name = log.sourceFile();
      present.add(name);
      Optional<DigestLogEntry> entry = entries.of(name);
      if (entry.isPresent()) {
        findings.add(validateListed(validator, entry.get(), Optional.of(log)));
      } else {
        LogResult result = validator.validateUnlisted(log);
        findings.add(result.finding());
        unlisted.add(
            new UndigestedDays.UnlistedLog(result, DeliveryGroup.ofLog(log).digestFolder()));
      }
    }
    for (DigestLogEntry entry : entries.all()) {
      if (!present.contains(entry.object())) {
        findings.add(validateListed(validator, entry, Optional.empty()));
      }
    }
    return new Validated(findings, unlisted);
  }

  private DigestFinding validateListed(
      LogFileValidator validator, DigestLogEntry entry, Optional<LogFile> log) {
    String name = entry.object();
    return validator.validateListed(entry, entries.contradiction(name), log, hash(name)).finding();
  }

  private ContentHash hash(String log) {
    String known = knownHashes.get(log);
    if (known != null) {
      return new ContentHash(Optional.of(known.toLowerCase(Locale.ROOT)), "", "");
    }
    ReadResult content = computed.get(log);
    if (content instanceof Complete complete) {
      return new ContentHash(Optional.of(complete.sha256()), "", complete.afterFirstMember());
    }
    return new ContentHash(Optional.empty(), content == null ? "" : content.error(), "");
  }
}
