/** Single digest files: their names, contents, signatures and public keys. */
@NullMarked
package io.lookouttrail.integrity.digest;

import org.jspecify.annotations.NullMarked;
