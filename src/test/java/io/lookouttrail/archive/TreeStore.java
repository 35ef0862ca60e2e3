package io.lookouttrail.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system that answers only listings, from a {@link Tree}, and records the requests. It
 * supports no other request: a lister that needs one fails.
 */
public final class TreeStore extends FileSystem {

  /** Content of a bucket; folders are named by their path with a slash at the front. */
  interface Tree {
    /** The entries of a folder, sorted by name; empty if the folder does not exist. */
    Stream<Node> children(String folder);
  }

  record Node(String name, boolean folder, long bytes, long modifiedMillis) {
    static Node folder(String name) {
      return new Node(name, true, 0, 0);
    }

    static Node file(String name, long bytes, long modifiedMillis) {
      return new Node(name, false, bytes, modifiedMillis);
    }
  }

  private static final Map<String, Tree> BUCKETS = new ConcurrentHashMap<>();
  private static final Map<String, Queue<String>> REQUESTS = new ConcurrentHashMap<>();

  private URI uri = URI.create("none:///");
  private Path workingDirectory = new Path("/");

  /** Makes the tree the content of a bucket. */
  static void serve(String bucket, Tree tree) {
    BUCKETS.put(bucket, tree);
    REQUESTS.put(bucket, new ConcurrentLinkedQueue<>());
  }

  /** Listings requested so far, sorted: {@code level /a} and {@code whole /a}. */
  static List<String> requests(String bucket) {
    return REQUESTS.get(bucket).stream().sorted().toList();
  }

  /** A configuration in which S3 and the scheme {@code tree} are served by this class. */
  static Configuration configuration() {
    Configuration configuration = new Configuration(false);
    for (String scheme : List.of("s3", "s3a", "s3n", "tree")) {
      configuration.setClass("fs." + scheme + ".impl", TreeStore.class, FileSystem.class);
    }
    return configuration;
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    workingDirectory = new Path(uri.toString(), "/");
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public RemoteIterator<FileStatus> listStatusIterator(Path path) throws IOException {
    String folder = asked("level", path);
    try {
      List<FileStatus> self = itself(path);
      return remote(
          self.isEmpty()
              ? tree().children(folder).map(node -> status(folder, node)).iterator()
              : self.iterator());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public RemoteIterator<LocatedFileStatus> listFiles(Path path, boolean recursive)
      throws IOException {
    String folder = asked(recursive ? "whole" : "level", path);
    itself(path);
    return remote(new Whole(folder));
  }

  @Override
  public FileStatus[] listStatus(Path path) {
    throw new UnsupportedOperationException("a listing that is not paged");
  }

  @Override
  public FileStatus getFileStatus(Path path) {
    throw new UnsupportedOperationException("a request for a status");
  }

  private String asked(String how, Path path) {
    String folder = path.toUri().getPath();
    REQUESTS.get(uri.getAuthority()).add(how + " " + folder);
    return folder.equals("/") ? "" : folder;
  }

  private Tree tree() {
    return BUCKETS.get(uri.getAuthority());
  }

  /** The file that a path names, if it is one. */
  private List<FileStatus> itself(Path path) throws FileNotFoundException {
    String text = path.toUri().getPath();
    if (text.equals("/") || tree().children(text).findAny().isPresent()) {
      return List.of();
    }
    String parent = text.substring(0, text.lastIndexOf('/'));
    return tree()
        .children(parent)
        .filter(node -> node.name().equals(path.getName()) && !node.folder())
        .findFirst()
        .map(node -> List.of(status(parent, node)))
        .orElseThrow(() -> new FileNotFoundException("No such file or directory: " + path));
  }

  private FileStatus status(String folder, Node node) {
    Path path = new Path(uri.getScheme(), uri.getAuthority(), folder + "/" + node.name());
    return new FileStatus(node.bytes(), node.folder(), 1, 1, node.modifiedMillis(), path);
  }

  private static <T> RemoteIterator<T> remote(Iterator<? extends T> iterator) {
    return new RemoteIterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        return iterator.next();
      }
    };
  }

  /** All files below a folder in the order of their keys, a folder at a time. */
  private final class Whole implements Iterator<LocatedFileStatus> {
    private final Deque<Iterator<Node>> open = new ArrayDeque<>();
    private final Deque<String> folders = new ArrayDeque<>();
    private LocatedFileStatus next;

    Whole(String folder) {
      enter(folder);
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public LocatedFileStatus next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      LocatedFileStatus file = next;
      advance();
      return file;
    }

    private void enter(String folder) {
      open.push(tree().children(folder).iterator());
      folders.push(folder);
    }

    private void advance() {
      next = null;
      while (next == null && !open.isEmpty()) {
        if (!open.peek().hasNext()) {
          open.pop();
          folders.pop();
          continue;
        }
        Node node = open.peek().next();
        if (node.folder()) {
          enter(folders.peek() + "/" + node.name());
        } else {
          next = new LocatedFileStatus(status(folders.peek(), node), null);
        }
      }
    }
  }

  @Override
  public Path getWorkingDirectory() {
    return workingDirectory;
  }

  @Override
  public void setWorkingDirectory(Path path) {
    workingDirectory = path;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) {
    throw new UnsupportedOperationException("a file opened by a listing");
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException();
  }
}
