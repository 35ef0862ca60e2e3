/** Digest files by themselves: their names, documents, signatures and public keys. */
@NullMarked
package io.lookouttrail.integrity.digest;

import org.jspecify.annotations.NullMarked;
