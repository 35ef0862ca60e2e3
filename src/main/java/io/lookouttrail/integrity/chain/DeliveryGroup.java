package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import java.io.Serializable;

/**
 * The logs and digests of one account and Region that were delivered below one folder. Several
 * trails may deliver there, and a log does not say which trail delivered it.
 *
 * @param root canonical name, without a trailing slash, of the folder that holds the folders {@code
 *     CloudTrail} and {@code CloudTrail-Digest}; of the files' own folder if there are none
 * @param account empty if neither key nor name contains it
 * @param region empty if neither key nor name contains it
 */
public record DeliveryGroup(String root, String account, String region) implements Serializable {
  private static final String LOGS = "/CloudTrail/";
  public static final String DIGESTS = "/CloudTrail-Digest/";

  public static DeliveryGroup ofLog(LogFile log) {
    return of(log, LOGS);
  }

  static DeliveryGroup ofDigest(LogFile digest) {
    return of(digest, DIGESTS);
  }

  /** Canonical name of the folder of the group's digests. */
  public String digestFolder() {
    return root + DIGESTS + region;
  }

  /** Canonical name of the folder that holds the folder of a digest's kind. */
  static String rootOfDigest(String object) {
    return root(object, DIGESTS);
  }

  private static DeliveryGroup of(LogFile file, String service) {
    return new DeliveryGroup(
        root(file.sourceFile(), service),
        file.keyAccount().orElse(""),
        file.keyRegion().orElse(""));
  }

  private static String root(String name, String service) {
    int folder = name.lastIndexOf(service);
    return name.substring(0, folder >= 0 ? folder : name.lastIndexOf('/'));
  }
}
