/** The calls of a sample, as CloudTrail records them. */
@NullMarked
package io.lookouttrail.sample.calls;

import org.jspecify.annotations.NullMarked;
