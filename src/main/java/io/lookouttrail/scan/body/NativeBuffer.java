package io.lookouttrail.scan.body;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory outside the heap that a native function may use, and that grows on demand. */
final class NativeBuffer {
  private static final int MIN_BYTES = 1 << 10;

  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
  private long address;

  /**
   * Makes room for at least this number of bytes. What the buffer had before is lost if it grows.
   *
   * @return false if the JVM may not take so much more memory outside its heap
   */
  boolean reserve(int size) {
    if (bytes.capacity() >= size) {
      return true;
    }
    // A power of two: a few sizes only, whatever the files.
    int capacity = Math.max(Integer.highestOneBit(size - 1) << 1, MIN_BYTES);
    try {
      bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    } catch (OutOfMemoryError e) {
      return false;
    }
    address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    return true;
  }

  /** Returns the address of the first byte; valid until the buffer grows. */
  long address() {
    return address;
  }

  void put(int at, byte[] from, int start, int length) {
    bytes.put(at, from, start, length);
  }

  void get(int at, byte[] to, int start, int length) {
    bytes.get(at, to, start, length);
  }

  int getInt(int at) {
    return bytes.getInt(at);
  }

  long getLong(int at) {
    return bytes.getLong(at);
  }
}
