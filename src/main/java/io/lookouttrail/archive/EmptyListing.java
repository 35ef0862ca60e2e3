package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The error of a listing that found no log file: what was looked for, and what is there. */
final class EmptyListing {

  private static final int MAX_COUNTED = 10_000;
  private static final int MAX_NAMED = 8;
  private static final String LOOKED_FOR =
      "no log file was found (looked for"
          + " AWSLogs/[o-id/]<account>/CloudTrail/<Region>/YYYY/MM/DD/*.json.gz, and for .json and"
          + " .json.gz files in any folder)";
  private static final String POINT_ABOVE =
      "Point --archive at the folder that holds AWSLogs, or at a folder of log files.";

  private EmptyListing() {}

  /** The error for an archive that is a folder of foreign objects. */
  static UserError inForeignFolder(FolderStore store, Folder root) throws IOException {
    ForeignObject kind = root.position().foreign();
    if (kind == null) {
      throw new IllegalArgumentException("not a foreign folder: " + root);
    }
    AtomicInteger counted = new AtomicInteger();
    store.listFiles(root, (below, bytes, modified) -> counted.incrementAndGet() < MAX_COUNTED);
    int files = counted.get();
    String atLeast = files == MAX_COUNTED ? "at least " : "";
    return UserError.cannot(
        ListingErrors.what(root.describe()),
        "found "
            + atLeast
            + ForeignObject.Count.counted(files, kind.label() + " file")
            + ", no log file",
        "Point --archive at the folder above " + root.position().name() + ".");
  }

  static UserError of(FolderStore store, Folder root, Window window, SkippedObjects seen)
      throws IOException {
    String what = ListingErrors.what(root.describe());
    if (seen.hasLogsOutside()) {
      return UserError.cannot(
          what,
          "it has no log file of " + window.describe() + ", only of " + has(store, seen),
          "Change --month, --from and --to, --account or --region.");
    }
    if (seen.counts().isEmpty()) {
      return UserError.cannot(what, LOOKED_FOR, POINT_ABOVE);
    }
    return UserError.cannot(
        what, "found " + describe(seen.counts()) + ", but " + LOOKED_FOR, POINT_ABOVE);
  }

  static String describe(Map<ForeignObject, ForeignObject.Count> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue().describe(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String has(FolderStore store, SkippedObjects seen) throws IOException {
    String days = DeliveryDayFinder.of(store, seen).map(range -> ", " + range).orElse("");
    String owners = named("account", seen.accounts()) + named(", Region", seen.regions()) + days;
    return owners.replaceAll("^, ", "").isEmpty() ? "other days" : owners.replaceAll("^, ", "");
  }

  private static String named(String noun, Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String list = names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    int more = names.size() - MAX_NAMED;
    return noun
        + (names.size() == 1 ? " " : "s ")
        + list
        + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }
}
