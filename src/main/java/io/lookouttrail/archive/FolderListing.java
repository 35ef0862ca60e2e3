package io.lookouttrail.archive;

import io.lookouttrail.run.Window;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.storage.JvmLocalFileSystem;
import io.lookouttrail.storage.LocalFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/**
 * One visit to one folder: the files found, and the folders to go on with.
 *
 * <p>In S3 a folder that is wanted whole is listed with all below it, 1,000 keys a request. Should
 * that show more than a few pages, it is left off and the folder is taken level by level, because
 * its parts can be listed at the same time and one long listing cannot.
 */
final class FolderListing {

  /** Files after which a Region's or a year's whole listing is left off. */
  static final int MANY_FILES = 3_000;

  /** Files after which a month's whole listing is left off. */
  static final int MANY_FILES_OF_A_MONTH = 20_000;

  private final ObjectKind wanted;
  private final FileSystem fileSystem;
  private final Folder folder;
  private final Window window;
  private final ListingCounters meter;
  private final boolean root;

  private final List<CompactFileList> batches = new ArrayList<>();
  private final List<Folder> children = new ArrayList<>();
  private SkippedObjects sightings = new SkippedObjects();
  private long found;

  FolderListing(
      ObjectKind wanted,
      FileSystem fileSystem,
      Folder folder,
      Window window,
      ListingCounters meter,
      boolean root) {
    this.wanted = wanted;
    this.fileSystem = fileSystem;
    this.folder = folder;
    this.window = window;
    this.meter = meter;
    this.root = root;
  }

