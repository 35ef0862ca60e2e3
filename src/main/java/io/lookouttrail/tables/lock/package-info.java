/** The lock that admits one writer at a time to a folder of tables, and commits that respect it. */
@NullMarked
package io.lookouttrail.tables.lock;

import org.jspecify.annotations.NullMarked;
