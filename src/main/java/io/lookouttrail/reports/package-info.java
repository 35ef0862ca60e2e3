/**
 * What the tables tell about a month or a period: the queries, and the report that is made of their
 * answers. Knows the tables alone, never an archive, and nothing of how a report looks.
 */
@NullMarked
package io.lookouttrail.reports;

import org.jspecify.annotations.NullMarked;
