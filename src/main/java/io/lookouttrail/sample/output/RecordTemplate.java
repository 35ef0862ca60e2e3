package io.lookouttrail.sample.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Template of a record with placeholders. A record needs only a few copies of bytes.
 *
 * <p>Placeholders: {@code ~T} time of the event, {@code ~S} start of its session, {@code ~I} id of
 * the event, {@code ~R} id of the request, {@code ~N} a number of six digits, {@code ~H} sixteen
 * hex digits, {@code ~P} last part of an IP address. A record has the same number, digits and
 * request id in all places.
 */
public final class RecordTemplate {
  private final byte[][] pieces;
  private final char[] placeholders;
  private final int bytes;

  public RecordTemplate(String text) {
    List<byte[]> parts = new ArrayList<>();
    StringBuilder found = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('~'); at >= 0; at = text.indexOf('~', from)) {
      parts.add(text.substring(from, at).getBytes(UTF_8));
      found.append(text.charAt(at + 1));
      from = at + 2;
    }
    parts.add(text.substring(from).getBytes(UTF_8));
    pieces = parts.toArray(byte[][]::new);
    placeholders = found.toString().toCharArray();
    JsonBuffer example = new JsonBuffer(4096);
    write(example, 0, SeededRandom.of(0));
    bytes = example.length();
  }

  /** Length of a record, in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Appends a record with new random values. */
  public void write(JsonBuffer json, long second, SeededRandom random) {
    long request = random.nextLong();
    long hex = random.nextLong();
    int number = 100_000 + random.nextInt(900_000);
    for (int i = 0; i < placeholders.length; i++) {
      json.bytes(pieces[i], 0, pieces[i].length);
      switch (placeholders[i]) {
        case 'T' -> json.time(second);
        case 'S' -> json.time(second - second % 3600);
        case 'I' -> json.uuid(random.nextLong(), random.nextLong());
        case 'R' -> json.uuid(request, ~request * 31);
        case 'N' -> json.digits(number);
        case 'H' -> json.hex(hex, 16);
        case 'P' -> json.digits(1 + random.nextInt(254));
        default -> throw new IllegalStateException("unknown placeholder: ~" + placeholders[i]);
      }
    }
    byte[] last = pieces[placeholders.length];
    json.bytes(last, 0, last.length);
  }
}
