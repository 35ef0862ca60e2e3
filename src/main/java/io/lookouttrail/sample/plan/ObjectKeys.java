package io.lookouttrail.sample.plan;

import io.lookouttrail.archive.KeyLayout;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Keys of a sample's objects: log files, digests, and foreign objects in the same bucket. */
public final class ObjectKeys {
  private static final String INSIGHT = "CloudTrail-Insight";
  private static final DateTimeFormatter CONFIG_DAY = format("yyyy/M/d");
  private static final DateTimeFormatter MINUTE = format("yyyyMMdd'T'HHmm'Z'");
  private static final DateTimeFormatter SECOND = format("yyyyMMdd'T'HHmmss'Z'");

  private ObjectKeys() {}

  /**
   * Returns a log file's key.
   *
   * @param unique the random part of the name
   * @param extension {@code json.gz}, or another one for a planted file
   */
  public static String log(
      Trail trail,
      AccountRegion accountRegion,
      Instant delivered,
      String unique,
      String extension) {
    String key =
        layout(trail).logKey(accountRegion.account(), accountRegion.region(), delivered, unique);
    return key.substring(0, key.length() - "json.gz".length()) + extension;
  }

  /** Returns the key of an object that is not a log file and has a folder for its kind. */
  public static String foreignObject(
      Trail trail, AccountRegion accountRegion, String kind, Instant delivered, String unique) {
    return layout(trail)
        .insightKey(accountRegion.account(), accountRegion.region(), delivered, unique)
        .replace(INSIGHT, kind);
  }

  /** Returns the key of a digest that ends at a time. */
  public static String digest(
      Trail trail,
      AccountRegion accountRegion,
      String homeRegion,
      Instant end,
      boolean isBackfill) {
    return layout(trail)
        .digestKey(
            accountRegion.account(),
            accountRegion.region(),
            trail.name(),
            homeRegion,
            end,
            isBackfill);
  }

  /** Returns the key of a history file of AWS Config. */
  public static String config(
      Trail trail, AccountRegion accountRegion, Instant delivered, String unique) {
    String insights = inFolder(trail, accountRegion, INSIGHT, delivered);
    return insights.substring(0, insights.indexOf(INSIGHT))
        + String.format(
            Locale.ROOT,
            "Config/%s/%s/ConfigHistory/%s_Config_%s_ConfigHistory_AWS::S3::Bucket_%s_%s.json.gz",
            accountRegion.region(),
            CONFIG_DAY.format(delivered),
            accountRegion.account(),
            accountRegion.region(),
            SECOND.format(delivered),
            unique);
  }

  /** Returns the key of a VPC flow log. */
  public static String flowLog(
      Trail trail, AccountRegion accountRegion, Instant delivered, String unique) {
    return inFolder(trail, accountRegion, "vpcflowlogs", delivered)
        + String.format(
            Locale.ROOT,
            "%s_vpcflowlogs_%s_fl-%s_%s.log.gz",
            accountRegion.account(),
            accountRegion.region(),
            unique,
            MINUTE.format(delivered));
  }

  /** Returns the folder for a kind of object and a day of delivery, with a slash at the end. */
  public static String inFolder(
      Trail trail, AccountRegion accountRegion, String kind, Instant delivered) {
    String key = foreignObject(trail, accountRegion, kind, delivered, "x");
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  private static KeyLayout layout(Trail trail) {
    return new KeyLayout("", trail.organization());
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
