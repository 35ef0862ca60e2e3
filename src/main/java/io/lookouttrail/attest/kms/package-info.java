/** Keys in AWS KMS. Its classes are loaded only where such a key is asked for. */
@NullMarked
package io.lookouttrail.attest.kms;

import org.jspecify.annotations.NullMarked;
