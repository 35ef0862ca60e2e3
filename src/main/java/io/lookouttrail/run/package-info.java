/**
 * Value types that every part shares: the run's id, window, progress, exit code and user errors,
 * and the grammars of account ids, Regions, sizes and durations. It imports no other package of
 * ours.
 */
@NullMarked
package io.lookouttrail.run;

import org.jspecify.annotations.NullMarked;
