/** Low-level output of a sample: JSON text, gzip files, objects, seeded random numbers. */
@NullMarked
package io.lookouttrail.sample.output;

import org.jspecify.annotations.NullMarked;
