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
   * @param place where it is stored, or would be
   */
  record OwnSignature(Optional<String> hex, Place place) {}

  /** Where the signature of a digest is stored, or would be. */
  enum Place {
    /** In the object's metadata: a digest without a signature there is not CloudTrail's. */
    METADATA,
    /** In the existing file beside the digest that holds the object's metadata. */
    HEAD_FILE,
    /** In a file beside the digest that does not exist: it may not have been copied. */
    NO_HEAD_FILE,
    /** In the object's metadata, which this file system cannot return. */
    NO_METADATA,
    /** In a place that cannot be read. */
    UNREADABLE
  }
}
