package io.lookouttrail.scan;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random generator of envelopes that are hard to scan: their text looks like JSON structure. */
final class JsonMaker {
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\\"",
    "\\\\",
    "\\/",
    "\\n",
    "\\u003c",
    "\\u0065",
    "\\\\\\\"",
    "eventSource",
    "\\\"eventSource\\\":\\\"lookoutvision.amazonaws.com\\\"",
    "vent",
    "tSource",
    "_",
    "|",
    "~",
    "\u007f",
    "\u00e9",
    "\u20ac",
    "\ud83d\ude00",
    "x",
    "abcdefgh",
    "ourc",
    "{}",
    "null"
  };
  private static final String[] SOURCES = {
    "\"lookoutvision.amazonaws.com\"",
    "\"lookoutvision.amazonaws.com\"",
    "\"lookoutvisi\\u006fn.amazonaws.com\"",
    "\"lookoutvision.amazonaws.com.cn\"",
    "\"s3.amazonaws.com\"",
    "\"s3.amazonaws.com\"",
    "\"iam.amazonaws.com\"",
    "\"s3\\u002e\"",
    "\"\"",
    "null",
    "7",
    "{\"eventSource\":\"lookoutvision.amazonaws.com\"}"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  JsonMaker(Random random) {
    this.random = random;
  }

  byte[] body() {
    out.append('{');
    while (random.nextInt(3) == 0) {
      metadata(3);
      comma();
    }
    out.append("\"Records\"");
    colon();
    out.append('[');
    int records = random.nextInt(6);
    for (int i = 0; i < records; i++) {
      if (i > 0) {
        comma();
      }
      if (random.nextInt(20) == 0) {
        scalar();
      } else {
        record();
      }
    }
    out.append(']');
    if (random.nextInt(4) == 0) {
      comma();
      metadata(2);
    }
    out.append('}');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  // The name must not be a record's field: the whole object would count as a record.
  private void metadata(int depth) {
    out.append("\"meta");
    pieces();
    out.append('"');
    colon();
    value(depth);
  }

  private void record() {
    out.append("{\"eventTime\":\"2025-09-03T10:00:00Z\"");
    comma();
    out.append("\"eventName\":\"DetectAnomalies\"");
    int fields = random.nextInt(5);
    for (int i = 0; i < fields; i++) {
      comma();
      field();
    }
    if (random.nextInt(8) > 0) {
      comma();
      source();
    }
    while (random.nextInt(3) == 0) {
      comma();
      field();
    }
    out.append('}');
  }

  private void field() {
    switch (random.nextInt(8)) {
      case 0 -> out.append("\"requestParameters\"");
      case 1 -> out.append("\"k\\\"eventSource\"");
      case 2 -> {
        source();
        return;
      }
      case 3 -> out.append(random.nextInt(4) == 0 ? "\"insightDetails\"" : "\"userAgent\"");
      default -> string();
    }
    colon();
    value(4);
  }

  private void source() {
    out.append(random.nextInt(6) == 0 ? "\"event\\u0053ource\"" : "\"eventSource\"");
    colon();
    out.append(SOURCES[random.nextInt(SOURCES.length)]);
  }

  private void value(int depth) {
    int kind = random.nextInt(depth > 0 ? 4 : 2);
    if (kind == 0) {
      scalar();
    } else if (kind == 1) {
      string();
    } else {
      boolean object = kind == 2;
      out.append(object ? '{' : '[');
      int members = random.nextInt(4);
      for (int i = 0; i < members; i++) {
        if (i > 0) {
          comma();
        }
        if (object && random.nextInt(5) == 0) {
          source();
          continue;
        }
        if (object) {
          string();
          colon();
        }
        value(depth - 1);
      }
      out.append(object ? '}' : ']');
    }
  }

  private void scalar() {
    String[] scalars = {"null", "true", "false", "0", "-1.5e3", "12345678901234567890", "\"s\""};
    out.append(scalars[random.nextInt(scalars.length)]);
  }

  private void string() {
    out.append('"');
    pieces();
    out.append('"');
  }

  private void pieces() {
    int pieces = random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      out.append(PIECES[random.nextInt(PIECES.length)]);
    }
  }

  private void colon() {
    blank();
    out.append(':');
    blank();
  }

  private void comma() {
    blank();
    out.append(',');
    blank();
  }

  private void blank() {
    if (random.nextInt(8) == 0) {
      out.append(random.nextBoolean() ? " " : "\n\t  ");
    }
  }
}
