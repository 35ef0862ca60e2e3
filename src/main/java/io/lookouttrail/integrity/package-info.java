/**
 * Proves that an archive holds what CloudTrail delivered, all of it: chains of digests, their
 * signatures, the hashes of log files. What a chain means is told without Spark; what is found goes
 * into one table. Knows nothing of what the logs say, and nothing of reports.
 */
@NullMarked
package io.lookouttrail.integrity;

import org.jspecify.annotations.NullMarked;
