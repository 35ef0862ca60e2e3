package io.lookouttrail.cli.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.lookouttrail.cli.terminal.DisplayWidth;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints the JSON of a record for people. */
final class RecordPrinter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_WIDTH = 100;
  private static final String ABSENT = "absent";

  private RecordPrinter() {}

  /** The record with one field on each line; unchanged if it is not JSON. */
  static String pretty(String record) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    StringWriter text = new StringWriter();
    try (JsonParser parser = JSON.createParser(record);
        JsonGenerator generator = JSON.createGenerator(text)) {
      generator.setPrettyPrinter(printer);
      while (parser.nextToken() != null) {
        copyToken(parser, generator);
      }
    } catch (IOException e) {
      return record;
    }
    return text.toString();
  }

  /** The top-level fields that differ between two records, a sentence each. */
  static List<String> differences(String before, String now) {
    Map<String, String> old;
    Map<String, String> current;
    try {
      old = fields(before);
      current = fields(now);
    } catch (IOException e) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(current.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = old.getOrDefault(name, ABSENT);
      String is = current.getOrDefault(name, ABSENT);
      if (!was.equals(is)) {
        differences.add("%s is %s; it was %s.".formatted(name, clipped(is), clipped(was)));
      }
    }
    return differences.isEmpty()
        ? List.of("Its fields are the same, but written differently.")
        : differences;
  }

  private static String clipped(String value) {
    return DisplayWidth.cut(DisplayWidth.visible(value), MAX_WIDTH);
  }

  private static Map<String, String> fields(String record) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(record)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, value(parser));
      }
    }
    return fields;
  }

  /** The value at the parser's position, in one line. */
  private static String value(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      int depth = 0;
      do {
        copyToken(parser, generator);
        depth += depthOf(parser.currentToken());
      } while (depth > 0 && parser.nextToken() != null);
    }
    return text.toString();
  }

  private static int depthOf(JsonToken token) {
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }

  /** Numbers keep their digits: Jackson's own copy would make 1.10 a 1.1. */
  private static void copyToken(JsonParser parser, JsonGenerator generator) throws IOException {
    if (parser.currentToken().isNumeric()) {
      generator.writeNumber(parser.getText());
    } else {
      generator.copyCurrentEvent(parser);
    }
  }
}
