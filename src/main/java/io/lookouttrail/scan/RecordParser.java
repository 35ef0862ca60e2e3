package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.scan.CloudTrailRecord.LookoutFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parser of records of the wanted sources, which checks the fields that a record must have. */
final class RecordParser {
  /** Key under which an entry of Event history has its record, as a string. */
  static final String LOOKUP_RECORD = "CloudTrailEvent";

  /** Result of parsing one record. */
  sealed interface ParseResult {
    /** A valid record of a wanted source. */
    record Matched(CloudTrailRecord record) implements ParseResult {}

    /** A record of another source, of a name that is not selected, or of no API call. */
    record OtherSource() implements ParseResult {}

    /**
     * A record that is not valid.
     *
     * @param detail the reason in one line
     */
    record Rejected(String detail) implements ParseResult {}
  }

  private static final ParseResult OTHER_SOURCE = new ParseResult.OtherSource();
  private static final int MAX_EVENT_NAME = 128;
  private static final int MAX_SHOWN = 80;
  private static final char REPLACEMENT = '\ufffd';

  private final JsonFactory factory =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private final FieldValues values;
  private final Set<String> wanted;
  private final RecordSelection selection;

  /**
   * @param eventSources the wanted sources; empty for every source
   */
  RecordParser(Set<String> eventSources, RecordSelection selection) {
    wanted = eventSources;
    this.selection = selection;
    values = new FieldValues(selection);
  }

  /**
   * Parses the record between two indices, or the record inside an entry of Event history. Invalid
   * UTF-8 is replaced, not rejected.
   */
  ParseResult parse(byte[] bytes, int from, int to) {
    String json = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    try (JsonParser parser =
        isAscii(json, to - from) && !looksLikeUtf16(bytes, from, to)
            ? factory.createParser(bytes, from, to - from)
            : factory.createParser(json)) {
      RecordJsonReader tokens = new RecordJsonReader(parser, json);
      String lookupRecord = read(tokens);
      return lookupRecord == null ? check(json) : parseLookupRecord(lookupRecord);
    } catch (JsonProcessingException e) {
      return new ParseResult.Rejected("not JSON: " + oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("parsing from memory does no I/O", e);
    }
  }

  /**
   * Returns whether each index of the bytes is the same index of the text. A text as long as its
   * bytes is ASCII, or has replacement characters.
   */
  private static boolean isAscii(String json, int bytes) {
    return json.length() == bytes && json.indexOf(REPLACEMENT) < 0;
  }

  /**
   * Returns whether Jackson would take the bytes for UTF-16 or UTF-32, which it does if one of the
   * first four is zero.
   */
  private static boolean looksLikeUtf16(byte[] bytes, int from, int to) {
    for (int i = from; i < Math.min(to, from + 4); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private ParseResult parseLookupRecord(String json) throws IOException {
    try (JsonParser parser = factory.createParser(json)) {
      return read(new RecordJsonReader(parser, json)) == null
          ? check(json)
          : new ParseResult.Rejected(LOOKUP_RECORD + " contains another " + LOOKUP_RECORD);
    }
  }

  /**
   * Reads the selected fields; stops early when the record's source or name is not wanted.
   *
   * @return the record inside, if this is an entry of Event history
   */
  private @Nullable String read(RecordJsonReader tokens) throws IOException {
    values.clear();
    @Nullable String lookupRecord = null;
    if (tokens.next() != JsonToken.START_OBJECT) {
      throw new JsonParseFailure("not an object");
    }
    while (tokens.next() == JsonToken.FIELD_NAME) {
      String key = tokens.fieldName();
      RecordField field = RecordField.named(key);
      if (field != null) {
        values.read(field, tokens);
      } else {
        boolean lookup = lookupRecord == null && key.equals(LOOKUP_RECORD);
        tokens.next();
        if (lookup) {
          lookupRecord = FieldReaders.exactText(tokens);
        } else {
          tokens.skipChildren();
        }
      }
      if ((field == RecordField.EVENT_SOURCE && isOfOtherSource())
          || (field == RecordField.EVENT_NAME && isOfOtherName())) {
        return null;
      }
    }
    if (tokens.next() != null) {
      throw new JsonParseFailure("text follows the object");
    }
    return values.has(RecordField.EVENT_SOURCE) ? null : lookupRecord;
  }

  private boolean isOfOtherSource() {
    return values
        .text(RecordField.EVENT_SOURCE)
        .filter(source -> !source.isEmpty() && !wanted.isEmpty() && !wanted.contains(source))
        .isPresent();
  }

  private boolean isOfOtherName() {
    return values
        .text(RecordField.EVENT_NAME)
        .filter(name -> !selection.includesName(name))
        .isPresent();
  }

  private ParseResult check(String json) {
    if (isOfOtherSource() || isOfOtherName() || isNoApiCall()) {
      return OTHER_SOURCE;
    }
    String source = values.text(RecordField.EVENT_SOURCE).orElse("");
    if (source.isEmpty()) {
      return rejected(RecordField.EVENT_SOURCE);
    }
    Optional<Instant> time = values.text(RecordField.EVENT_TIME).flatMap(EventTime::parse);
    if (time.isEmpty()) {
      return rejected(RecordField.EVENT_TIME);
    }
    String name = values.text(RecordField.EVENT_NAME).orElse("");
    if (!isEventName(name)) {
      return rejected(RecordField.EVENT_NAME);
    }
    return new ParseResult.Matched(
        values.toRecord(new CloudTrailRecord.Key(time.get(), source, name), lookout(source), json));
  }

  /** Returns whether the record is not an API call: an Insight or Aggregated record. */
  private boolean isNoApiCall() {
    return values.object(RecordField.INSIGHT_DETAILS).isPresent()
        || values.text(RecordField.EVENT_CATEGORY).filter(RecordParser::isAggregate).isPresent()
        || values
            .text(RecordField.EVENT_TYPE)
            .filter(type -> type.startsWith("AwsCloudTrail"))
            .isPresent();
  }

  private static boolean isAggregate(String category) {
    return category.startsWith("Insight") || category.startsWith("Aggregated");
  }

  private LookoutFields lookout(String source) {
    return source.equals(ScanOptions.LOOKOUT_FOR_VISION) ? values.lookout() : LookoutFields.NONE;
  }

  private ParseResult rejected(RecordField field) {
    Optional<String> text = values.text(field);
    String why;
    if (text.isPresent()) {
      why = "is not valid: \"" + oneLine(text.get()) + "\"";
    } else {
      why = values.has(field) ? "is not a string" : "is missing";
    }
    return new ParseResult.Rejected(field.jsonName() + " " + why);
  }

  // The name becomes part of a folder's name.
  private static boolean isEventName(String name) {
    boolean valid = !name.isEmpty() && name.length() <= MAX_EVENT_NAME;
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_.:-".indexOf(c) >= 0;
    }
    return valid;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_SHOWN
        ? line
        : String.format(Locale.ROOT, "%s…", line.substring(0, MAX_SHOWN));
  }

  /** JSON that Jackson accepts but that is not a record. */
  private static final class JsonParseFailure extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    JsonParseFailure(String message) {
      super(message);
    }
  }
}
