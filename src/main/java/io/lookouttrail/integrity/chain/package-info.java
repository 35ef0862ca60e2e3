/**
 * Validation of digest chains and of the log files that the digests list, in plain Java: the rules
 * of CloudTrail's log file integrity validation, without Spark and without tables of results.
 */
@NullMarked
package io.lookouttrail.integrity.chain;

import org.jspecify.annotations.NullMarked;
