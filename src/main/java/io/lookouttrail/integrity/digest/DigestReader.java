package io.lookouttrail.integrity.digest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import java.util.Optional;

/** Source of digests and of the signatures that are stored with them. */
public interface DigestReader {

  ReadResult read(LogFile digest);

  /**
   * The signature that is stored with a digest: in its object's metadata or in a file beside it.
   */
  OwnSignature signature(LogFile digest);

  /**
   * The signature that is stored with a digest.
   *
   * @param hex empty if there is none
   * @param noMetadata whether the file system does not support object metadata
   */
  record OwnSignature(Optional<String> hex, boolean noMetadata) {
    static final OwnSignature NONE = new OwnSignature(Optional.empty(), false);
  }
}
