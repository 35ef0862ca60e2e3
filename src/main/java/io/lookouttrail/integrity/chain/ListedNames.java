package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * The names of the objects that a run listed, eight bytes of a hash each: a set that tasks receive.
 * The hash is a cryptographic one, so that no name can be made that hides another one.
 */
public final class ListedNames implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] hashes;

  private ListedNames(long[] hashes) {
    this.hashes = hashes;
  }

  /** No name. */
  public static ListedNames none() {
    return new ListedNames(new long[0]);
  }

  /**
   * The canonical names of listed files.
   *
   * @param count number of all files
   */
  public static ListedNames of(List<? extends Iterable<LogFile>> listings, long count) {
    long[] hashes = new long[Math.toIntExact(count)];
    MessageDigest digest = sha256();
    int added = 0;
    for (Iterable<LogFile> files : listings) {
      for (LogFile file : files) {
        hashes[added++] = hash(digest, file.sourceFile());
      }
    }
    long[] sorted = Arrays.copyOf(hashes, added);
    Arrays.sort(sorted);
    return new ListedNames(sorted);
  }

  public boolean contains(String name) {
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
