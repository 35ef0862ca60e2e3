package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.StorageErrorKind;
import io.lookouttrail.storage.StorageErrorMessages;
import io.lookouttrail.storage.StorageErrors;
import java.io.IOException;

/** Messages for folders that cannot be listed. */
final class ListingErrors {
  private ListingErrors() {}

  /**
   * @param archive the canonical name of the folder
   */
  static UserError of(String archive, IOException failure) {
    String what = what(archive);
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
  static String what(String archive) {
    return "read the archive " + archive;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
