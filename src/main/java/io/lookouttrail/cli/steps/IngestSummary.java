package io.lookouttrail.cli.steps;

import static io.lookouttrail.cli.terminal.NumberFormats.bytes;
import static io.lookouttrail.cli.terminal.NumberFormats.count;

import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.ingest.IngestOptions;
import io.lookouttrail.ingest.IngestResult;
import io.lookouttrail.ingest.RewrittenFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the result of an ingest in a few lines. */
public final class IngestSummary {
  private IngestSummary() {}

  public static void print(
      IngestResult result, IngestOptions options, String tables, PrintWriter err) {
    line(err, "Archive", options.archive() + ", " + options.window().describe());
    line(err, "Files", files(result));
    if (!result.skippedObjects().isEmpty()) {
      line(err, "Skipped", result.skippedObjects());
    }
    if (result.filesRead() > 0) {
      line(err, "Records", records(result));
      line(err, "Events", events(result));
    }
    line(err, "Quarantine", quarantine(result));
    if (result.archivedFiles() > 0) {
      line(err, "Archived", archived(result));
    }
    if (!result.rewritten().isEmpty()) {
      line(err, "Rewritten", rewritten(result.rewritten()));
    }
    if (result.unbalancedFiles() > 0) {
      line(err, "Balance", count(result.unbalancedFiles(), "file") + " do not add up");
    }
    line(err, "Tables", tables);
    line(err, "Time", time(result));
    err.flush();
  }

  /** Prints where the list of objects to restore is. */
  public static void printRestoreList(long objects, String uri, PrintWriter err) {
    String list = objects == 0 ? "no object is archived, empty list" : count(objects, "object");
    line(err, "Restore", list + " in " + uri);
    err.flush();
  }

  private static String archived(IngestResult result) {
    return ("%s, %s, in Glacier: restore them (ingest --restore-list), then run again with"
            + " --retry-quarantined")
        .formatted(count(result.archivedFiles(), "file"), bytes(result.archivedBytes()));
  }

  private static String rewritten(List<RewrittenFile> files) {
    return "%s changed after %s read: %s; see ingested_files.superseded_at"
        .formatted(
            count(files.size(), "log file"),
            files.size() == 1 ? "it was" : "they were",
            files.get(0).sourceFile() + (files.size() == 1 ? "" : " and others"));
  }

  private static String files(IngestResult result) {
    if (result.filesRead() == 0) {
      return "no new files: all %s in the window were read before"
          .formatted(count(result.filesFound(), "file"));
    }
    String read =
        "%s read, %s (%s of JSON)"
            .formatted(
                count(result.filesRead(), "file"),
                bytes(result.bytesRead()),
                bytes(result.inflatedBytes()));
    long before = result.filesFound() - result.filesRead();
    return before == 0 ? read : read + "; %s read before".formatted(count(before));
  }

  private static String records(IngestResult result) {
    return "%s = %s kept + %s + %s of other sources + %s rejected"
        .formatted(
            count(result.records()),
            count(result.kept()),
            count(result.duplicates(), "duplicate"),
            count(result.otherSources()),
            count(result.rejected()));
  }

  private static String events(IngestResult result) {
    if (result.firstEvent().isEmpty() || result.lastEvent().isEmpty()) {
      return "no event of these sources in these files";
    }
    return "%s to %s".formatted(result.firstEvent().get(), result.lastEvent().get());
  }

  private static String quarantine(IngestResult result) {
    return result.openProblems().isEmpty()
        ? "nothing open"
        : "%s open in %s: %s; see table quarantine"
            .formatted(
                count(result.openProblems().values().stream().mapToLong(n -> n).sum(), "problem"),
                count(result.quarantinedFiles(), "file"),
                list(result.openProblems()));
  }

  private static String time(IngestResult result) {
    double total = result.secondsByPhase().values().stream().mapToDouble(s -> s).sum();
    return NumberFormats.time(Duration.ofMillis((long) (total * 1000)))
        + ": "
        + result.secondsByPhase().entrySet().stream()
            .filter(phase -> phase.getValue() >= 0.1)
            .map(
                phase ->
                    String.format(
                        java.util.Locale.ROOT, "%s %.1f", phase.getKey(), phase.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String list(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> count(entry.getValue()) + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static void line(PrintWriter err, String label, String text) {
    err.println(String.format(java.util.Locale.ROOT, "%-11s %s", label, text));
  }
}
