package io.lookouttrail.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One folder of a local disk, listed by the JVM's own calls: one look at each entry, where Hadoop's
 * local file system takes three and makes a URI of each name.
 */
public final class LocalFolder {

  /** Takes what a folder holds. */
  public interface Taker {
    void folder(String name) throws IOException;

    void file(String name, long bytes, long modifiedMillis);
  }

  private final Path path;

  public LocalFolder(Path path) {
    this.path = path;
  }

  /**
   * Gives all entries, in no order; links are followed, and what is gone by then is left out, as is
   * a link to nothing. Hadoop's own files of checksums are left out too.
   *
   * @return how many there were
   * @throws FileNotFoundException if the folder itself is not there, or no longer: Hadoop's word
   */
  public long list(Taker taker) throws IOException {
    long entries = 0;
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(path)) {
      for (Path entry : listed) {
        String name = entry.getFileName().toString();
        if (!isOfChecksums(name) && take(entry, name, taker)) {
          entries++;
        }
      }
    } catch (NoSuchFileException e) {
      throw (IOException) new FileNotFoundException(path.toString()).initCause(e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  private static boolean take(Path entry, String name, Taker taker) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(entry, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return false;
    } catch (FileSystemException e) {
      // A link that leads to itself has no exception of its own.
      if (!(e instanceof AccessDeniedException) && Files.isSymbolicLink(entry)) {
        return false;
      }
      throw e;
    }
    if (attributes.isDirectory()) {
      taker.folder(name);
    } else {
      taker.file(name, attributes.size(), attributes.lastModifiedTime().toMillis());
    }
    return true;
  }

  private static boolean isOfChecksums(String name) {
    return name.startsWith(".") && name.endsWith(".crc");
  }
}
