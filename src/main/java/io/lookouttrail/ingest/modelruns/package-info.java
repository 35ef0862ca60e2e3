/** Model runs: pairs the calls that start and stop models. */
@NullMarked
package io.lookouttrail.ingest.modelruns;

import org.jspecify.annotations.NullMarked;
