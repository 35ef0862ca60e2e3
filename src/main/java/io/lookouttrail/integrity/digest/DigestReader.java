package io.lookouttrail.integrity.digest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.WholeFileReader.Reading;
import java.util.Optional;

/** Where digests and their own signatures come from. */
public interface DigestReader {

  Reading read(LogFile digest);

  /** The signature that is kept with the digest itself: in its object's metadata, or beside it. */
  OwnSignature signature(LogFile digest);

  /**
   * What is kept with a digest.
   *
   * @param hex empty where there is none
   * @param noMetadata whether the file system cannot tell objects' metadata at all
   */
  record OwnSignature(Optional<String> hex, boolean noMetadata) {
    static final OwnSignature NONE = new OwnSignature(Optional.empty(), false);
  }
}
