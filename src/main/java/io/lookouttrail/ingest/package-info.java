/**
 * The ingest job, from an archive to the tables: reads new log files once, commits them in batches,
 * and reconciles each file's records. Knows nothing of reports, digests or the command line.
 */
@NullMarked
package io.lookouttrail.ingest;

import org.jspecify.annotations.NullMarked;
