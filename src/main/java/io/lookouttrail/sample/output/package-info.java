/** Bytes of a sample: JSON text, gzip files, objects, and the seeded random numbers. */
@NullMarked
package io.lookouttrail.sample.output;

import org.jspecify.annotations.NullMarked;
