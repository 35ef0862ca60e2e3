package io.lookouttrail.sample.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * A record cut at the places that differ from one to the next, so that a record is a few copies of
 * bytes: {@code ~T} the event's time, {@code ~S} its session's begin, {@code ~I} the event's id,
 * {@code ~R} the request's, {@code ~N} a number of six digits, {@code ~H} sixteen hex digits,
 * {@code ~P} the end of an IP address. Number, digits and request are the same throughout a record.
 */
public final class RecordTemplate {
  private final byte[][] pieces;
  private final char[] marks;
  private final int bytes;

  public RecordTemplate(String text) {
    List<byte[]> cut = new ArrayList<>();
    StringBuilder found = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('~'); at >= 0; at = text.indexOf('~', from)) {
      cut.add(text.substring(from, at).getBytes(UTF_8));
      found.append(text.charAt(at + 1));
      from = at + 2;
    }
    cut.add(text.substring(from).getBytes(UTF_8));
    pieces = cut.toArray(byte[][]::new);
    marks = found.toString().toCharArray();
    JsonBuffer once = new JsonBuffer(4096);
    write(once, 0, SeededRandom.of(0));
    bytes = once.length();
  }

  /** The length of a record. */
  public int bytes() {
    return bytes;
  }

  public void write(JsonBuffer json, long second, SeededRandom dice) {
    long request = dice.next();
    long hex = dice.next();
    int number = 100_000 + dice.below(900_000);
    for (int i = 0; i < marks.length; i++) {
      json.bytes(pieces[i], 0, pieces[i].length);
      switch (marks[i]) {
        case 'T' -> json.time(second);
        case 'S' -> json.time(second - second % 3600);
        case 'I' -> json.uuid(dice.next(), dice.next());
        case 'R' -> json.uuid(request, ~request * 31);
        case 'N' -> json.digits(number);
        case 'H' -> json.hex(hex, 16);
        case 'P' -> json.digits(1 + dice.below(254));
        default -> throw new IllegalStateException("no such mark: ~" + marks[i]);
      }
    }
    byte[] last = pieces[marks.length];
    json.bytes(last, 0, last.length);
  }
}
