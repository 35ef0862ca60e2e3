package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.run.Window;
import io.lookouttrail.storage.CanonicalNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the log files of an archive that a window wants, in as few requests as that takes.
 *
 * <p>It may be pointed at a bucket, at any folder above or inside the layout, at one file, or at
 * folders of log files without any layout. It opens no file and asks for the status of none.
 */
public final class ArchiveLister {

  private static final long TELL_EVERY_MILLIS = 200;

  private final Configuration configuration;
  private final int parallelism;

  /**
   * @param parallelism listings under way at once
   */
  public ArchiveLister(Configuration configuration, int parallelism) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
    }
    this.configuration = configuration;
    this.parallelism = parallelism;
  }

  /**
   * Lists the log files that the window wants.
   *
   * @param archive a local path or a Hadoop URI
   * @param foundSoFar told now and then, on the calling thread, how many files were found
   * @return at least one file
   * @throws UserError if the archive cannot be listed, or if there is no such file
   */
  public ArchiveListing list(String archive, Window window, LongConsumer foundSoFar) {
    return list(archive, window, foundSoFar, true);
  }

  /**
   * Lists the log files that the window wants, of which there may be none.
   *
   * @param archive a local path or a Hadoop URI
   * @throws UserError if the archive cannot be listed
   */
  public ArchiveListing listAny(String archive, Window window) {
    return list(archive, window, found -> {}, false);
  }

  private ArchiveListing list(
      String archive, Window window, LongConsumer foundSoFar, boolean atLeastOne) {
    Path path = CanonicalNames.path(archive);
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      return list(fileSystem, fileSystem.makeQualified(path), window, foundSoFar, atLeastOne);
    } catch (IOException e) {
      throw ListingErrors.of(path, e);
    }
  }

  /**
   * Lists the digest files that the window wants, by the day in their own keys.
   *
   * @param archive a local path or a Hadoop URI
   * @param foundSoFar told now and then, on the calling thread, how many files were found
   * @return perhaps no file at all: validation may never have been on
   * @throws UserError if the archive cannot be listed
   */
  public ArchiveListing listDigests(String archive, Window window, LongConsumer foundSoFar) {
    Path path = CanonicalNames.path(archive);
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      Folder root = Folder.root(ObjectKind.DIGESTS, fileSystem.makeQualified(path));
      Walk walk =
          new Walk(
              ObjectKind.DIGESTS,
              fileSystem,
              window,
              new ListingCounters(CanonicalNames.isS3(path)));
      if (root.place().neighbour() == null) {
        walk.from(root, foundSoFar);
      }
      return new ArchiveListing(walk.batches, walk.sightings.neighbours(), walk.meter.requests());
    } catch (IOException e) {
      throw ListingErrors.of(path, e);
    }
  }

  private ArchiveListing list(
      FileSystem fileSystem, Path path, Window window, LongConsumer foundSoFar, boolean atLeastOne)
      throws IOException {
    Folder root = Folder.root(ObjectKind.LOGS, path);
    if (root.place().neighbour() != null) {
      throw EmptyListing.inNeighbour(fileSystem, root);
    }
    Walk walk =
        new Walk(
            ObjectKind.LOGS, fileSystem, window, new ListingCounters(CanonicalNames.isS3(path)));
    walk.from(root, foundSoFar);
    ArchiveListing listing =
        new ArchiveListing(walk.batches, walk.sightings.neighbours(), walk.meter.requests());
    if (atLeastOne && listing.fileCount() == 0) {
      throw EmptyListing.of(fileSystem, root, window, walk.sightings);
    }
    return listing;
  }

  /** One walk over an archive; the threads list, the caller's thread gathers what they found. */
  private final class Walk {
    final ListingCounters meter;
    final List<CompactFileList> batches = new ArrayList<>();
    final SkippedObjects sightings = new SkippedObjects();

    private final ObjectKind wanted;
    private final FileSystem fileSystem;
    private final Window window;
    private int underWay;

    Walk(ObjectKind wanted, FileSystem fileSystem, Window window, ListingCounters meter) {
      this.wanted = wanted;
      this.fileSystem = fileSystem;
      this.window = window;
      this.meter = meter;
    }

    void from(Folder root, LongConsumer foundSoFar) throws IOException {
      if (!root.place().isWanted(window)) {
        sightings.unopened(root);
        return;
      }
      ExecutorService threads = Executors.newFixedThreadPool(parallelism, daemons());
      try {
        CompletionService<FolderListing> visits = new ExecutorCompletionService<>(threads);
        send(visits, root, true);
        while (underWay > 0) {
          Future<FolderListing> done = visits.poll(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
          if (done != null) {
            underWay--;
            gather(visits, done.get());
          }
          foundSoFar.accept(meter.found());
        }
      } catch (ExecutionException e) {
        throw thrown(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UserError.cannot(
            "read the archive " + CanonicalNames.of(root.path()),
            "its listing was interrupted",
            "Run it again.",
            e);
      } finally {
        threads.shutdownNow();
      }
    }

    private void send(CompletionService<FolderListing> visits, Folder folder, boolean root) {
      FolderListing visit = new FolderListing(wanted, fileSystem, folder, window, meter, root);
      visits.submit(() -> told(visit));
      underWay++;
    }

    private void gather(CompletionService<FolderListing> visits, FolderListing visit) {
      batches.addAll(visit.batches());
      sightings.add(visit.sightings());
      KeyPosition place = visit.folder().place();
      sightings.owner(place.account(), place.region());
      visit.children().forEach(child -> send(visits, child, false));
    }
  }

  private static FolderListing told(FolderListing visit) {
    try {
      return visit.go();
    } catch (IOException e) {
      throw ListingErrors.of(visit.folder().path(), e);
    }
  }

  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException e) {
      return e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(cause);
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "archive-listing-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
