/**
 * Writes a believable archive, deterministic by its seed, and the truth about it. It knows the
 * layout of an archive and nothing of how the product reads one.
 */
@NullMarked
package io.lookouttrail.sample;

import org.jspecify.annotations.NullMarked;
