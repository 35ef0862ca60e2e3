package io.lookouttrail.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SIMD within a register: eight bytes of an array in one long, the first byte in the lowest bits.
 *
 * <p>Source: H. S. Warren, Hacker's Delight, 2nd edition, chapter 6, "Searching Words".
 */
final class Swar {
  /** One in every byte. {@code b * ONES} repeats byte b. */
  static final long ONES = 0x0101010101010101L;

  /** The high bit of every byte. */
  static final long HIGH = 0x8080808080808080L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Swar() {}

  /** Returns the eight bytes from an index on. */
  static long load(byte[] bytes, int from) {
    return (long) LONG.get(bytes, from);
  }

  /**
   * Finds the first byte that equals the repeated byte of the pattern.
   *
   * @return a word whose lowest set bit is the high bit of that byte; 0 without a match. Higher
   *     bits have no meaning: a borrow can set them.
   */
  static long firstMatch(long word, long pattern) {
    long different = word ^ pattern;
    return (different - ONES) & ~different & HIGH;
  }
}
