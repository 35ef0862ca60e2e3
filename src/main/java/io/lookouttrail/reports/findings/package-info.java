/**
 * The rules that say what a person should look at: pure functions of a month's facts, a file each,
 * and the lists and thresholds that people hand in for them. Must know neither tables nor Spark,
 * nor how a finding is drawn.
 */
@NullMarked
package io.lookouttrail.reports.findings;

import org.jspecify.annotations.NullMarked;
