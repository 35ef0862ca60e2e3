/** Checks of a report's folder by itself: its checksums, files, signature and timestamp. */
@NullMarked
package io.lookouttrail.reports.check;

import org.jspecify.annotations.NullMarked;
