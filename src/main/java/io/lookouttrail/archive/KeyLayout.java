package io.lookouttrail.archive;

import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.RegionName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Layout of the keys of CloudTrail's objects: {@code [prefix/]AWSLogs/[o-id/]<account>/CloudTrail/
 * <region>/YYYY/MM/DD/<account>_CloudTrail_<region>_YYYYMMDDTHHmmZ_<unique>.json.gz}.
 *
 * <p>Source: AWS CloudTrail User Guide, "Getting and viewing your CloudTrail log files" and
 * "CloudTrail log file naming".
 *
 * @param prefix the part before {@code AWSLogs}, without a slash at either end; may be empty
 * @param organization the {@code o-…} of an organization trail's member folders
 */
public record KeyLayout(String prefix, Optional<String> organization) {

  static final String LOGS = "AWSLogs";
  static final String TRAIL = "CloudTrail";

  private static final DateTimeFormatter DAY_FOLDERS = utc("uuuu/MM/dd");
  private static final DateTimeFormatter TO_THE_MINUTE = utc("uuuuMMdd'T'HHmm'Z'");
  private static final DateTimeFormatter TO_THE_SECOND = utc("uuuuMMdd'T'HHmmss'Z'");

  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]+");

  public KeyLayout {
    prefix = prefix.replaceAll("^/+|/+$", "");
    organization.ifPresent(id -> require(isOrganization(id), "organization", id));
  }

  /** The layout of a trail of one account, at the top of its bucket. */
  public static KeyLayout atTopOfBucket() {
    return new KeyLayout("", Optional.empty());
  }

  /**
   * The key of a log file.
   *
   * @param deliveredAt delivery time; the key holds it to the minute
   * @param unique the part that makes the names of two files of one minute different
   */
  public String logKey(String account, String region, Instant deliveredAt, String unique) {
    return dayFolder(account, TRAIL, region, deliveredAt)
        + timedName(account, TRAIL, region, deliveredAt, unique);
  }

  /** The key of a file of Insight events. */
  public String insightKey(String account, String region, Instant deliveredAt, String unique) {
    String service = ForeignObject.INSIGHT.label();
    return dayFolder(account, service, region, deliveredAt)
        + timedName(account, service, region, deliveredAt, unique);
  }

  /**
   * The key of a digest file.
   *
   * @param region the Region whose logs the digest names
   * @param trail name of the trail
   * @param homeRegion the Region that the trail was made in
   * @param endedAt the digest's end time; the key holds it to the second
   * @param backfill whether the digest was made afterwards for a time that had none
   */
  public String digestKey(
      String account,
      String region,
      String trail,
      String homeRegion,
      Instant endedAt,
      boolean backfill) {
    String service = ForeignObject.DIGEST.label();
    return dayFolder(account, service, region, endedAt)
        + String.join("_", account, service, region, trail, homeRegion)
        + "_"
        + TO_THE_SECOND.format(endedAt)
        + (backfill ? "_backfill" : "")
        + ".json.gz";
  }

  /** The account, Region and time in a log file's key, whether or not it follows the layout. */
  public static KeyFacts read(String key) {
    int slash = key.lastIndexOf('/');
    String name = key.substring(slash + 1);
    String folders = slash < 0 ? "" : key.substring(0, slash);
    KeyPosition position = KeyPosition.of(folders);
    LogFileName inName = LogFileName.of(name);
    Instant deliveredAt = inName.deliveredAt();
    LocalDate day = position.deliveryDay(folders);
    return new KeyFacts(
        Optional.ofNullable(position.account() != null ? position.account() : inName.account()),
        Optional.ofNullable(position.region() != null ? position.region() : inName.region()),
        Optional.ofNullable(deliveredAt != null ? deliveredAt : midnight(day)));
  }

  /**
   * The day in the folders of an object, by which a window selects it; otherwise the day in its
   * name. Empty if there is neither.
   *
   * @param key a log's or a digest's key, or its canonical name
   */
  public static Optional<LocalDate> dayOf(String key) {
    int slash = key.lastIndexOf('/');
    String folders = slash < 0 ? "" : key.substring(0, slash);
    LocalDate day = KeyPosition.of(folders).deliveryDay(folders);
    if (day != null) {
      return Optional.of(day);
    }
    Instant timeInName = LogFileName.deliveredAt(key.substring(slash + 1));
    return Optional.ofNullable(timeInName).map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  static boolean isOrganization(String name) {
    return ORGANIZATION.matcher(name).matches();
  }

  private static @Nullable Instant midnight(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private String dayFolder(String account, String service, String region, Instant day) {
    require(AccountId.isValid(account), "account", account);
    require(RegionName.isValid(region), "Region", region);
    return (prefix.isEmpty() ? "" : prefix + "/")
        + LOGS
        + "/"
        + organization.map(id -> id + "/").orElse("")
        + String.join("/", account, service, region, DAY_FOLDERS.format(day))
        + "/";
  }

  private static String timedName(
      String account, String service, String region, Instant time, String unique) {
    return String.join("_", account, service, region, TO_THE_MINUTE.format(time), unique)
        + ".json.gz";
  }

  private static void require(boolean holds, String what, String value) {
    if (!holds) {
      throw new IllegalArgumentException("not an " + what + ": " + value);
    }
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /**
   * Facts about a log file in its key.
   *
   * @param account from the folders, else from the file's name
   * @param region from the folders, else from the file's name
   * @param deliveredAt from the file's name, else midnight of the day folder
   */
  public record KeyFacts(
      Optional<String> account, Optional<String> region, Optional<Instant> deliveredAt) {}
}
