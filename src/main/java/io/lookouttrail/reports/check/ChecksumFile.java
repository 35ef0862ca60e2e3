package io.lookouttrail.reports.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checksums of a report, {@code SHA256SUMS}, in the one form in which a report has them: sorted
 * by name, with {@code \n} after each line.
 *
 * @param sums the SHA-256 of each file in lower-case hexadecimal, by name
 */
record ChecksumFile(SortedMap<String, String> sums) {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([a-z][a-z0-9_.-]*)");

  ChecksumFile {
    sums = new TreeMap<>(sums);
  }

  /**
   * Parses the file.
   *
   * @throws IllegalArgumentException if it is not in that form; the message says why
   */
  static ChecksumFile parse(byte[] bytes) {
    String text = text(bytes);
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("its last line has no end");
    }
    SortedMap<String, String> sums = new TreeMap<>();
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches()) {
        throw new IllegalArgumentException("line " + (i + 1) + " is not a checksum and a file");
      }
      if (!sums.isEmpty() && sums.lastKey().compareTo(line.group(2)) >= 0) {
        throw new IllegalArgumentException("line " + (i + 1) + " is not in its place");
      }
      sums.put(line.group(2), line.group(1));
    }
    return new ChecksumFile(sums);
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.US_ASCII.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not text in ASCII", e);
    }
  }
}
