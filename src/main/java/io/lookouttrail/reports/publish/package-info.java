/** Writes a report to its folder on any file system, as one step where the file system can. */
@NullMarked
package io.lookouttrail.reports.publish;

import org.jspecify.annotations.NullMarked;
