/** Reads the tables with Spark: the rows that a report caches, and the queries over them. */
@NullMarked
package io.lookouttrail.reports.query;

import org.jspecify.annotations.NullMarked;
