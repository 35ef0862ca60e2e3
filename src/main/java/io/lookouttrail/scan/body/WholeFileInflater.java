package io.lookouttrail.scan.body;

/**
 * Inflater of a whole gzip file at once.
 *
 * <p>It need not say what is wrong with a file: the caller reads a file that it refuses with a
 * {@link DeflateDecoder}.
 */
interface WholeFileInflater {
  /**
   * Inflates a file of exactly one gzip member.
   *
   * @param stored the file
   * @param storedBytes its length
   * @param inflated room for the uncompressed bytes
   * @param inflatedBytes the length that the file declares for them
   * @return false if the file is anything but one intact member of that length; the room then has
   *     any bytes
   */
  boolean inflate(NativeBuffer stored, int storedBytes, NativeBuffer inflated, int inflatedBytes);
}
