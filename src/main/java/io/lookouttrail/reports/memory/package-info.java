/**
 * The rows of a report in the driver's memory, and what groups them without Spark.
 *
 * <p>For a report whose rows are few: its figures then need no Spark query.
 */
@NullMarked
package io.lookouttrail.reports.memory;

import org.jspecify.annotations.NullMarked;
