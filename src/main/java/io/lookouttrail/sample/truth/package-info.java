/** Expected truth about a sample, with which tests compare results. */
@NullMarked
package io.lookouttrail.sample.truth;

import org.jspecify.annotations.NullMarked;
