package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.storage.StorageErrorKind;
import io.lookouttrail.storage.StorageErrorMessages;
import io.lookouttrail.storage.StorageErrors;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Messages for folders that cannot be listed. */
final class ListingErrors {
  private ListingErrors() {}

  static UserError of(Path path, IOException failure) {
    String what = what(path);
    if (StorageErrors.kindOf(failure) == StorageErrorKind.ABSENT) {
      return UserError.cannot(
          what,
          "there is no such file or folder",
          "Point --archive at the folder that holds AWSLogs, at a folder below it, at a folder of"
              + " log files, or at one log file.",
          failure);
    }
    return StorageErrorMessages.of(what, failure)
        .orElseGet(
            () ->
                UserError.cannot(
                    what,
                    "listing it failed (" + message(failure) + ")",
                    "Check the address, then run it again; --stacktrace shows more.",
                    failure));
  }

  /** What cannot be done, as the words after "Cannot". */
  static String what(Path path) {
    return "read the archive " + CanonicalNames.of(path);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
