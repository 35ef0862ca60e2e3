package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding.Proof;
import java.time.Instant;

/**
 * Entry of a digest for one log file.
 *
 * @param object canonical name of the location where the log should be
 * @param sha256 lower-case hex SHA-256 of the log's uncompressed bytes
 * @param digest canonical name of the digest
 * @param account the digest's account
 * @param region the digest's Region
 * @param startTime start of the digest's period
 * @param endTime end of the digest's period
 * @param proof what proves the digest
 * @param credible whether nothing contradicts the digest
 */
public record DigestLogEntry(
    String object,
    String sha256,
    String digest,
    String account,
    String region,
    String trail,
    Instant startTime,
    Instant endTime,
    Proof proof,
    boolean credible) {}
