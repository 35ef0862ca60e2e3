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
  private static final int MAX_EVENT_NAME = 128;
  private static final int MAX_SHOWN = 80;
  private static final char REPLACEMENT = '\ufffd';

  private final JsonFactory factory =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private final FastJsonReader plain = new FastJsonReader();
  private final FieldValues values;
  private final Set<String> wanted;
  private final RecordSelection selection;

  /**
   * @param eventSources the wanted ones; none means every source
   */
  RecordParser(Set<String> eventSources, RecordSelection selection) {
    wanted = eventSources;
    this.selection = selection;
    values = new FieldValues(selection);
  }

  /**
   * Judges the record between two indices, or the record that an entry of Event history holds.
   * Bytes that are no UTF-8 are replaced, not rejected.
   */
  Verdict judge(byte[] bytes, int from, int to) {
    plain.open(bytes, from, to);
    try {
      return judge(plain);
    } catch (FastJsonReader.NotPlain e) {
      return judgeByJackson(bytes, from, to);
    } finally {
      plain.close();
    }
  }

  /** Judges any record; what is plainly one is judged the same, only slower. */
  Verdict judgeByJackson(byte[] bytes, int from, int to) {
    String json = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    try (JsonParser parser =
        isAscii(json, to - from)
            ? factory.createParser(bytes, from, to - from)
            : factory.createParser(json)) {
      return judge(new JacksonJsonReader(parser, json));
    } catch (IOException e) {
      throw new IllegalStateException("parsing from memory does no I/O", e);
    }
  }

  private Verdict judge(RecordJsonReader tokens) throws FastJsonReader.NotPlain {
    try {
      String lookupRecord = read(tokens);
      return lookupRecord == null ? verdict(tokens) : judgeLookedUp(lookupRecord);
    } catch (FastJsonReader.NotPlain e) {
      throw e;
    } catch (JsonProcessingException e) {
      return new Verdict.Rejected("no JSON: " + oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("parsing from memory does no I/O", e);
    }
  }

  /**
   * Whether an index of the bytes is one of the text, too. Where text is as long as its bytes, they
   * are ASCII or were replaced one by one.
   */
  private static boolean isAscii(String json, int bytes) {
    return json.length() == bytes && json.indexOf(REPLACEMENT) < 0;
  }

  private Verdict judgeLookedUp(String json) throws IOException {
    try (JsonParser parser = factory.createParser(json)) {
      RecordJsonReader tokens = new JacksonJsonReader(parser, json);
      return read(tokens) == null
          ? verdict(tokens)
          : new Verdict.Rejected(LOOKUP_RECORD + " holds another " + LOOKUP_RECORD);
    }
  }

  /**
   * Reads the selected fields, or, once the record is known not to be wanted, only those before.
   *
   * @return the record within, if this is an entry of Event history
   */
  private @Nullable String read(RecordJsonReader tokens) throws IOException {
    values.clear();
    @Nullable String lookupRecord = null;
    if (tokens.next() != JsonToken.START_OBJECT) {
      throw new JsonParseFailure("an object is due");
    }
    while (tokens.next() == JsonToken.FIELD_NAME) {
      RecordField field = tokens.field();
      if (field != null) {
        values.read(field, tokens);
      } else {
        boolean lookup = lookupRecord == null && tokens.name().equals(LOOKUP_RECORD);
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
      throw new JsonParseFailure("something follows the object");
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
        .filter(name -> !selection.wantsName(name))
        .isPresent();
  }

  private Verdict verdict(RecordJsonReader tokens) {
    if (isOfOtherSource() || isOfOtherName() || isNoCall()) {
      return OTHER;
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
    return new Verdict.Taken(
        values.toRecord(
            new CloudTrailRecord.Key(time.get(), source, name), lookout(source), tokens.json()));
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

  private LookoutFields lookout(String source) {
    return source.equals(ScanOptions.LOOKOUT_FOR_VISION) ? values.lookout() : LookoutFields.NONE;
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

  // It names a folder.
  private static boolean isEventName(String name) {
    boolean plain = !name.isEmpty() && name.length() <= MAX_EVENT_NAME;
    for (int i = 0; plain && i < name.length(); i++) {
      char c = name.charAt(i);
      plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_.:-".indexOf(c) >= 0;
    }
    return plain;
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
