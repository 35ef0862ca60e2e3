/** Calls to Lookout for Vision and other services, and their CloudTrail records. */
@NullMarked
package io.lookouttrail.sample.calls;

import org.jspecify.annotations.NullMarked;
