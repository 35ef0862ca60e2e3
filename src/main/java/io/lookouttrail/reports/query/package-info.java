/** The queries of a report, and the parts of the report that they fill. */
@NullMarked
package io.lookouttrail.reports.query;

import org.jspecify.annotations.NullMarked;
