/** Facts, thresholds and lists that the rules read: plain records. */
@NullMarked
package io.lookouttrail.reports.findings.facts;

import org.jspecify.annotations.NullMarked;
