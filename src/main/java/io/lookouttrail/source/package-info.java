/**
 * Spark connector {@code cloudtrail}: the records of log files as rows of their declared fields. It
 * uses the listing and the scan; it does not know the product's tables.
 */
@NullMarked
package io.lookouttrail.source;

import org.jspecify.annotations.NullMarked;
