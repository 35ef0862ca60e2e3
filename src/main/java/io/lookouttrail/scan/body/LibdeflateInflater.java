package io.lookouttrail.scan.body;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Inflater that uses the system's libdeflate, which is about twice as fast as zlib.
 *
 * <p>Source: {@code libdeflate.h} of libdeflate 1.x.
 */
final class LibdeflateInflater implements WholeFileInflater {
  private static final String LIBRARY = "libdeflate.so.0";
  private static final boolean AVAILABLE = link();

  private final NativeBuffer usedBytes = new NativeBuffer();

  private LibdeflateInflater() {
    usedBytes.reserve(Long.BYTES);
  }

  /** Returns a new inflater; empty on a machine without the library. */
  static Optional<WholeFileInflater> find() {
    return AVAILABLE ? Optional.of(new LibdeflateInflater()) : Optional.empty();
  }

  /**
   * Links the native methods; false if anything is missing or not allowed: the library, JNA, the
   * folder that JNA unpacks its own native part into, or the right to load it from there.
   */
  private static boolean link() {
    // JNA warns about such a folder, but files are then only read more slowly.
    Logger logger = Logger.getLogger("com.sun.jna.Native");
    Level level = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      if (!Platform.isLinux() || !Platform.is64Bit()) {
        return false;
      }
      Native.register(LibdeflateInflater.class, NativeLibrary.getInstance(LIBRARY));
      return true;
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Error | RuntimeException e) {
      // JNA also throws Error itself.
      return false;
    } finally {
      logger.setLevel(level);
    }
  }

  @Override
  public boolean inflate(
      NativeBuffer stored, int storedBytes, NativeBuffer inflated, int inflatedBytes) {
    long decompressor = libdeflate_alloc_decompressor();
    if (decompressor == 0) {
      return false;
    }
    try {
      int result =
          libdeflate_gzip_decompress_ex(
              decompressor,
              stored.address(),
              storedBytes,
              inflated.address(),
              inflatedBytes,
              usedBytes.address(),
              0);
      return result == 0 && usedBytes.getLong(0) == storedBytes;
    } finally {
      libdeflate_free_decompressor(decompressor);
    }
  }

  private static native long libdeflate_alloc_decompressor();

  private static native void libdeflate_free_decompressor(long decompressor);

  /**
   * Inflates one gzip member and checks its checksum and length.
   *
   * @param usedBytes address of a size_t for the length of the member
   * @param writtenBytes 0: the member must have exactly {@code outBytes}
   * @return 0 if the member is intact
   */
  private static native int libdeflate_gzip_decompress_ex(
      long decompressor,
      long in,
      long inBytes,
      long out,
      long outBytes,
      long usedBytes,
      long writtenBytes);
}
