package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding;
import java.util.Optional;

/**
 * Validation result of one log file.
 *
 * @param coverage for a log that no digest lists: how digests cover its delivery time
 */
public record LogResult(DigestFinding finding, Optional<LogCoverage> coverage) {}
