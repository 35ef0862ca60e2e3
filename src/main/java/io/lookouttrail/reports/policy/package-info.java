/** Policies with the least privilege that recorded calls needed, for each role and IAM user. */
@NullMarked
package io.lookouttrail.reports.policy;

import org.jspecify.annotations.NullMarked;
