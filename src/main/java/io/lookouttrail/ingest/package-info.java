/**
 * The job from archive to tables: what is new, read once, merged in batches, accounted for file by
 * file. It must not know of reports, digests or the command line.
 */
@NullMarked
package io.lookouttrail.ingest;

import org.jspecify.annotations.NullMarked;
