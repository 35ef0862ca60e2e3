/** Runs of models, paired from the calls that start and stop them. */
@NullMarked
package io.lookouttrail.ingest.modelruns;

import org.jspecify.annotations.NullMarked;
