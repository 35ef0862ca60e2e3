package io.lookouttrail.reports.findings.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.lookouttrail.reports.findings.facts.FindingText;
import io.lookouttrail.reports.findings.input.InputFile.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reader of flat objects in a JSON array, which is the whole document or one of its fields. */
final class JsonInput {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true).build();

  private final InputFile input;
  private final JsonParser json;
  private final List<Entry> entries = new ArrayList<>();
  private boolean isFound;

  private JsonInput(InputFile input, JsonParser json) {
    this.input = input;
    this.json = json;
  }

  /**
   * The objects of the array, without the values that are objects or arrays.
   *
   * @param field the field that holds the array, if the document is an object
   */
  static List<Entry> read(InputFile input, String field) {
    try (JsonParser json = FACTORY.createParser(input.text())) {
      JsonInput reader = new JsonInput(input, json);
      reader.document(field);
      return reader.entries;
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw input.error(
          line, "it is not JSON (" + FindingText.truncate(e.getOriginalMessage()) + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void document(String field) throws IOException {
    if (json.nextToken() == JsonToken.START_ARRAY) {
      array();
    } else {
      fields(field);
    }
    if (json.nextToken() != null) {
      throw input.error(line(), "there is more text after the end of the JSON");
    }
    if (!isFound) {
      throw input.error("it has no array in a field \"" + field + "\"");
    }
  }

  private void fields(String field) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(field) && value == JsonToken.START_ARRAY) {
        array();
      } else if (name.equals("NextToken") && value == JsonToken.VALUE_STRING) {
        throw input.error(line(), "it is only one page of a result: it has a NextToken");
      } else {
        json.skipChildren();
      }
    }
  }

  private void array() throws IOException {
    isFound = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw input.error(line(), "an entry is not an object");
      }
      entry();
    }
  }

  private void entry() throws IOException {
    long start = line();
    Map<String, String> cells = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      Optional.ofNullable(json.currentToken().isScalarValue() ? json.getValueAsString() : null)
          .filter(value -> !value.isBlank())
          .ifPresent(value -> cells.put(name, value.strip()));
      json.skipChildren();
    }
    entries.add(new Entry(start, cells));
  }

  private long line() {
    return json.currentTokenLocation().getLineNr();
  }
}
