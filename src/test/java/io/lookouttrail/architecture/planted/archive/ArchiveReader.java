package io.lookouttrail.architecture.planted.archive;

/** Stands for a reader of archives. */
public final class ArchiveReader {
  private ArchiveReader() {}

  public static String name() {
    return "reader";
  }
}
