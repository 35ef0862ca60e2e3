/** Files that a user supplies to a report: accepted findings, accounts in scope, thresholds. */
@NullMarked
package io.lookouttrail.reports.findings.input;

import org.jspecify.annotations.NullMarked;
