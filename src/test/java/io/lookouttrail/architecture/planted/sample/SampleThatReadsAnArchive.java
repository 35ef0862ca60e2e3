package io.lookouttrail.architecture.planted.sample;

import io.lookouttrail.architecture.planted.archive.ArchiveReader;

/** Violates that the sample knows only the layout of an archive. */
public final class SampleThatReadsAnArchive {
  private SampleThatReadsAnArchive() {}

  static String name() {
    return ArchiveReader.name();
  }
}
