/** The lock that admits one writer at a time to a folder of tables. */
@NullMarked
package io.lookouttrail.tables.lock;

import org.jspecify.annotations.NullMarked;
