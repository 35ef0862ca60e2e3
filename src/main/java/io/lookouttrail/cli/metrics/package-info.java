/** What a run did, in files that monitoring reads. */
@NullMarked
package io.lookouttrail.cli.metrics;

import org.jspecify.annotations.NullMarked;
