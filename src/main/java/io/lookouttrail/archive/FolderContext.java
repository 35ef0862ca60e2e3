package io.lookouttrail.archive;

import io.lookouttrail.storage.CanonicalNames;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Values that all files of one folder share.
 *
 * @param sourcePrefix canonical name of the folder, with a slash at the end
 * @param pathPrefix Hadoop path of the folder, with a slash at the end
 * @param day the delivery day in the folder's path, or null
 */
record FolderContext(String sourcePrefix, String pathPrefix, @Nullable LocalDate day) {

  static FolderContext of(Folder folder) {
    return new FolderContext(
        slashed(CanonicalNames.of(folder.location())),
        folder.location(),
        folder.position().deliveryDay(folder.folders()));
  }

  private static String slashed(String name) {
    return name.endsWith("/") ? name : name + "/";
  }
}
