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
 * One folder of a local disk, listed with the JVM's own calls. They read the attributes of each
 * entry once; Hadoop's local file system reads them three times and makes a URI of each name.
 */
public final class LocalFolder {

  /** Receiver of the entries of a folder. */
  public interface EntryReceiver {
    void folder(String name) throws IOException;

    void file(String name, long bytes, long modifiedMillis);
  }

  private final Path path;

  public LocalFolder(Path path) {
    this.path = path;
  }

  /**
   * Lists all entries, in no order, and follows links. It leaves out entries that disappear
   * meanwhile, links without a target, and Hadoop's checksum files.
   *
   * @return the number of entries listed
   * @throws FileNotFoundException if the folder does not exist, as Hadoop's file systems throw it
   */
  public long list(EntryReceiver receiver) throws IOException {
    long entries = 0;
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(path)) {
      for (Path entry : listed) {
        String name = entry.getFileName().toString();
        if (!isChecksumFile(name) && receive(entry, name, receiver)) {
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

  private static boolean receive(Path entry, String name, EntryReceiver receiver)
      throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(entry, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return false;
    } catch (FileSystemException e) {
      // A symbolic link to itself fails with this general exception.
      if (!(e instanceof AccessDeniedException) && Files.isSymbolicLink(entry)) {
        return false;
      }
      throw e;
    }
    if (attributes.isDirectory()) {
      receiver.folder(name);
    } else {
      receiver.file(name, attributes.size(), attributes.lastModifiedTime().toMillis());
    }
    return true;
  }

  private static boolean isChecksumFile(String name) {
    return name.startsWith(".") && name.endsWith(".crc");
  }
}
