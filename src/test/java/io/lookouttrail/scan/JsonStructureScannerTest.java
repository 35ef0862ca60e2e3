package io.lookouttrail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.UncompressedInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compares the scanner, which reads eight bytes at a time, with a simple one that reads each byte.
 */
class JsonStructureScannerTest {
  private static final int CASES = 20_000;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\"",
    "\\",
    "\\\\",
    "\\\"",
    "{\"",
    "\"}",
    "\"{",
    "}}",
    "|",
    "~",
    "\u007f",
    "_",
    "^",
    "z",
    "Z",
    ",",
    ":",
    "\u00e9",
    "\u20ac",
    "plain text",
    "abcdefgh"
  };

  /** Result of a scan: the value's end, its first backslash, and which bytes are nested. */
  private record Result(int end, int firstBackslash, String nested) {}

  @Test
  void agreesWithAScanOfEachByte() {
    Random random = new Random(5);
    for (int i = 0; i < CASES; i++) {
      byte[] text = text(random);
      int chunk = random.nextBoolean() ? 1 << 10 : 1 + random.nextInt(40);
      assertThat(scan(text, chunk))
          .as("case %d, chunks of %d: %s", i, chunk, new String(text, StandardCharsets.UTF_8))
          .isEqualTo(scanEachByte(text));
    }
  }

  @Test
  void recordsNestingUpToItsLimitOnly() throws BodyException {
    int pairs = JsonStructureScanner.NESTING_BYTES;
    byte[] text = ("{" + "{}".repeat(pairs) + "}").getBytes(StandardCharsets.US_ASCII);
    for (int chunk : new int[] {1, 7, 1 << 10}) {
      JsonStructureScanner structure = new JsonStructureScanner();
      BodyBuffer buffer = buffer(text, chunk);
      structure.skipValue(buffer);
      assertThat(buffer.offset()).isEqualTo(text.length);
    }
  }

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "[" : "{");
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Result scan(byte[] text, int chunk) {
    JsonStructureScanner structure = new JsonStructureScanner();
    try {
      BodyBuffer buffer = buffer(text, chunk);
      structure.skipValue(buffer);
      return result(text, structure, (int) buffer.offset());
    } catch (BodyException endsEarly) {
      return result(text, structure, -1);
    }
  }

  private static Result result(byte[] text, JsonStructureScanner structure, int end) {
    StringBuilder nested = new StringBuilder();
    for (int i = 1; i < end; i++) {
      nested.append(isPlain(text, i) ? structure.isNested(i) ? 'n' : '.' : '?');
    }
    return new Result(end, structure.firstBackslash(), nested.toString());
  }

  /** Whether eight bytes have none of the value's brackets: then their nesting is known. */
  private static boolean isPlain(byte[] text, int from) {
    for (int i = from; i < from + Long.BYTES; i++) {
      if (i >= text.length || text[i] == text[0] || text[i] == text[0] + 2) {
        return false;
      }
    }
    return true;
  }

  private static BodyBuffer buffer(byte[] text, int chunk) throws BodyException {
    UncompressedInput input = new UncompressedInput(Long.MAX_VALUE, true, false);
    input.open(new ByteArrayInputStream(text), text.length, false);
    BodyBuffer buffer = new BodyBuffer(input, chunk, 1 << 20);
    buffer.open();
    buffer.peek();
    buffer.mark();
    return buffer;
  }

  private static Result scanEachByte(byte[] text) {
    char open = (char) text[0];
    char close = open == '{' ? '}' : ']';
    int depth = 1;
    int firstBackslash = Integer.MAX_VALUE;
    boolean inString = false;
    StringBuilder nested = new StringBuilder();
    int at = 1;
    while (at < text.length && depth > 0) {
      char c = (char) text[at];
      boolean within = depth > 1;
      if (c == '\\') {
        firstBackslash = Math.min(firstBackslash, at);
        nested.append(isPlain(text, at) ? within ? 'n' : '.' : '?');
        nested.append(isPlain(text, at + 1) ? within ? 'n' : '.' : '?');
        at += 2;
        continue;
      }
      if (c == '"') {
        inString = !inString;
      } else if (!inString && c == open) {
        depth++;
      } else if (!inString && c == close) {
        depth--;
      }
      nested.append(isPlain(text, at) ? within ? 'n' : '.' : '?');
      at++;
    }
    boolean whole = depth == 0;
    return new Result(whole ? at : -1, firstBackslash, whole ? nested.toString() : "");
  }
}
