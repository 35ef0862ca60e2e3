/** Renderer of a report as an Excel workbook. */
@NullMarked
package io.lookouttrail.reports.render.xlsx;

import org.jspecify.annotations.NullMarked;
