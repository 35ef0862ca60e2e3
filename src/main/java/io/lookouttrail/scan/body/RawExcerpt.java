package io.lookouttrail.scan.body;

import java.nio.charset.StandardCharsets;

/** Beginning of a record's text, cut to the length that a {@link Problem} keeps. */
final class RawExcerpt {
  private RawExcerpt() {}

  /** Returns at most {@link Problem#MAX_RAW_BYTES} bytes in UTF-8, cut between characters. */
  static String of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + Problem.MAX_RAW_BYTES);
    if (end < to) {
      while (end > from && (bytes[end] & 0xc0) == 0x80) {
        end--;
      }
    }
    return cut(new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }

  // Each invalid UTF-8 byte becomes a replacement character of three bytes: the text can be longer
  // than the bytes that it was decoded from.
  private static String cut(String text) {
    if (text.length() <= Problem.MAX_RAW_BYTES / 3) {
      return text;
    }
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (size > Problem.MAX_RAW_BYTES) {
        return text.substring(0, i);
      }
      i += Character.charCount(point);
    }
    return text;
  }
}
