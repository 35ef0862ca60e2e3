package io.lookouttrail.scan.body;

import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Uncompressed bytes of a stored file, up to a limit, hashed as they are read.
 *
 * <p>The first bytes decide whether the file is gzip, not its name. One instance reads one file
 * after the other.
 */
public final class UncompressedInput implements AutoCloseable {
  private final StoredInput input = new StoredInput();
  private final DeflateDecoder inflater = new JdkDeflateDecoder();
  private final GzipDecoder gunzip = new GzipDecoder(input, inflater);
  private final MessageDigest digest = sha256Digest();
  private final long maxBytes;
  private final boolean hash;
  private final byte[] probe = new byte[1];
  private Optional<WholeGzipFile> wholeFile;

  private ByteSource source = input::read;
  private boolean namedGzip;
  private long listedBytes;
  private boolean started;
  private boolean gzip;
  private boolean complete;
  private long inflatedBytes;

  /** Where the uncompressed bytes of a file come from. */
  private interface ByteSource {
    /** Reads at least one byte; -1 at the end. */
    int read(byte[] out, int from, int length) throws BodyException;
  }

  /**
   * @param maxBytes uncompressed bytes after which a file is {@code too_large}
   * @param hash whether to take the SHA-256 of the uncompressed bytes
   * @param nativeInflate whether to inflate with the system's library where there is one, which is
   *     faster and changes no result
   */
  public UncompressedInput(long maxBytes, boolean hash, boolean nativeInflate) {
    this.maxBytes = maxBytes;
    this.hash = hash;
    wholeFile = nativeInflate ? WholeGzipFile.acquire() : Optional.empty();
  }

  /** Returns whether files of ordinary size are inflated with the system's library. */
  public boolean inflatesNatively() {
    return wholeFile.isPresent();
  }

  /**
   * Begins a file.
   *
   * @param stored the bytes as they are stored; the caller closes it
   * @param storedBytes the number of stored bytes that the listing gives
   * @param isNamedGzip whether the file's name ends in {@code .gz}
   */
  public void open(InputStream stored, long storedBytes, boolean isNamedGzip) {
    open(stored, storedBytes, isNamedGzip, false);
  }

  /** Begins a file as {@link #open} does, of whose gzip members only the first one is returned. */
  public void openFirstMember(InputStream stored, long storedBytes, boolean isNamedGzip) {
    open(stored, storedBytes, isNamedGzip, true);
  }

  private void open(
      InputStream stored, long storedBytes, boolean isNamedGzip, boolean firstMemberOnly) {
    input.open(stored);
    gunzip.open(firstMemberOnly, maxBytes);
    digest.reset();
    listedBytes = storedBytes;
    namedGzip = isNamedGzip;
    started = false;
    complete = false;
    inflatedBytes = 0;
  }

  /**
   * Reads at least one byte into the array.
   *
   * @return the number of bytes; -1 at the end of a file that is complete
   * @throws BodyException if the file is damaged, too large or cannot be read
   */
  public int read(byte[] out, int from, int length) throws BodyException {
    if (complete) {
      return -1;
    }
    if (!started) {
      detectFormat();
    }
    int room = (int) Math.min(length, maxBytes - inflatedBytes);
    int count = room > 0 ? source.read(out, from, room) : source.read(probe, 0, 1);
    if (count > 0 && room == 0) {
      throw BodyException.of(
          Problem.Kind.TOO_LARGE, "more than " + maxBytes + " bytes when uncompressed");
    }
    if (count < 0) {
      checkComplete();
      return -1;
    }
    inflatedBytes += count;
    if (hash) {
      digest.update(out, from, count);
    }
    return count;
  }

  /** Returns what follows the first gzip member, after the end of the file; empty for nothing. */
  public Optional<AfterFirstMember> afterFirstMember() {
    return gunzip.afterFirstMember();
  }

  /** Returns the uncompressed bytes of the gzip members after the first one. */
  public long laterBytes() {
    return gunzip.laterBytes();
  }

  /** Returns the uncompressed bytes read so far. */
  public long inflatedBytes() {
    return inflatedBytes;
  }

  /**
   * Returns the lower-hex SHA-256; empty without hashing, and before the end of a complete file.
   * The call resets the hash: call it once a file.
   */
  public Optional<String> sha256() {
    return hash && complete
        ? Optional.of(HexFormat.of().formatHex(digest.digest()))
        : Optional.empty();
  }

  @Override
  public void close() {
    inflater.close();
    wholeFile.ifPresent(WholeGzipFile::release);
    wholeFile = Optional.empty();
  }

  private void detectFormat() throws BodyException {
    started = true;
    boolean more = true;
    while (more && input.available() < 2) {
      more = input.append();
    }
    if (input.available() == 0) {
      throw BodyException.of(Problem.Kind.TRUNCATED, "the file is empty");
    }
    byte[] bytes = input.bytes();
    gzip =
        (bytes[0] & 0xff) == GzipDecoder.MAGIC_1
            && (input.available() < 2 || (bytes[1] & 0xff) == GzipDecoder.MAGIC_2);
    source = gzip ? gzipSource() : input::read;
    if (!gzip && namedGzip && !looksLikeJson()) {
      throw BodyException.of(Problem.Kind.NOT_GZIP, "named .gz, but is neither gzip nor JSON");
    }
  }

  private ByteSource gzipSource() {
    if (wholeFile.isPresent() && wholeFile.get().open(input, listedBytes, maxBytes)) {
      return wholeFile.get()::read;
    }
    return gunzip::read;
  }

  private boolean looksLikeJson() throws BodyException {
    byte[] bytes = input.bytes();
    int i = 0;
    do {
      while (i < input.available() && isWhitespaceOrByteOrderMark(bytes[i])) {
        i++;
      }
    } while (i == input.available() && input.append());
    return i < input.available() && (bytes[i] == '{' || bytes[i] == '[');
  }

  private static boolean isWhitespaceOrByteOrderMark(byte b) {
    return BodyBuffer.isWhitespace(b) || b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
  }

  private void checkComplete() throws BodyException {
    long storedBytes = gzip ? input.offset() : inflatedBytes;
    if (storedBytes < listedBytes) {
      throw BodyException.of(
          Problem.Kind.TRUNCATED,
          "only " + storedBytes + " of the " + listedBytes + " listed bytes were received");
    }
    complete = true;
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
