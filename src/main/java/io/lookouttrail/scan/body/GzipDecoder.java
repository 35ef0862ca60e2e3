package io.lookouttrail.scan.body;

import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Decoder of a gzip file of any number of members.
 *
 * <p>Zeros after the last member are padding; other bytes there are damage. The bytes before damage
 * are returned first. Source: RFC 1952.
 */
final class GzipDecoder {
  static final int MAGIC_1 = 0x1f;
  static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int SCRATCH_BYTES = 8 << 10;

  private final StoredInput input;
  private final DeflateDecoder inflater;
  private final CRC32 crc = new CRC32();
  private boolean firstMemberOnly;
  private long maxLaterBytes;
  private boolean inMember;
  private long members;
  private long memberBytes;
  private long laterBytes;
  private @Nullable AfterFirstMember afterFirst;
  private @Nullable BodyException pending;

  GzipDecoder(StoredInput input, DeflateDecoder inflater) {
    this.input = input;
    this.inflater = inflater;
  }

  /**
   * Begins a file.
   *
   * @param firstOnly whether only the first member is returned
   * @param maxLater bytes of later members above which the file is too large
   */
  void open(boolean firstOnly, long maxLater) {
    firstMemberOnly = firstOnly;
    maxLaterBytes = maxLater;
    inMember = false;
    members = 0;
    laterBytes = 0;
    afterFirst = null;
    pending = null;
  }

  /** Returns what follows the first member, as far as the file was read; empty for nothing. */
  Optional<AfterFirstMember> afterFirstMember() {
    return Optional.ofNullable(afterFirst);
  }

  /** Returns the uncompressed bytes of the members after the first one that were read. */
  long laterBytes() {
    return laterBytes;
  }

  /**
   * Inflates at least one byte into the array.
   *
   * @return the number of bytes; -1 at the end of the last member that is to be returned
   */
  int read(byte[] out, int from, int length) throws BodyException {
    if (pending != null) {
      throw pending;
    }
    while (inMember || beginMember()) {
      int count = inflate(out, from, length);
      if (count > 0) {
        crc.update(out, from, count);
        memberBytes += count;
        countLater(count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
        if (firstMemberOnly && members == 1) {
          readLaterMembers();
          return -1;
        }
      } else if (input.refill()) {
        inflater.feed(input.bytes(), input.pos(), input.available());
        input.moveTo(input.pos() + input.available());
      } else {
        throw truncated();
      }
    }
    return -1;
  }

  /** Reads the file to its end, to find what follows the first member. */
  private void readLaterMembers() throws BodyException {
    byte[] scratch = new byte[SCRATCH_BYTES];
    try {
      int count = read(scratch, 0, scratch.length);
      while (count >= 0 && laterBytes <= maxLaterBytes) {
        count = read(scratch, 0, scratch.length);
      }
    } catch (BodyException fault) {
      if (fault.kind() != Problem.Kind.CORRUPT_GZIP && fault.kind() != Problem.Kind.TRUNCATED) {
        throw fault;
      }
      afterFirst = AfterFirstMember.OTHER;
      pending = null;
      inMember = false;
      input.skipToEnd();
    }
    if (laterBytes > maxLaterBytes) {
      throw BodyException.of(
          Problem.Kind.TOO_LARGE,
          "more than " + maxLaterBytes + " uncompressed bytes after the first gzip member");
    }
  }

  private void countLater(int count) {
    if (members > 1) {
      laterBytes += count;
      afterFirst = AfterFirstMember.MEMBER;
    }
  }

  private int inflate(byte[] out, int from, int length) throws BodyException {
    long before = inflater.written();
    try {
      return inflater.inflate(out, from, length);
    } catch (DataFormatException e) {
      BodyException fault =
          corrupt(
              "the deflate stream is damaged near stored byte "
                  + input.offset()
                  + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
      int intact = Math.toIntExact(inflater.written() - before);
      if (intact == 0) {
        throw fault;
      }
      pending = fault;
      return intact;
    }
  }

  private boolean beginMember() throws BodyException {
    int first = input.next();
    if (first < 0) {
      return false;
    }
    boolean later = members > 0;
    AfterFirstMember before = afterFirst;
    afterFirst = later ? AfterFirstMember.OTHER : null;
    if (first == 0 && later) {
      skipPadding();
      afterFirst = before == null ? AfterFirstMember.ZEROS : before;
      return false;
    }
    if (first != MAGIC_1 || nextByte() != MAGIC_2) {
      throw corrupt("bytes that are not gzip end at stored byte " + input.offset());
    }
    readHeader();
    if (later) {
      afterFirst = before == null ? AfterFirstMember.EMPTY_MEMBER : before;
    }
    inflater.reset();
    crc.reset();
    memberBytes = 0;
    members++;
    inMember = true;
    inflater.feed(input.bytes(), input.pos(), input.available());
    input.moveTo(input.pos() + input.available());
    return true;
  }

  private void readHeader() throws BodyException {
    int method = nextByte();
    int flags = nextByte();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw corrupt("the gzip header has a method or flags that RFC 1952 does not define");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(nextByte() | nextByte() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void endMember() throws BodyException {
    inMember = false;
    input.moveTo(input.pos() - inflater.remaining());
    long expectedCrc = unsignedInt();
    long expectedBytes = unsignedInt();
    if (expectedCrc != crc.getValue() || expectedBytes != (memberBytes & 0xffff_ffffL)) {
      throw corrupt(
          "checksum or length differs from the data that ends at stored byte " + input.offset());
    }
  }

  private void skipPadding() throws BodyException {
    int next = 0;
    while (next == 0) {
      next = input.next();
    }
    if (next > 0) {
      throw corrupt("bytes that are not gzip end at stored byte " + input.offset());
    }
  }

  private void skipText() throws BodyException {
    int next = nextByte();
    while (next != 0) {
      next = nextByte();
    }
  }

  private void skip(int count) throws BodyException {
    for (int i = 0; i < count; i++) {
      nextByte();
    }
  }

  private long unsignedInt() throws BodyException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) nextByte() << shift;
    }
    return value;
  }

  private int nextByte() throws BodyException {
    int next = input.next();
    if (next < 0) {
      throw truncated();
    }
    return next;
  }

  private BodyException truncated() {
    return BodyException.of(
        Problem.Kind.TRUNCATED,
        "the gzip data ends too early, after " + input.offset() + " stored bytes");
  }

  private static BodyException corrupt(String detail) {
    return BodyException.of(Problem.Kind.CORRUPT_GZIP, detail);
  }
}
