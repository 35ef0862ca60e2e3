/** Uncompressed bytes of a stored file: reading, gzip, hash, and the problems that end it. */
@NullMarked
package io.lookouttrail.scan.body;

import org.jspecify.annotations.NullMarked;
