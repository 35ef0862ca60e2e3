/** Signed statements about files: the envelope, and what it signs. Knows nothing of reports. */
@NullMarked
package io.lookouttrail.attest;

import org.jspecify.annotations.NullMarked;
