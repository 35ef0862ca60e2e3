/** Queries that compute the facts of the findings rules. */
@NullMarked
package io.lookouttrail.reports.facts;

import org.jspecify.annotations.NullMarked;
