package io.lookouttrail.cli.steps;

import static io.lookouttrail.cli.terminal.NumberFormats.bytes;
import static io.lookouttrail.cli.terminal.NumberFormats.count;

import io.lookouttrail.ingest.DryRun;
import io.lookouttrail.ingest.IngestOptions;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints what an ingest would read, as a table on standard output. */
public final class DryRunPrinter {
  private DryRunPrinter() {}

  public static void print(DryRun dryRun, IngestOptions options, PrintWriter out) {
    out.println(options.archive() + ", " + options.window().describe());
    row(out, "account", "region", "month", "files", "bytes", "files to read", "bytes");
    dryRun
        .groups()
        .forEach(
            (group, counts) ->
                row(out, group.account(), group.region(), group.month().toString(), counts));
    row(out, "all", "", "", dryRun.total());
    out.println(
        "A run would make %s: %s for listing and %s for files."
            .formatted(
                count(dryRun.requests(), "request"),
                count(dryRun.listRequests()),
                count(dryRun.total().filesToRead())));
    if (!dryRun.skippedObjects().isEmpty()) {
      out.println("Skipped: " + dryRun.skippedObjects());
    }
    out.flush();
  }

  private static void row(
      PrintWriter out, String account, String region, String month, DryRun.Counts counts) {
    row(
        out,
        account,
        region,
        month,
        count(counts.files()),
        bytes(counts.bytes()),
        count(counts.filesToRead()),
        bytes(counts.bytesToRead()));
  }

  private static void row(PrintWriter out, Object... cells) {
    out.print(String.format(Locale.ROOT, "%-14s %-16s %-9s %12s %10s %13s %10s%n", cells));
  }
}
