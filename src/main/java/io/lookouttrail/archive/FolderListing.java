package io.lookouttrail.archive;

import io.lookouttrail.run.Window;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Listing of one folder: the files found, and the folders to list next.
 *
 * <p>In S3 a folder that is completely in the window is listed recursively, unless it has too many
 * files: see {@link RecursiveListing}.
 */
final class FolderListing {
  private final ObjectKind objectKind;
  private final FolderStore store;
  private final Folder folder;
  private final Window window;
  private final ListingCounters counters;
  private final boolean root;

  private final FoundFiles found;
  private final List<Folder> children = new ArrayList<>();

  FolderListing(
      ObjectKind objectKind,
      FolderStore store,
      Folder folder,
      Window window,
      ListingCounters counters,
      boolean root) {
    this.objectKind = objectKind;
    this.store = store;
    this.folder = folder;
    this.window = window;
    this.counters = counters;
    this.root = root;
    this.found = new FoundFiles(objectKind, window, counters);
  }

  FolderListing list() throws IOException {
    try {
      if (!listRecursively()) {
        listOneLevel();
      }
    } catch (FileNotFoundException e) {
      // A folder that was deleted after its parent was listed is empty; the root must exist.
      if (root) {
        throw e;
      }
    }
    return this;
  }

  Folder folder() {
    return folder;
  }

  List<CompactFileList> batches() {
    return found.batches();
  }

  List<Folder> children() {
    return children;
  }

  SkippedObjects skipped() {
    return found.skipped();
  }

  private boolean listRecursively() throws IOException {
    RecursiveListing recursive = new RecursiveListing(objectKind, store, folder, counters, found);
    return FolderStore.isPaged(folder)
        && folder.position().isWithin(window)
        && recursive.isAllowed()
        && recursive.list();
  }

  private void listOneLevel() throws IOException {
    FolderFileCollector files = found.in(folder);
    counters.requested(store.list(folder, new Level(files)));
    files.pack();
  }

  /** Receives the entries of the folder. */
  private final class Level implements FolderStore.Entries {
    private final FolderFileCollector files;

    Level(FolderFileCollector files) {
      this.files = files;
    }

    @Override
    public void folder(String name) throws IOException {
      KeyPosition position =
          ForeignObject.isHidden(name)
              ? KeyPosition.hidden(name)
              : objectKind.child(folder.position(), name);
      ForeignObject kind = position.foreign();
      // A trail's prefix may begin with a dot or an underscore.
      boolean mayHoldLayout =
          kind == ForeignObject.HIDDEN
              && folder.position().isAboveLayout()
              && !ForeignObject.isOfAProgram(name);
      if (kind == null || mayHoldLayout) {
        folder.child(name, position).ifPresent(FolderListing.this::addChild);
      } else {
        found.skipped().foreignFolder(kind, files.nameOf(name) + "/");
      }
    }

    @Override
    public void file(String name, long bytes, long modifiedMillis) {
      found.addIfOfKind(files, name, bytes, modifiedMillis);
    }

    @Override
    public void self(long bytes, long modifiedMillis) {
      if (root) {
        addRoot(bytes, modifiedMillis);
      }
    }

    @Override
    public void unaddressable() {
      found.skipped().foreignFile(ForeignObject.UNADDRESSABLE, files.nameOf("") + "…");
    }
  }

  private void addChild(Folder child) {
    if (child.position().overlaps(window)) {
      children.add(child);
    } else {
      found.skipped().unopened(child);
    }
  }

  /** Adds the one file that the user named, whatever its extension. */
  private void addRoot(long bytes, long modifiedMillis) {
    String file = folder.location().substring(0, folder.location().length() - 1);
    int end = file.lastIndexOf('/') + 1;
    String name = file.substring(end);
    Folder parent = Folder.unlinked(file.substring(0, end), KeyPosition.of(""));
    FolderFileCollector files =
        found.in(Folder.unlinked(parent.location(), objectKind.position(parent.folders())));
    if (objectKind == ObjectKind.LOGS && ForeignObject.ofFile(name) == ForeignObject.OTHER_FILE) {
      found.add(files, name, bytes, modifiedMillis);
    } else {
      found.addIfOfKind(files, name, bytes, modifiedMillis);
    }
    files.pack();
  }
}
