package io.lookouttrail.integrity.chain;

import io.lookouttrail.integrity.digest.DigestDocument.Previous;

/**
 * Hash and signature of a digest as the next newer digest of its chain records them.
 *
 * @param recordedIn canonical name of the newer digest
 * @param trust trust in the newer digest
 */
record ExpectedDigest(Previous previous, String recordedIn, Trust trust) {

  boolean matches(String sha256) {
    return previous.sha256().equalsIgnoreCase(sha256);
  }

  boolean isCredible() {
    return trust != Trust.REFUTED;
  }
}
