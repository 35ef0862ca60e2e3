/** The folder of a report, published whole. */
@NullMarked
package io.lookouttrail.reports.publish;

import org.jspecify.annotations.NullMarked;
