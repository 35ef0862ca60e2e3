/** Keys that sign envelopes and verify them, from files in PEM. */
@NullMarked
package io.lookouttrail.attest.keys;

import org.jspecify.annotations.NullMarked;
