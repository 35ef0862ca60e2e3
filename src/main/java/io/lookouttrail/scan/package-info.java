/** Scan of one log file: its records, their declared fields, and what cannot be read. */
@NullMarked
package io.lookouttrail.scan;

import org.jspecify.annotations.NullMarked;
