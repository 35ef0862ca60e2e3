/**
 * Findings of a report: evaluates the rules, compares with the month before and applies the list of
 * accepted findings. Depends neither on tables and Spark nor on the renderers.
 */
@NullMarked
package io.lookouttrail.reports.findings;

import org.jspecify.annotations.NullMarked;
