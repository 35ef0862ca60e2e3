package io.lookouttrail.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Object keys as CloudTrail lays them out; the one place where the sample knows their form. */
final class SampleKeys {
  private static final DateTimeFormatter DAY = format("yyyy/MM/dd");
  private static final DateTimeFormatter CONFIG_DAY = format("yyyy/M/d");
  private static final DateTimeFormatter MINUTE = format("yyyyMMdd'T'HHmm'Z'");
  private static final DateTimeFormatter SECOND = format("yyyyMMdd'T'HHmmss'Z'");

  private SampleKeys() {}

  /** A log file's key; the extension is {@code json.gz} but for the odd ones. */
  static String log(Trail trail, Chain chain, Instant delivered, String unique, String extension) {
    return inFolder(trail, chain, "CloudTrail", delivered)
        + named(chain, "CloudTrail", delivered, unique + "." + extension);
  }

  /** The key of an object that lies beside log files in a folder of its own kind. */
  static String neighbour(Trail trail, Chain chain, String kind, Instant delivered, String unique) {
    return inFolder(trail, chain, kind, delivered)
        + named(chain, kind, delivered, unique + ".json.gz");
  }

  static String digest(Trail trail, Chain chain, String homeRegion, Instant end) {
    return inFolder(trail, chain, "CloudTrail-Digest", end)
        + String.format(
            Locale.ROOT,
            "%s_CloudTrail-Digest_%s_%s_%s_%s.json.gz",
            chain.account(),
            chain.region(),
            trail.name(),
            homeRegion,
            SECOND.format(end));
  }

  static String config(Trail trail, Chain chain, Instant delivered, String unique) {
    return account(trail, chain)
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

  static String flowLog(Trail trail, Chain chain, Instant delivered, String unique) {
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
  static String inFolder(Trail trail, Chain chain, String kind, Instant delivered) {
    return account(trail, chain) + kind + "/" + chain.region() + "/" + DAY.format(delivered) + "/";
  }

  private static String account(Trail trail, Chain chain) {
    return "AWSLogs/" + trail.organization().map(id -> id + "/").orElse("") + chain.account() + "/";
  }

  private static String named(Chain chain, String kind, Instant delivered, String rest) {
    return chain.account()
        + "_"
        + kind
        + "_"
        + chain.region()
        + "_"
        + MINUTE.format(delivered)
        + "_"
        + rest;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
