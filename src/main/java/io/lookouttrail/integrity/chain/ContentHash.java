package io.lookouttrail.integrity.chain;

import java.util.Optional;

/**
 * Hash of a log file's uncompressed content.
 *
 * @param sha256 lower-case hex; empty if the file cannot be read
 * @param readError why the file cannot be read; empty if it can
 * @param afterFirstMember what follows the file's first gzip member, which is all that CloudTrail
 *     writes; empty for nothing
 */
public record ContentHash(Optional<String> sha256, String readError, String afterFirstMember) {
  static final ContentHash UNKNOWN = new ContentHash(Optional.empty(), "", "");
}
