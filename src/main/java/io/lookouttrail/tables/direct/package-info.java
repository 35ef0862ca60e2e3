/**
 * Delta tables without Spark: reads a version's rows, creates a table, and commits files to it.
 *
 * <p>For work that is smaller than the planning of a Spark query.
 */
@NullMarked
package io.lookouttrail.tables.direct;

import org.jspecify.annotations.NullMarked;
