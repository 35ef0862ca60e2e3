/** The sections of a report: their queries, key figures, charts, evidence and notes. */
@NullMarked
package io.lookouttrail.reports.sections;

import org.jspecify.annotations.NullMarked;
