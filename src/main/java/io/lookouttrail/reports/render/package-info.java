/** Renderers of a report, one package for each format; they depend only on the report model. */
@NullMarked
package io.lookouttrail.reports.render;

import org.jspecify.annotations.NullMarked;
