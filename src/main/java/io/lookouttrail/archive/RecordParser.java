package io.lookouttrail.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.archive.CloudTrailRecord.LookoutFields;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses a record, if it is of a wanted source, and checks the fields that it must have. */
final class RecordParser {
  /** Where an entry of Event history has its record, as a string. */
  static final String LOOKUP_RECORD = "CloudTrailEvent";

  /** What a record turned out to be. */
  sealed interface Verdict {
    record Taken(CloudTrailRecord record) implements Verdict {}

    /** Of a source that is not wanted, or no call at all. */
    record Other() implements Verdict {}

    record Rejected(String detail) implements Verdict {}
  }

  private static final Verdict OTHER = new Verdict.Other();
  private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

  // Before 1970 nothing happened in AWS, and after 9999 a date has no four-digit year.
  private static final Pattern EVENT_TIME =
      Pattern.compile(
          "(19[7-9]|[2-9][0-9][0-9])[0-9]-[01][0-9]-[0-3][0-9]"
              + "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
              + "(\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])");
  private static final int MAX_SHOWN = 80;
  private static final int MAX_KEPT_CHARS = 1 << 20;

  private final JsonFactory factory =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private final FieldValues values = new FieldValues();
  private final Set<String> wanted;
  private char[] chars = new char[8 << 10];

  RecordParser(Set<String> eventSources) {
    wanted = eventSources;
  }

  /** Judges a record's text, or that of an entry of Event history which holds a record. */
  Verdict judge(String json) {
    try {
      String lookupRecord = read(json);
      return lookupRecord == null ? verdict(json) : judgeLookedUp(lookupRecord);
    } catch (JsonProcessingException e) {
      return new Verdict.Rejected("no JSON: " + oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("parsing from memory does no I/O", e);
    }
  }

  private Verdict judgeLookedUp(String json) throws IOException {
    return read(json) == null
        ? verdict(json)
        : new Verdict.Rejected(LOOKUP_RECORD + " holds another " + LOOKUP_RECORD);
  }

  /**
   * Reads the declared fields, or, once the source is known not to be wanted, only those before it.
   *
   * @return the record within, if this is an entry of Event history
   */
  private @Nullable String read(String json) throws IOException {
    values.clear();
    @Nullable String lookupRecord = null;
    try (JsonParser parser = parserOf(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseFailure("an object is due");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        RecordField field = RecordField.named(key);
        if (field != null) {
          values.read(field, parser, json);
        } else if (key.equals(LOOKUP_RECORD) && lookupRecord == null) {
          lookupRecord = FieldReaders.exactText(parser);
        } else {
          parser.skipChildren();
        }
        if (field == RecordField.EVENT_SOURCE && isOfOtherSource()) {
          return null;
        }
      }
      if (parser.nextToken() != null) {
        throw new JsonParseFailure("something follows the object");
      }
    }
    return values.has(RecordField.EVENT_SOURCE) ? null : lookupRecord;
  }

  private JsonParser parserOf(String json) throws IOException {
    if (json.length() > MAX_KEPT_CHARS) {
      return factory.createParser(json);
    }
    if (json.length() > chars.length) {
      chars = new char[Math.min(MAX_KEPT_CHARS, 2 * json.length())];
    }
    json.getChars(0, json.length(), chars, 0);
    return factory.createParser(chars, 0, json.length());
  }

  private boolean isOfOtherSource() {
    return values
        .text(RecordField.EVENT_SOURCE)
        .filter(source -> !source.isEmpty() && !wanted.contains(source))
        .isPresent();
  }

  private Verdict verdict(String json) throws IOException {
    if (isOfOtherSource() || isNoCall()) {
      return OTHER;
    }
    String source = values.text(RecordField.EVENT_SOURCE).orElse("");
    if (source.isEmpty()) {
      return rejected(RecordField.EVENT_SOURCE);
    }
    Optional<Instant> time = values.text(RecordField.EVENT_TIME).flatMap(RecordParser::instant);
    if (time.isEmpty()) {
      return rejected(RecordField.EVENT_TIME);
    }
    String name = values.text(RecordField.EVENT_NAME).orElse("");
    if (!EVENT_NAME.matcher(name).matches()) {
      return rejected(RecordField.EVENT_NAME);
    }
    return new Verdict.Taken(values.toRecord(time.get(), source, name, lookout(source), json));
  }

  /** Insight and Aggregated records tell of many calls; they are none. */
  private boolean isNoCall() {
    return values.object(RecordField.INSIGHT_DETAILS).isPresent()
        || values.text(RecordField.EVENT_CATEGORY).filter(RecordParser::isOfMany).isPresent()
        || values
            .text(RecordField.EVENT_TYPE)
            .filter(type -> type.startsWith("AwsCloudTrail"))
            .isPresent();
  }

  private static boolean isOfMany(String category) {
    return category.startsWith("Insight") || category.startsWith("Aggregated");
  }

  private LookoutFields lookout(String source) throws IOException {
    Optional<String> request = values.text(RecordField.REQUEST_PARAMETERS);
    return request.isPresent() && source.equals(ScanOptions.LOOKOUT_FOR_VISION)
        ? LookoutRequest.read(factory, request.get())
        : LookoutFields.NONE;
  }

  private Verdict rejected(RecordField field) {
    Optional<String> text = values.text(field);
    String why;
    if (text.isPresent()) {
      why = "is not valid: \"" + oneLine(text.get()) + "\"";
    } else {
      why = values.has(field) ? "is no string" : "is missing";
    }
    return new Verdict.Rejected(field.jsonName() + " " + why);
  }

  private static Optional<Instant> instant(String text) {
    if (!EVENT_TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_SHOWN
        ? line
        : String.format(Locale.ROOT, "%s…", line.substring(0, MAX_SHOWN));
  }

  /** What Jackson does not mind, but is no record's text. */
  private static final class JsonParseFailure extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    JsonParseFailure(String message) {
      super(message);
    }
  }
}
