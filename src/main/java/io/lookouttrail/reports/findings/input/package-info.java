/** Readers of the files that a user gives for findings: accepted findings, accounts, thresholds. */
@NullMarked
package io.lookouttrail.reports.findings.input;

import org.jspecify.annotations.NullMarked;
