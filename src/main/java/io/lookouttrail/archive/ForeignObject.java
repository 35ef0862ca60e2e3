package io.lookouttrail.archive;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds of objects in a bucket that are not CloudTrail log files. A listing skips them. */
public enum ForeignObject {
  DIGEST("CloudTrail-Digest"),
  INSIGHT("CloudTrail-Insight"),
  NETWORK_ACTIVITY("CloudTrail-NetworkActivity"),
  AGGREGATED("CloudTrail-Aggregated"),
  CONFIG("Config"),
  VPC_FLOW_LOGS("vpcflowlogs"),
  LOAD_BALANCING("elasticloadbalancing"),
  GUARD_DUTY("GuardDuty"),
  WAF("WAFLogs"),
  DNS_QUERIES("vpcdnsquerylogs"),
  BEDROCK("BedrockModelInvocationLogs"),
  /** Any other folder next to the folders of the services of an account. */
  OTHER_SERVICE("other service"),
  /** The metadata of a digest, next to the digest's copy on disk. */
  HEAD_FILE(".head.json"),
  /** Hidden files, checksums and the markers that jobs leave. */
  HIDDEN("hidden"),
  /** Entries that a store lists under a name by which it cannot open them. */
  UNADDRESSABLE("unaddressable"),
  /** Files whose names end neither in .json nor in .json.gz. */
  OTHER_FILE("other");

  private static final int ACCOUNT_LENGTH = 12;
  private static final Set<ForeignObject> OF_CLOUDTRAIL = EnumSet.range(DIGEST, AGGREGATED);
  private static final Set<ForeignObject> WITH_EXAMPLE =
      EnumSet.of(OTHER_SERVICE, HIDDEN, UNADDRESSABLE, OTHER_FILE);
  private static final Set<String> OF_PROGRAMS =
      Set.of(
          "_delta_log",
          "_change_data",
          "_staging",
          "_temporary",
          "_spark_metadata",
          ".hoodie",
          ".git",
          ".snapshot");
  private static final Map<String, ForeignObject> SERVICES =
      EnumSet.range(DIGEST, BEDROCK).stream()
          .collect(Collectors.toMap(ForeignObject::label, kind -> kind));

  private final String label;

  ForeignObject(String label) {
    this.label = label;
  }

  /** The name in messages; for a service's logs also the name of the folder. */
  public String label() {
    return label;
  }

  /**
   * The kind of a folder that CloudTrail itself writes besides its logs; no other folder has such a
   * name.
   */
  static @Nullable ForeignObject ofTrailFolder(String folder) {
    ForeignObject service = ofService(folder);
    return service != null && OF_CLOUDTRAIL.contains(service) ? service : null;
  }

  /** The service whose folder in an account's folder has this name; null if none is known. */
  static @Nullable ForeignObject ofService(String folder) {
    return SERVICES.get(folder);
  }

  /** The kind of a file that is not a log file; null if it may be one. */
  static @Nullable ForeignObject ofFile(String name) {
    if (isHidden(name) || endsWith(name, ".crc") || name.endsWith("_$folder$")) {
      return HIDDEN;
    }
    if (endsWith(name, ".head.json")) {
      return HEAD_FILE;
    }
    ForeignObject service = ofServiceInName(name);
    if (service != null) {
      return service;
    }
    return endsWith(name, ".json") || endsWith(name, ".json.gz") ? null : OTHER_FILE;
  }

  /** Whether a name is hidden, as jobs and systems mark it: {@code .x} and {@code _x}. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  /** Whether a hidden folder belongs to a program, so that no trail delivers into it. */
  static boolean isOfAProgram(String folder) {
    return OF_PROGRAMS.contains(folder);
  }

  private static @Nullable ForeignObject ofServiceInName(String name) {
    int end = name.indexOf('_', ACCOUNT_LENGTH + 1);
    boolean named =
        end > 0
            && name.charAt(ACCOUNT_LENGTH) == '_'
            && LogFileName.digits(name, 0, 6) >= 0
            && LogFileName.digits(name, 6, ACCOUNT_LENGTH) >= 0
            && !name.startsWith(KeyLayout.TRAIL + "_", ACCOUNT_LENGTH + 1);
    return named ? ofService(name.substring(ACCOUNT_LENGTH + 1, end)) : null;
  }

  private static boolean endsWith(String name, String ending) {
    return name.regionMatches(true, name.length() - ending.length(), ending, 0, ending.length());
  }

  /**
   * Number of skipped objects of a kind.
   *
   * @param folders folders that were not listed
   * @param files files in the folders that were listed
   * @param example the canonical name of one of them, the first by name
   */
  public record Count(long folders, long files, String example) {

    Count plus(Count other) {
      return new Count(
          folders + other.folders,
          files + other.files,
          example.compareTo(other.example) <= 0 ? example : other.example);
    }

    /**
     * The count in words: {@code 3 CloudTrail-Digest folders and 24 CloudTrail-Digest files}; of
     * kinds that a user may not expect, with an example.
     */
    String describe(ForeignObject kind) {
      String inFolders = folders == 0 ? "" : counted(folders, kind.label + " folder");
      String inFiles = files == 0 ? "" : counted(files, kind.label + " file");
      String such = WITH_EXAMPLE.contains(kind) ? " (such as " + example + ")" : "";
      return inFolders + (folders > 0 && files > 0 ? " and " : "") + inFiles + such;
    }

    static String counted(long number, String noun) {
      return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
  }
}
