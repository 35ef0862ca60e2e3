package io.lookouttrail.integrity;

import io.lookouttrail.tables.DigestFinding.Proof;
import java.time.Instant;

/**
 * What a digest says of a log file.
 *
 * @param object canonical name of the place where the log should lie
 * @param sha256 lower-hex SHA-256 of its uncompressed bytes
 * @param digest canonical name of the digest
 * @param account the digest's
 * @param region the digest's
 * @param proof what the digest's own standing rests on
 * @param believed whether nothing speaks against the digest
 */
record DigestLogEntry(
    String object,
    String sha256,
    String digest,
    String account,
    String region,
    String trail,
    Instant startTime,
    Instant endTime,
    Proof proof,
    boolean believed) {}
