package io.lookouttrail.sample.digests;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.LogFileBodies;
import io.lookouttrail.sample.plan.SampleOptions;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * The keys that sign a Region's digests: one until the middle of the sample, another from then on.
 * They are listed as {@code aws cloudtrail list-public-keys} prints them, the first in PKCS#1 and
 * the second as SubjectPublicKeyInfo, since real lists hold both.
 *
 * @param rotation when the second key takes over, in seconds of the epoch
 */
public record RegionKeys(String region, Listed first, Listed second, long rotation) {
  private static final long DAY = 86_400;

  /** How long both keys are valid on either side of the rotation. */
  private static final long OVERLAP = 7 * DAY;

  /**
   * A key as the list shows it.
   *
   * @param value base64 of its DER
   * @param fingerprint of its DER
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

  public static RegionKeys of(SampleOptions options, String region) {
    LocalDate end = options.to().plusDays(1);
    long hours = ChronoUnit.DAYS.between(options.from(), end) * 24;
    return new RegionKeys(
        region,
        Listed.pkcs1(SigningKey.of(options.seed(), "key", region, 1)),
        Listed.subjectPublicKeyInfo(SigningKey.of(options.seed(), "key", region, 2)),
        options.from().toEpochDay() * DAY + hours / 2 * 3_600);
  }

  /** The key in force. */
  Listed at(long second) {
    return second < rotation ? first : second();
  }

  /** A key of nobody's: no list holds it. */
  static Listed unlisted(SampleOptions options) {
    return Listed.pkcs1(SigningKey.of(options.seed(), "key of nobody"));
  }

  /** The answer of {@code aws cloudtrail list-public-keys} for the Region. */
  public String listPublicKeys() {
    JsonBuffer json = new JsonBuffer(2048).open().array("PublicKeyList");
    list(json, second, rotation - OVERLAP, rotation + 180 * DAY);
    list(json, first, rotation - 180 * DAY, rotation + OVERLAP);
    return LogFileBodies.pretty(json.endArray().end().toString());
  }

  private static void list(JsonBuffer json, Listed key, long from, long to) {
    json.open().field("Value", key.value());
    time(json, "ValidityStartTime", from);
    time(json, "ValidityEndTime", to);
    json.field("Fingerprint", key.fingerprint()).end();
  }

  /** With an offset in place of the Z, as the command prints times. */
  private static void time(JsonBuffer json, String name, long second) {
    String time = new JsonBuffer(20).time(second).toString();
    json.field(name, time.replace("Z", "+00:00"));
  }
}
