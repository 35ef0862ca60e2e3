package io.lookouttrail.scan.body;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A gzip file's members, inflated one behind the other.
 *
 * <p>After the last member zeros may follow, as padding; anything else is damage. What was inflated
 * before damage is given out first. Source: RFC 1952.
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

  private final StoredInput input;
  private final DeflateDecoder inflation;
  private final CRC32 crc = new CRC32();
  private boolean inMember;
  private long members;
  private long memberBytes;
  private @Nullable BodyException pending;

  GzipDecoder(StoredInput input, DeflateDecoder inflation) {
    this.input = input;
    this.inflation = inflation;
  }

  void open() {
    inMember = false;
    members = 0;
    pending = null;
  }

  /** Inflates at least a byte into the room given; -1 when the last member ended whole. */
  int read(byte[] out, int from, int length) throws BodyException {
    if (pending != null) {
      throw pending;
    }
    while (inMember || beginMember()) {
      int count = inflate(out, from, length);
      if (count > 0) {
        crc.update(out, from, count);
        memberBytes += count;
        return count;
      }
      if (inflation.finished()) {
        endMember();
      } else if (input.refill()) {
        inflation.feed(input.bytes(), input.pos(), input.available());
        input.moveTo(input.pos() + input.available());
      } else {
        throw truncated();
      }
    }
    return -1;
  }

  private int inflate(byte[] out, int from, int length) throws BodyException {
    long before = inflation.written();
    try {
      return inflation.inflate(out, from, length);
    } catch (DataFormatException e) {
      BodyException fault =
          corrupt(
              "the deflate stream breaks near stored byte "
                  + input.offset()
                  + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
      int sound = Math.toIntExact(inflation.written() - before);
      if (sound == 0) {
        throw fault;
      }
      pending = fault;
      return sound;
    }
  }

  private boolean beginMember() throws BodyException {
    int first = input.next();
    if (first < 0) {
      return false;
    }
    if (first == 0 && members > 0) {
      skipPadding();
      return false;
    }
    if (first != MAGIC_1 || byteOf() != MAGIC_2) {
      throw corrupt("something that is no gzip follows before stored byte " + input.offset());
    }
    readHeader();
    inflation.reset();
    crc.reset();
    memberBytes = 0;
    members++;
    inMember = true;
    inflation.feed(input.bytes(), input.pos(), input.available());
    input.moveTo(input.pos() + input.available());
    return true;
  }

  private void readHeader() throws BodyException {
    int method = byteOf();
    int flags = byteOf();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw corrupt("the gzip header asks for what gzip has not");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(byteOf() | byteOf() << 8);
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
    input.moveTo(input.pos() - inflation.remaining());
    long expectedCrc = unsignedInt();
    long expectedBytes = unsignedInt();
    if (expectedCrc != crc.getValue() || expectedBytes != (memberBytes & 0xffff_ffffL)) {
      throw corrupt(
          "checksum or length do not match what was inflated before stored byte " + input.offset());
    }
  }

  private void skipPadding() throws BodyException {
    int next = 0;
    while (next == 0) {
      next = input.next();
    }
    if (next > 0) {
      throw corrupt("something that is no gzip follows before stored byte " + input.offset());
    }
  }

  private void skipText() throws BodyException {
    int next = byteOf();
    while (next != 0) {
      next = byteOf();
    }
  }

  private void skip(int count) throws BodyException {
    for (int i = 0; i < count; i++) {
      byteOf();
    }
  }

  private long unsignedInt() throws BodyException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) byteOf() << shift;
    }
    return value;
  }

  private int byteOf() throws BodyException {
    int next = input.next();
    if (next < 0) {
      throw truncated();
    }
    return next;
  }

  private BodyException truncated() {
    return BodyException.of(
        Problem.Kind.TRUNCATED, "the gzip ends early, after " + input.offset() + " stored bytes");
  }

  private static BodyException corrupt(String detail) {
    return BodyException.of(Problem.Kind.CORRUPT_GZIP, detail);
  }
}
