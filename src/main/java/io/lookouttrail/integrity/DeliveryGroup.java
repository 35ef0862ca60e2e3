package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import java.io.Serializable;

/**
 * Logs and digests that belong together: those of an account and Region that were delivered to one
 * place. Several trails may deliver there; a log does not tell which one brought it.
 *
 * @param root canonical name of the folder that holds both kinds of folders, or, where there are
 *     none, the files; without a slash at its end
 * @param account empty where neither key nor name tells it
 * @param region likewise
 */
record DeliveryGroup(String root, String account, String region) implements Serializable {
  static final String LOGS = "/CloudTrail/";
  static final String DIGESTS = "/CloudTrail-Digest/";

  static DeliveryGroup ofLog(LogFile log) {
    return of(log, LOGS);
  }

  static DeliveryGroup ofDigest(LogFile digest) {
    return of(digest, DIGESTS);
  }

  /** Canonical name of the folder of its digests. */
  String digestFolder() {
    return root + DIGESTS + region;
  }

  private static DeliveryGroup of(LogFile file, String service) {
    String place = file.sourceFile();
    int folder = place.lastIndexOf(service);
    return new DeliveryGroup(
        place.substring(0, folder >= 0 ? folder : place.lastIndexOf('/')),
        file.keyAccount().orElse(""),
        file.keyRegion().orElse(""));
  }
}
