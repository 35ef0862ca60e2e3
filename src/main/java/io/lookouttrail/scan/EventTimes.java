package io.lookouttrail.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The oldest and the newest event time among a file's records, of wanted and of other sources.
 * Rejected records do not count.
 */
public final class EventTimes {
  private static final JsonFactory FACTORY = new JsonFactory();

  private @Nullable Instant oldest;
  private @Nullable Instant newest;

  /** The oldest event time; empty if no record has a time. */
  public Optional<Instant> oldest() {
    return Optional.ofNullable(oldest);
  }

  /** The newest event time; empty if no record has a time. */
  public Optional<Instant> newest() {
    return Optional.ofNullable(newest);
  }

  void add(Instant time) {
    oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
    newest = newest == null || time.isAfter(newest) ? time : newest;
  }

  /** Adds the time of a record, or of the record inside an entry of Event history. */
  void add(byte[] bytes, int from, int to) {
    timeIn(new String(bytes, from, to - from, StandardCharsets.UTF_8)).ifPresent(this::add);
  }

  private static Optional<Instant> timeIn(String json) {
    String lookupRecord = null;
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
        if (isText && key.equals(RecordField.EVENT_TIME.jsonName())) {
          return EventTime.parse(parser.getText());
        }
        if (isText && key.equals(RecordParser.LOOKUP_RECORD)) {
          lookupRecord = parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // The record is of another source: what it holds besides is not checked.
      return Optional.empty();
    }
    return lookupRecord == null ? Optional.empty() : timeIn(lookupRecord);
  }
}
