/** The rules that make findings: pure functions of facts, one class each. */
@NullMarked
package io.lookouttrail.reports.findings.rules;

import org.jspecify.annotations.NullMarked;
