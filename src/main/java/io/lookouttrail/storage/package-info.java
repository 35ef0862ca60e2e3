/**
 * Objects on local disk, in S3 and in HDFS: canonical names, opening, reading ahead, resuming, and
 * the errors of their stores.
 */
@NullMarked
package io.lookouttrail.storage;

import org.jspecify.annotations.NullMarked;
