/** What a sample holds, for tests to compare with. */
@NullMarked
package io.lookouttrail.sample.truth;

import org.jspecify.annotations.NullMarked;
