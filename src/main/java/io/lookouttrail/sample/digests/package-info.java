/** Digest files of a sample: their chains, signing keys and planted faults. */
@NullMarked
package io.lookouttrail.sample.digests;

import org.jspecify.annotations.NullMarked;
