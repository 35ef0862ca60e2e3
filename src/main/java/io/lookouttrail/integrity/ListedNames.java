package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The names of the objects that a run listed, eight bytes of a hash each: a set that tasks receive.
 * The hash is a cryptographic one, so that no name can be made that hides another one.
 */
final class ListedNames implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] hashes;

  private ListedNames(long[] hashes) {
    this.hashes = hashes;
  }

  static ListedNames of(VerifyListing listing) {
    long[] hashes = new long[Math.toIntExact(listing.fileCount())];
    MessageDigest digest = sha256();
    int count = 0;
    for (Iterable<LogFile> files :
        Arrays.<Iterable<LogFile>>asList(listing.logs(), listing.digests())) {
      for (LogFile file : files) {
        hashes[count++] = hash(digest, file.sourceFile());
      }
    }
    long[] sorted = Arrays.copyOf(hashes, count);
    Arrays.sort(sorted);
    return new ListedNames(sorted);
  }

  boolean contains(String name) {
    return Arrays.binarySearch(hashes, hash(sha256(), name)) >= 0;
  }

  private static long hash(MessageDigest digest, String name) {
    return ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
