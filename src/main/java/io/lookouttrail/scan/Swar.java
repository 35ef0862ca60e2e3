package io.lookouttrail.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes taken eight at a time, as a long whose lowest byte comes first. */
final class Swar {
  /** Times a byte: that byte in every place. */
  static final long ONES = 0x0101010101010101L;

  /** The high bit of every byte. */
  static final long HIGH = 0x8080808080808080L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Swar() {}

  static long at(byte[] bytes, int from) {
    return (long) LONG.get(bytes, from);
  }

  /**
   * Marks, by its high bit, the first byte that is the one which the pattern repeats; none if there
   * is none. Of the bytes behind the first nothing is told: a borrow may mark them.
   */
  static long first(long word, long pattern) {
    long different = word ^ pattern;
    return (different - ONES) & ~different & HIGH;
  }
}
