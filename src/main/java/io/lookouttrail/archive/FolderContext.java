package io.lookouttrail.archive;

import io.lookouttrail.storage.CanonicalNames;
import java.time.LocalDate;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Values that all files of one folder share.
 *
 * @param sourcePrefix canonical name of the folder, with a slash at the end
 * @param pathPrefix Hadoop path of the folder, with a slash at the end
 * @param day the delivery day in the folder's path, or null
 * @param real see {@link Folder#real}
 * @param linked see {@link Folder#linked}
 */
record FolderContext(
    String sourcePrefix,
    String pathPrefix,
    @Nullable LocalDate day,
    java.nio.file.@Nullable Path real,
    boolean linked) {

  static FolderContext of(Folder folder) {
    Path path = folder.path();
    return new FolderContext(
        slashed(CanonicalNames.of(path)),
        slashed(path.toString()),
        folder.position().deliveryDay(path.toUri().getPath()),
        folder.real(),
        folder.linked());
  }

  private static String slashed(String name) {
    return name.endsWith("/") ? name : name + "/";
  }
}
