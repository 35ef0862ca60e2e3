/**
 * The Spark connector {@code cloudtrail}: log files as rows, by their declared fields. A thin face
 * on the archive's own reader; it must not know of the product's tables.
 */
@NullMarked
package io.lookouttrail.source;

import org.jspecify.annotations.NullMarked;
