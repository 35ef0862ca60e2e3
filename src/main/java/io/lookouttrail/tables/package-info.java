/**
 * The Delta tables, one class each: name, columns, partitioning, and the ways in which rows are
 * written and read. Does not know where rows come from.
 */
@NullMarked
package io.lookouttrail.tables;

import org.jspecify.annotations.NullMarked;
