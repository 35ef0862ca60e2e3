package io.lookouttrail.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes records of which each has something of those before, and one in three is damaged. */
final class RecordMaker {
  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "7",
          "-1.5e3",
          "1E+2",
          "12345678901234567890",
          "\"\"",
          "\"null\"",
          "\"true\"",
          "\"False\"",
          "\"s\"",
          "\"two words\"",
          "\"twelve bytes\"");
  private static final List<String> PIECES =
      List.of(
          "a",
          "seven77",
          "eight888",
          "}",
          "{",
          "]",
          ",",
          ":",
          " ",
          "\\\"",
          "\\\\",
          "\\/",
          "\\n",
          "\\u003c",
          "\\u0065",
          "\\ud83d\\ude00",
          "\\ud83d",
          "\u00e9",
          "\u20ac",
          "\ud83d\ude00",
          "\u007f");
  private static final List<String> KEYS =
      List.of(
          "type",
          "userName",
          "principalId",
          "arn",
          "accountId",
          "accessKeyId",
          "invokedBy",
          "sessionContext",
          "sessionIssuer",
          "attributes",
          "mfaAuthenticated",
          "creationDate",
          "webIdFederationData",
          "ec2RoleDelivery",
          "onBehalfOf",
          "projectName",
          "modelVersion",
          "minInferenceUnits",
          "datasetType",
          "ARN",
          "tlsVersion",
          "reason",
          "originalEventID",
          "eventSource",
          "x",
          "a\\\"b",
          "\u00e9",
          "k".repeat(70),
          "k".repeat(1_200));
  private static final List<String> FIELDS =
      Arrays.stream(RecordField.values()).map(RecordField::jsonName).toList();
  private static final byte[] MARKS =
      "{}[]\",:\\ eu0-.\u0001\u00ff".getBytes(StandardCharsets.ISO_8859_1);

  private final Random random;

  RecordMaker(Random random) {
    this.random = random;
  }

  byte[] record() {
    RecordJson json = RecordJson.anEvent();
    for (int i = random.nextInt(6); i > 0; i--) {
      json.with(one(FIELDS), any());
    }
    if (random.nextInt(4) > 0) {
      json.text("eventSource", ScanOptions.LOOKOUT_FOR_VISION).text("eventName", "StartModel");
    }
    String text = json.toString();
    if (random.nextInt(8) == 0) {
      String more = "\"" + one(FIELDS) + "\":" + any();
      text =
          random.nextBoolean()
              ? "{" + more + "," + text.substring(1)
              : text.substring(0, text.length() - 1) + "," + more + "}";
    }
    if (random.nextInt(8) == 0) {
      text =
          text.replace(",\"", blank() + "," + blank() + "\"")
              .replace("\":", "\"" + blank() + ":" + blank());
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0; i > 0; i--) {
      bytes[1 + random.nextInt(bytes.length - 1)] = MARKS[random.nextInt(MARKS.length)];
    }
    return bytes;
  }

  private String any() {
    return switch (random.nextInt(5)) {
      case 0 -> one(SCALARS);
      case 1 -> string();
      default -> value(4);
    };
  }

  private String value(int depth) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(5);
    if (kind < 2) {
      return random.nextInt(3) > 0 ? one(SCALARS) : string();
    }
    StringBuilder out = new StringBuilder(kind == 2 ? "[" : "{");
    int members = random.nextInt(4);
    for (int i = 0; i < members; i++) {
      out.append(i > 0 ? "," : "");
      if (kind > 2) {
        out.append('"')
            .append(one(KEYS.subList(0, random.nextInt(9) > 0 ? 24 : KEYS.size())))
            .append("\":");
      }
      out.append(value(depth - 1));
    }
    return out.append(kind == 2 ? ']' : '}').toString();
  }

  private String string() {
    StringBuilder out = new StringBuilder("\"");
    int plain = random.nextInt(4) > 0 ? 9 : PIECES.size();
    for (int i = random.nextInt(5); i > 0; i--) {
      out.append(one(PIECES.subList(0, plain)));
    }
    return out.append('"').toString();
  }

  private String blank() {
    return one(List.of("", " ", "\n", "\t\r "));
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
