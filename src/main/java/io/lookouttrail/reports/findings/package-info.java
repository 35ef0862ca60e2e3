/**
 * The rules that say what a person should look at: pure functions of a month's facts, a file each.
 */
@NullMarked
package io.lookouttrail.reports.findings;

import org.jspecify.annotations.NullMarked;