  FolderListing go() throws IOException {
    try {
      if (!isForWholeListing() || !listWhole()) {
        listOneLevel();
      }
    } catch (FileNotFoundException e) {
      // A folder that went away since its parent was listed holds nothing; the root must be there.
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
    return batches;
  }

  List<Folder> children() {
    return children;
  }

  SkippedObjects sightings() {
    return sightings;
  }

  private boolean isForWholeListing() {
    return CanonicalNames.isS3(folder.path())
        && folder.place().isWhollyWanted(window)
        && mostFilesOfWholeListing() > 0;
  }

  private long mostFilesOfWholeListing() {
    return switch (folder.place().stage()) {
      case REGION, YEAR -> MANY_FILES;
      case MONTH -> MANY_FILES_OF_A_MONTH;
      case DAY -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  private void listOneLevel() throws IOException {
    FolderFileCollector files = new FolderFileCollector(wanted, folder, window, sightings, batches);
    java.nio.file.Path onDisk = folder.onDisk();
    if (onDisk != null
        && Files.isDirectory(onDisk)
        && JvmLocalFileSystem.isPlain(fileSystem.getConf())) {
      meter.listed(listDisk(onDisk, files));
    } else {
      meter.listed(listStore(files));
    }
    files.pack();
  }

  private long listDisk(java.nio.file.Path path, FolderFileCollector files) throws IOException {
    return new LocalFolder(path)
        .list(
            new LocalFolder.Taker() {
              @Override
              public void folder(String name) throws IOException {
                // By its parts: a colon in a name is no scheme.
                takeFolder(new Path(folder.path(), new Path(null, null, name)));
              }

              @Override
              public void file(String name, long bytes, long modifiedMillis) {
                takeFile(files, name, bytes, modifiedMillis);
              }
            });
  }

  private long listStore(FolderFileCollector files) throws IOException {
    long entries = 0;
    RemoteIterator<FileStatus> listed = fileSystem.listStatusIterator(folder.path());
    while (listed.hasNext()) {
      FileStatus status = listed.next();
      entries++;
      if (status.isDirectory()) {
        takeFolder(status.getPath());
      } else if (root && isRoot(status)) {
        takeRoot(status);
      } else {
        takeFile(files, status.getPath().getName(), status);
      }
    }
    return entries;
  }

  private void takeFolder(Path path) throws IOException {
    String name = path.getName();
    if (ForeignObject.isHidden(name)) {
      sightings.neighbourFolder(ForeignObject.HIDDEN);
      return;
    }
    KeyPosition place = wanted.child(folder.place(), name);
    ForeignObject kind = place.neighbour();
    if (kind != null) {
      sightings.neighbourFolder(kind);
      return;
    }
    folder
        .child(path, place)
        .ifPresent(
            child -> {
              if (place.isWanted(window)) {
                children.add(child);
              } else {
                sightings.unopened(child);
              }
            });
  }

  /** Takes the one file that the user named; then its ending is no reason to leave it out. */
  private void takeRoot(FileStatus status) {
    Path parent = Objects.requireNonNull(folder.path().getParent(), "a file has a folder");
    Folder above = Folder.unlinked(parent, wanted.place(parent.toUri().getPath()));
    FolderFileCollector files = new FolderFileCollector(wanted, above, window, sightings, batches);
    String name = folder.path().getName();
    if (wanted == ObjectKind.LOGS && ForeignObject.ofFile(name) == ForeignObject.OTHER_FILE) {
      takeWanted(files, name, status.getLen(), status.getModificationTime());
    } else {
      takeFile(files, name, status);
    }
    files.pack();
  }

  private void takeFile(FolderFileCollector files, String name, FileStatus status) {
    takeFile(files, name, status.getLen(), status.getModificationTime());
  }

  private void takeFile(FolderFileCollector files, String name, long bytes, long modifiedMillis) {
    ForeignObject kind = wanted.stranger(files.place(), name);
    if (kind != null) {
      sightings.neighbourFile(kind);
    } else {
      takeWanted(files, name, bytes, modifiedMillis);
    }
  }

  private void takeWanted(FolderFileCollector files, String name, long bytes, long modifiedMillis) {
    if (files.add(name, bytes, modifiedMillis)) {
      found++;
      meter.found(1);
    }
  }

  private boolean isRoot(FileStatus status) {
    return status.getPath().toUri().getPath().equals(folder.path().toUri().getPath());
  }

  /** Lists all below at once; false if that is too much for one listing, and nothing was taken. */
  private boolean listWhole() throws IOException {
    long most = mostFilesOfWholeListing();
    long entries = 0;
    Below below = new Below();
    RemoteIterator<? extends FileStatus> listed = fileSystem.listFiles(folder.path(), true);
    while (listed.hasNext()) {
      FileStatus status = listed.next();
      entries++;
      if (entries > most) {
        meter.listed(entries - 1);
        leaveOff();
        return false;
      }
      below.take(status);
    }
    meter.listed(entries);
    below.close();
    return true;
  }

  private void leaveOff() {
    meter.found(-found);
    found = 0;
    batches.clear();
    sightings = new SkippedObjects();
  }

  /** Sorts the files of a whole listing into their folders, which come one after another. */
  private final class Below {
    private String current = "";
    private @Nullable FolderFileCollector files;
    private @Nullable ForeignObject stranger;

    void take(FileStatus status) {
      String path = status.getPath().toUri().getPath();
      int slash = path.lastIndexOf('/');
      if (slash != current.length() || !path.startsWith(current)) {
        enter(status.getPath(), path.substring(0, slash));
      }
      FolderFileCollector into = files;
      if (stranger != null) {
        sightings.neighbourFile(stranger);
      } else if (into != null) {
        takeFile(into, path.substring(slash + 1), status);
      }
    }

    void close() {
      if (files != null) {
        files.pack();
      }
    }

    private void enter(Path file, String parent) {
      close();
      current = parent;
      Path parentPath = file.getParent();
      KeyPosition place = folder.place();
      boolean hidden = false;
      String top = folder.path().toUri().getPath();
      for (String name : parent.substring(Math.min(top.length(), parent.length())).split("/", -1)) {
        if (!name.isEmpty()) {
          hidden |= ForeignObject.isHidden(name);
          place = wanted.child(place, name);
        }
      }
      stranger = hidden ? ForeignObject.HIDDEN : place.neighbour();
      files =
          new FolderFileCollector(
              wanted, Folder.unlinked(parentPath, place), window, sightings, batches);
    }
  }
}
