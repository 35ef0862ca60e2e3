/**
 * Small Delta tables in Spark queries, read by the driver without Spark jobs.
 *
 * <p>A scan of a Delta table costs seconds, however few its rows are.
 */
@NullMarked
package io.lookouttrail.tables.local;

import org.jspecify.annotations.NullMarked;
