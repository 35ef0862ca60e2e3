/** The findings rules: pure functions of facts. */
@NullMarked
package io.lookouttrail.reports.findings.rules;

import org.jspecify.annotations.NullMarked;
