/** The uncompressed body of a log file: stored bytes, gzip, hash, and the faults that end it. */
@NullMarked
package io.lookouttrail.scan.body;

import org.jspecify.annotations.NullMarked;
