/** One writer at a time in a folder of tables. */
@NullMarked
package io.lookouttrail.tables.lock;

import org.jspecify.annotations.NullMarked;
