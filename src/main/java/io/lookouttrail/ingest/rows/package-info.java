/** Log files as rows: what a scan of a file's records becomes before any table has it. */
@NullMarked
package io.lookouttrail.ingest.rows;

import org.jspecify.annotations.NullMarked;
