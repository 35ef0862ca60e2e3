package io.lookouttrail.sample.plan;

import io.lookouttrail.run.UserError;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A known fault or oddity that a sample can hold on purpose. */
public enum Plant {
  TRUNCATED_GZIP("a file cut off inside a record; the whole records before the cut count"),
  CORRUPT_GZIP("a file whose checksum is wrong; its records are whole and count"),
  NOT_GZIP("a file that is named .json.gz and is none"),
  EMPTY_FILE("a file of 0 bytes"),
  NOT_JSON("a gzip file that holds a web page"),
  NO_RECORDS("JSON without Records"),
  BAD_RECORD("records without eventTime, with a bad eventName, with a list as eventSource"),
  WRONG_TYPED_FIELDS("a record whose other fields have wrong types; it counts"),
  HUGE_FILE("a decompression bomb, larger inflated than a reader should take"),
  MULTI_MEMBER_GZIP("a file of several gzip members, one break inside a record"),
  PRETTY_PRINTED("a file laid out over many lines"),
  JSON_LINES("a record a line, without Records"),
  BARE_ARRAY("an array of records without an object around it"),
  PLAIN_JSON("a .json file that is not compressed"),
  LOOKUP_EVENTS("an answer of aws cloudtrail lookup-events"),
  ESCAPED_SOURCE("records that spell the service's name with JSON escapes"),
  UNKNOWN_ACTION("a Lookout for Vision call that no catalogue names"),
  CALL_AFTER_END("calls in November 2025, after the service's end"),
  DUPLICATE_FILE("a file delivered again under another name, byte for byte"),
  MISSING_DAY("a day without any file or digest in one account and Region"),
  CROSS_ACCOUNT("changes made by a role of an account outside the organisation"),
  ROOT_USE("changes made by the root user without MFA"),
  NO_EVENT_ID("records of eventVersion 1.0: no eventID, no recipientAccountId, one twice"),
  HOSTILE_STRINGS("scripts, formulas, right-to-left marks, line ends and 10 kB in text fields"),
  NEIGHBOURS("objects of no known kind among and beside the log files"),
  LOG_CHANGED("a log file out of which a record was cut after it was delivered"),
  LOG_DELETED("a log file that a digest names and that is gone"),
  UNDIGESTED_LOG("a log file that no digest names"),
  DIGEST_DELETED("a digest file that is gone, and with it what names its hour's logs"),
  TWO_DIGESTS_DELETED("two digest files in a row that are gone"),
  DIGEST_MOVED("a digest file that lies under another name"),
  DIGEST_ALTERED("a digest file out of which the entry of a deleted log was cut"),
  SIGNATURE_ALTERED("a chain's newest digest, one digit of whose signature was changed"),
  WRONG_KEY("a digest file signed by a key that no list of public keys holds"),
  VALIDATION_OFF("a day without digests in one trail, whose chain then starts anew");

  private final String explanation;

  Plant(String explanation) {
    this.explanation = explanation;
  }

  /** As the command line spells it: {@code truncated-gzip}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line for the help. */
  public String explanation() {
    return explanation;
  }

  /** Whether it befalls digests, some of which are left out where a sample is short. */
  public boolean needsDays() {
    return switch (this) {
      case DIGEST_DELETED,
          TWO_DIGESTS_DELETED,
          DIGEST_MOVED,
          DIGEST_ALTERED,
          WRONG_KEY,
          VALIDATION_OFF ->
          true;
      default -> false;
    };
  }

  /**
   * The plants of a name; {@code all} names each.
   *
   * @throws UserError where there is none of that name
   */
  public static Set<Plant> named(String label) {
    if (label.equals("all")) {
      return EnumSet.allOf(Plant.class);
    }
    return Arrays.stream(values())
        .filter(plant -> plant.label().equals(label))
        .findFirst()
        .map(EnumSet::of)
        .orElseThrow(
            () ->
                UserError.usage(
                    "plant '" + label + "'",
                    "there is no such fault",
                    "Name all, or one of: "
                        + Arrays.stream(values())
                            .map(Plant::label)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
