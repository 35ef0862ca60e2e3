/** The section of a report on model runs: its queries, its tables and its figures. */
@NullMarked
package io.lookouttrail.reports.sections.modelruns;

import org.jspecify.annotations.NullMarked;
