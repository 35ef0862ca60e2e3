package io.lookouttrail.sample.plan;

import io.lookouttrail.run.UserError;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A fault or special case that a sample can contain on purpose. */
public enum Plant {
  TRUNCATED_GZIP("a file that ends inside a record; the whole records before that count"),
  CORRUPT_GZIP("a file with a wrong checksum; its records are whole and count"),
  NOT_GZIP("a file named .json.gz that is not gzip"),
  EMPTY_FILE("a file of 0 bytes"),
  NOT_JSON("a gzip file that contains a web page"),
  NO_RECORDS("JSON without Records"),
  BAD_RECORD("records without eventTime, with a bad eventName, with a list as eventSource"),
  WRONG_TYPED_FIELDS("a record whose other fields have wrong types; it counts"),
  HUGE_FILE("a decompression bomb: it inflates to more than a reader should accept"),
  MULTI_MEMBER_GZIP("a file of several gzip members; one ends inside a record"),
  PRETTY_PRINTED("a file with indented JSON"),
  JSON_LINES("one record on each line, without Records"),
  BARE_ARRAY("an array of records without the object around it"),
  PLAIN_JSON("a .json file that is not compressed"),
  LOOKUP_EVENTS("an answer of aws cloudtrail lookup-events"),
  ESCAPED_SOURCE("records that spell the service's name with JSON escapes"),
  UNKNOWN_ACTION("a call with an action that no catalogue contains"),
  CALL_AFTER_END("calls in November 2025, after the end of the service"),
  DUPLICATE_FILE("a file delivered again with the same bytes under another name"),
  MISSING_DAY("a day without files and digests in one account and Region"),
  CROSS_ACCOUNT("changes made by a role of an account outside the organisation"),
  ROOT_USE("changes made by the root user without MFA"),
  NO_EVENT_ID("records of eventVersion 1.0 without eventID and account, one of them twice"),
  HOSTILE_STRINGS("scripts, formulas, right-to-left marks, line ends and 10 kB in text fields"),
  NEIGHBOURS("objects of unknown kinds among the log files and in other folders"),
  LOG_CHANGED("a log file from which a record was removed after delivery"),
  LOG_DELETED("a log file that a digest lists and that was deleted"),
  UNDIGESTED_LOG("a log file that no digest lists"),
  DIGEST_DELETED("a deleted digest file, so that no digest lists the logs of its hour"),
  TWO_DIGESTS_DELETED("two consecutive digest files that were deleted"),
  DIGEST_MOVED("a digest file that was renamed"),
  DIGEST_ALTERED("a digest file from which the entry of a deleted log was removed"),
  SIGNATURE_ALTERED("the newest digest of a chain, with one digit of its signature changed"),
  WRONG_KEY("a digest file signed with a key that is in no list of public keys"),
  VALIDATION_OFF("a day without digests in one trail, after which a new chain starts");

  private final String explanation;

  Plant(String explanation) {
    this.explanation = explanation;
  }

  /** The name on the command line, such as {@code truncated-gzip}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The explanation in the help, at most 76 characters. */
  public String explanation() {
    return explanation;
  }

  /** Whether it is a fault of digests that is left out if the sample is too short. */
  public boolean needsSeveralDays() {
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
   * Returns the plant with a name, or all of them for {@code all}.
   *
   * @throws UserError if no plant has the name
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
                    "no planted fault has this name",
                    "Name all, or one of: "
                        + Arrays.stream(values())
                            .map(Plant::label)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
