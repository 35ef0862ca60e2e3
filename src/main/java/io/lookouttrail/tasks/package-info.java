/** Support for Spark tasks that more than one job uses. Knows nothing of what the tasks do. */
@NullMarked
package io.lookouttrail.tasks;

import org.jspecify.annotations.NullMarked;
