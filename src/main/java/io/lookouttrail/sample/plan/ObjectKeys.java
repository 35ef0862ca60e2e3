package io.lookouttrail.sample.plan;

import io.lookouttrail.archive.KeyLayout;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The keys of a sample's objects: the archive's layout, and that of its neighbours beside it. */
public final class ObjectKeys {
  private static final String INSIGHT = "CloudTrail-Insight";
  private static final DateTimeFormatter CONFIG_DAY = format("yyyy/M/d");
  private static final DateTimeFormatter MINUTE = format("yyyyMMdd'T'HHmm'Z'");
  private static final DateTimeFormatter SECOND = format("yyyyMMdd'T'HHmmss'Z'");

  private ObjectKeys() {}

  /** A log file's key; the extension is {@code json.gz} but for the odd ones. */
  public static String log(
      Trail trail, AccountRegion chain, Instant delivered, String unique, String extension) {
    String key = layout(trail).logKey(chain.account(), chain.region(), delivered, unique);
    return key.substring(0, key.length() - "json.gz".length()) + extension;
  }

  /** The key of an object that lies beside log files in a folder of its own kind. */
  public static String neighbour(
      Trail trail, AccountRegion chain, String kind, Instant delivered, String unique) {
    return layout(trail)
        .insightKey(chain.account(), chain.region(), delivered, unique)
        .replace(INSIGHT, kind);
  }

  public static String digest(
      Trail trail, AccountRegion chain, String homeRegion, Instant end, boolean isBackfill) {
    return layout(trail)
        .digestKey(chain.account(), chain.region(), trail.name(), homeRegion, end, isBackfill);
  }

  public static String config(Trail trail, AccountRegion chain, Instant delivered, String unique) {
    String insights = inFolder(trail, chain, INSIGHT, delivered);
    return insights.substring(0, insights.indexOf(INSIGHT))
        + String.format(
            Locale.ROOT,
            "Config/%s/%s/ConfigHistory/%s_Config_%s_ConfigHistory_AWS::S3::Bucket_%s_%s.json.gz",
            chain.region(),
            CONFIG_DAY.format(delivered),
            chain.account(),
            chain.region(),
            SECOND.format(delivered),
            unique);
  }

  public static String flowLog(Trail trail, AccountRegion chain, Instant delivered, String unique) {
    return inFolder(trail, chain, "vpcflowlogs", delivered)
        + String.format(
            Locale.ROOT,
            "%s_vpcflowlogs_%s_fl-%s_%s.log.gz",
            chain.account(),
            chain.region(),
            unique,
            MINUTE.format(delivered));
  }

  /** The folder of a kind of object and a delivery day, with its slash. */
  public static String inFolder(Trail trail, AccountRegion chain, String kind, Instant delivered) {
    String key = neighbour(trail, chain, kind, delivered, "x");
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  private static KeyLayout layout(Trail trail) {
    return new KeyLayout("", trail.organization());
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
