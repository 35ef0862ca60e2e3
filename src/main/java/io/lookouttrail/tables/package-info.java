/**
 * The Delta tables, a class each: name, schema, partitioning, the one method that maps a row, and
 * how rows get in; with the lock that lets one writer in. It must not know where rows come from.
 */
@NullMarked
package io.lookouttrail.tables;

import org.jspecify.annotations.NullMarked;
