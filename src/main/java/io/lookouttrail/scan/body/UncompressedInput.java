package io.lookouttrail.scan.body;

import io.lookouttrail.scan.ScanOptions;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file's uncompressed bytes, up to the most that are taken, hashed as they come.
 *
 * <p>gzip is known by its first bytes, not by the file's name.
 */
public final class UncompressedInput implements AutoCloseable {
  private final StoredInput input = new StoredInput();
  private final DeflateDecoder inflation = DeflateDecoder.ofJdk();
  private final GzipDecoder members = new GzipDecoder(input, inflation);
  private final MessageDigest digest = sha256Digest();
  private final long maxBytes;
  private final boolean hash;
  private final byte[] probe = new byte[1];

  private boolean namedGzip;
  private long listedBytes;
  private boolean begun;
  private boolean gzip;
  private boolean whole;
  private long inflatedBytes;

  public UncompressedInput(ScanOptions options) {
    maxBytes = options.maxFileBytes();
    hash = options.hash();
  }

  public void open(InputStream stored, long storedBytes, boolean isNamedGzip) {
    input.open(stored);
    members.open();
    digest.reset();
    listedBytes = storedBytes;
    namedGzip = isNamedGzip;
    begun = false;
    whole = false;
    inflatedBytes = 0;
  }

  /** At least one of the next bytes into the room given; -1 when the file ended whole. */
  public int read(byte[] out, int from, int length) throws BodyException {
    if (whole) {
      return -1;
    }
    if (!begun) {
      begin();
    }
    int room = (int) Math.min(length, maxBytes - inflatedBytes);
    int count = room > 0 ? readOn(out, from, room) : readOn(probe, 0, 1);
    if (count > 0 && room == 0) {
      throw BodyException.of(
          Problem.Kind.TOO_LARGE, "more than " + maxBytes + " bytes when uncompressed");
    }
    if (count < 0) {
      endWhole();
      return -1;
    }
    inflatedBytes += count;
    if (hash) {
      digest.update(out, from, count);
    }
    return count;
  }

  public long inflatedBytes() {
    return inflatedBytes;
  }

  /** Lower-hex SHA-256, once the file ended whole; to be asked for once. */
  public Optional<String> sha256() {
    return hash && whole
        ? Optional.of(HexFormat.of().formatHex(digest.digest()))
        : Optional.empty();
  }

  @Override
  public void close() {
    inflation.close();
  }

  private int readOn(byte[] out, int from, int length) throws BodyException {
    return gzip ? members.read(out, from, length) : input.read(out, from, length);
  }

  private void begin() throws BodyException {
    begun = true;
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
    if (!gzip && namedGzip && !looksLikeJson()) {
      throw BodyException.of(Problem.Kind.NOT_GZIP, "named .gz, but is neither gzip nor JSON");
    }
  }

  private boolean looksLikeJson() throws BodyException {
    byte[] bytes = input.bytes();
    int i = 0;
    do {
      while (i < input.available() && isBlankOrMark(bytes[i])) {
        i++;
      }
    } while (i == input.available() && input.append());
    return i < input.available() && (bytes[i] == '{' || bytes[i] == '[');
  }

  private static boolean isBlankOrMark(byte b) {
    return BodyBuffer.isBlank(b) || b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
  }

  private void endWhole() throws BodyException {
    long storedBytes = gzip ? input.offset() : inflatedBytes;
    if (storedBytes < listedBytes) {
      throw BodyException.of(
          Problem.Kind.TRUNCATED,
          "only " + storedBytes + " of the listed " + listedBytes + " bytes came");
    }
    whole = true;
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
