/**
 * What lies in the bucket: the layout of keys, the listing of a window, gzip, the record scanner
 * and the declared fields of a record. It must not know of Spark or of the tables.
 */
@NullMarked
package io.lookouttrail.archive;

import org.jspecify.annotations.NullMarked;
