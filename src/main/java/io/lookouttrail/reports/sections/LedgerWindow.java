package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.memory.LedgerFile;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.query.ReportOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of the report's window and their proof in memory: what the relations {@code {ledger}}
 * and {@code {file_proof}} hold.
 *
 * @param files the files that were read for the report's event source and delivered in its window;
 *     with them files without a date in their name that have older and newer events than the
 *     window's end
 */
record LedgerWindow(List<LedgerFile> files, ReportMemory memory) {

  static LedgerWindow of(ReportMemory memory, ReportOptions options) {
    Instant end = options.lastDay().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new LedgerWindow(
        memory.files().stream()
            .filter(LedgerFile::isOfSource)
            .filter(file -> isIn(options, end, file))
            .toList(),
        memory);
  }

  private static boolean isIn(ReportOptions options, Instant end, LedgerFile file) {
    LocalDate day = file.deliveredDate();
    return day != null
        && !day.isBefore(options.firstDay())
        && (!day.isAfter(options.lastDelivery())
            || (file.oldestEventAt() != null && file.oldestEventAt().isBefore(end)));
  }

  /** Returns the names of the files in their newest content. */
  Set<String> newest() {
    Set<String> names = new HashSet<>();
    files.stream().filter(LedgerFile::isNewest).forEach(file -> names.add(file.sourceFile()));
    return names;
  }

  /** The checks of one log file, as far as they were looked at. */
  private static final class Checks {
    private boolean contradicted;
    private boolean signed;
    private boolean chained;

    void add(DigestCheck check, boolean isOther) {
      boolean valid = check.hasState("valid");
      contradicted |= check.hasState("changed") || check.hasState("missing") || (valid && isOther);
      signed |= valid && "signed".equals(check.proof());
      chained |= valid && "chained".equals(check.proof());
    }

    String proof() {
      if (contradicted) {
        return "contradicted";
      }
      return signed ? "signed" : chained ? "chained" : "unproven";
    }
  }

  /** Returns the proof of each log file that was checked, by its name. */
  Map<String, String> proofByFile() {
    Map<String, @Nullable String> hashes = new HashMap<>();
    files.stream()
        .filter(LedgerFile::isNewest)
        .forEach(file -> hashes.put(file.sourceFile(), file.sha256()));
    Set<String> rewritten = new HashSet<>();
    memory.files().stream()
        .filter(file -> !file.isNewest())
        .forEach(file -> rewritten.add(file.sourceFile()));
    Map<String, Checks> checks = new HashMap<>();
    for (DigestCheck check : memory.checks()) {
      String file = check.object();
      if (check.isLog() && file != null) {
        boolean isOther = rewritten.contains(file) || differ(hashes.get(file), check.actualHash());
        checks.computeIfAbsent(file, name -> new Checks()).add(check, isOther);
      }
    }
    Map<String, String> proofs = new HashMap<>();
    checks.forEach((file, found) -> proofs.put(file, found.proof()));
    return proofs;
  }

  private static boolean differ(@Nullable String read, @Nullable String actual) {
    return read != null && actual != null && !Objects.equals(read, actual);
  }

  /** Returns the proof of a file. */
  static String proof(Map<String, String> proofs, @Nullable String file) {
    return file == null ? "unproven" : proofs.getOrDefault(file, "unproven");
  }
}
