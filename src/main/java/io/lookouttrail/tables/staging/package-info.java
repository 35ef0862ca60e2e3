/** Parquet files that tasks write before a commit. */
@NullMarked
package io.lookouttrail.tables.staging;

import org.jspecify.annotations.NullMarked;
