/** The output of the trace command, and the comparison with the original record. */
@NullMarked
package io.lookouttrail.cli.trace;

import org.jspecify.annotations.NullMarked;
