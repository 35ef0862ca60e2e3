/**
 * The part of a report that compares what IAM's policies grant with what was used: its query, its
 * tables, and the facts for the rule.
 */
@NullMarked
package io.lookouttrail.reports.grants;

import org.jspecify.annotations.NullMarked;
