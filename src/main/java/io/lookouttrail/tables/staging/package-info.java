/** Parquet files that tasks write before their rows are committed to a table. */
@NullMarked
package io.lookouttrail.tables.staging;

import org.jspecify.annotations.NullMarked;
