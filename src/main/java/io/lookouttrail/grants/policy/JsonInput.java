package io.lookouttrail.grants.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reader of JSON that knows where it is, and that refuses a key which occurs twice. */
public final class JsonInput {
  /** Levels of nesting; the command's output has at most ten. */
  static final int MOST_NESTED = 100;

  private static final Pattern SECONDS =
      Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?([eE][+]?[0-9]{1,2})?");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_NESTED).build())
          .build();

  private final JsonParser json;

  private JsonInput(JsonParser json) {
    this.json = json;
  }

  /** What makes a text unreadable, and the line in it. */
  public static final class NotReadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    public NotReadable(long line, String why) {
      super(why);
      this.line = line;
    }

    public long line() {
      return line;
    }

    public String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Handles the value of a field; what it does not read is skipped. */
  @FunctionalInterface
  public interface FieldReader {
    void read(String field) throws IOException, NotReadable;
  }

  /** Reads a value. */
  @FunctionalInterface
  public interface ValueReader {
    void read() throws IOException, NotReadable;
  }

  /** Reads a whole text. */
  @FunctionalInterface
  public interface TextReader {
    void read(JsonInput input) throws IOException, NotReadable;
  }

  /**
   * Reads a text, at whose first token the reader begins.
   *
   * @throws NotReadable if the text is not JSON, or the reader refuses it
   */
  public static void read(String text, TextReader reader) throws NotReadable {
    try (JsonParser json = FACTORY.createParser(text)) {
      JsonInput input = new JsonInput(json);
      if (json.nextToken() == null) {
        throw input.error("it is empty");
      }
      reader.read(input);
      if (json.nextToken() != null) {
        throw input.error("there is more text after the end of the JSON");
      }
    } catch (StreamConstraintsException e) {
      throw new NotReadable(line(e), "it is nested deeper than " + MOST_NESTED + " levels");
    } catch (JsonProcessingException e) {
      throw new NotReadable(
          line(e), "it is not JSON (" + Names.shorten(e.getOriginalMessage()) + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
  }

  public NotReadable error(String why) {
    return new NotReadable(line(), why);
  }

  public long line() {
    return Math.max(1, json.currentTokenLocation().getLineNr());
  }

  public boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  public boolean isText() {
    return json.currentToken() == JsonToken.VALUE_STRING;
  }

  public boolean isTrue() {
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** Reads the fields of an object. */
  public void object(String what, FieldReader reader) throws IOException, NotReadable {
    if (!isObject()) {
      throw error(what + " is not an object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      reader.read(field);
      json.skipChildren();
    }
  }

  /** Reads the entries of an array. */
  public void array(String what, ValueReader reader) throws IOException, NotReadable {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw error(what + " is not a list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      reader.read();
      json.skipChildren();
    }
  }

  /** Reads the entries of an array, or one value that stands for an array of one. */
  public void oneOrMore(ValueReader reader) throws IOException, NotReadable {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      array("", reader);
    } else {
      reader.read();
    }
  }

  public String text(String what) throws IOException, NotReadable {
    if (!isText()) {
      throw error(what + " is not a text");
    }
    return json.getText();
  }

  /** A text, number or truth value, as text. */
  public String scalar(String what) throws IOException, NotReadable {
    if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
      throw error(what + " is neither a text nor a number nor true or false");
    }
    return json.getText();
  }

  /** A time as the AWS CLI prints it: ISO 8601, or seconds since 1970. */
  public Instant time(String what) throws IOException, NotReadable {
    String text = scalar(what);
    try {
      return SECONDS.matcher(text).matches()
          ? Instant.ofEpochSecond(new BigDecimal(text).longValue())
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw error(what + " is '" + Names.shorten(text) + "', which is not a time");
    }
  }

  /** The text of a policy document, which is an object, or a text that is decoded later. */
  public String document(String what) throws IOException, NotReadable {
    if (!isObject()) {
      return text(what);
    }
    StringWriter copy = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(copy)) {
      generator.copyCurrentStructure(json);
    }
    return copy.toString();
  }
}
