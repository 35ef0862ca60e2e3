package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.LogFileBodies;
import io.lookouttrail.sample.plan.SampleOptions;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Two keys that sign a Region's digests: one until the middle of the sample, the other after it.
 *
 * <p>Their public keys are listed in the format of {@code aws cloudtrail list-public-keys}: the
 * first as PKCS#1, the second as SubjectPublicKeyInfo, because real lists contain both.
 *
 * @param rotation time from which the second key signs, in seconds of the epoch
 */
public record RegionKeys(String region, Listed first, Listed second, long rotation) {
  private static final long DAY = 86_400;

  /** Seconds before and after the rotation in which both keys are valid. */
  private static final long OVERLAP = 7 * DAY;

  /**
   * A key and its entry in the list.
   *
   * @param value base64 of the public key's DER
   * @param fingerprint fingerprint of this DER
   */
  record Listed(SigningKey key, String value, String fingerprint) {
    static Listed pkcs1(SigningKey key) {
      return of(key, key.pkcs1());
    }

    static Listed subjectPublicKeyInfo(SigningKey key) {
      return of(key, key.subjectPublicKeyInfo());
    }

    private static Listed of(SigningKey key, byte[] der) {
      return new Listed(key, Base64.getEncoder().encodeToString(der), SigningKey.fingerprint(der));
    }
  }

  /** Returns the keys of a Region; they depend on the seed and the Region. */
  public static RegionKeys of(SampleOptions options, String region) {
    LocalDate end = options.to().plusDays(1);
    long hours = ChronoUnit.DAYS.between(options.from(), end) * 24;
    return new RegionKeys(
        region,
        Listed.pkcs1(SigningKey.of(options.seed(), "key", region, 1)),
        Listed.subjectPublicKeyInfo(SigningKey.of(options.seed(), "key", region, 2)),
        options.from().toEpochDay() * DAY + hours / 2 * 3_600);
  }

  /** Returns the key that signs at a time. */
  Listed at(long second) {
    return second < rotation ? first : second();
  }

  /** Returns a key that is in no list. */
  static Listed unlisted(SampleOptions options) {
    return Listed.pkcs1(SigningKey.of(options.seed(), "key of nobody"));
  }

  /** Returns the answer of {@code aws cloudtrail list-public-keys} for the Region. */
  public String listPublicKeys() {
    JsonBuffer json = new JsonBuffer(2048).open().array("PublicKeyList");
    list(json, second, rotation - OVERLAP, rotation + 180 * DAY);
    list(json, first, rotation - 180 * DAY, rotation + OVERLAP);
    return LogFileBodies.prettyPrinted(json.endArray().end().toString());
  }

  private static void list(JsonBuffer json, Listed key, long from, long to) {
    json.open().field("Value", key.value());
    time(json, "ValidityStartTime", from);
    time(json, "ValidityEndTime", to);
    json.field("Fingerprint", key.fingerprint()).end();
  }

  /** Adds a time as the command prints it: with an offset instead of the Z. */
  private static void time(JsonBuffer json, String name, long second) {
    String time = new JsonBuffer(20).time(second).toString();
    json.field(name, time.replace("Z", "+00:00"));
  }
}
