package io.lookouttrail.archive;

import io.lookouttrail.run.Window;
import java.util.ArrayList;
import java.util.List;

/** The files that the listing of one folder found, and the objects that it skipped. */
final class FoundFiles {
  private final ObjectKind objectKind;
  private final Window window;
  private final ListingCounters counters;

  private final List<CompactFileList> batches = new ArrayList<>();
  private SkippedObjects skipped = new SkippedObjects();
  private long count;

  FoundFiles(ObjectKind objectKind, Window window, ListingCounters counters) {
    this.objectKind = objectKind;
    this.window = window;
    this.counters = counters;
  }

  List<CompactFileList> batches() {
    return batches;
  }

  SkippedObjects skipped() {
    return skipped;
  }

  /** Begins a folder, whose files must be packed at its end. */
  FolderFileCollector in(Folder folder) {
    return new FolderFileCollector(objectKind, folder, window, skipped, batches);
  }

  void addIfOfKind(FolderFileCollector files, String name, long bytes, long modifiedMillis) {
    KeyPosition position = files.position();
    ForeignObject kind =
        position.foreign() == null ? objectKind.foreign(position, name) : position.foreign();
    if (kind != null) {
      skipped.foreignFile(kind, files.nameOf(name));
    } else {
      add(files, name, bytes, modifiedMillis);
    }
  }

  /** Adds a file of any kind if it is in the window. */
  void add(FolderFileCollector files, String name, long bytes, long modifiedMillis) {
    if (files.add(name, bytes, modifiedMillis)) {
      count++;
      counters.found(1);
    }
  }

  /** Discards everything, as if nothing had been listed. */
  void discard() {
    counters.found(-count);
    count = 0;
    batches.clear();
    skipped = new SkippedObjects();
  }
}
