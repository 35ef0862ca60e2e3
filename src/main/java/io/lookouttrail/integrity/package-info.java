/**
 * The job that verifies an archive against CloudTrail's digests: chains of digests, their
 * signatures, the hashes of log files. The rules are in the sub-package {@code chain}, without
 * Spark; the findings go into one table. Knows nothing of the content of logs or of reports.
 */
@NullMarked
package io.lookouttrail.integrity;

import org.jspecify.annotations.NullMarked;
