/**
 * Support for tasks of Spark or of threads that more than one job uses. Knows nothing of the work.
 */
@NullMarked
package io.lookouttrail.tasks;

import org.jspecify.annotations.NullMarked;
