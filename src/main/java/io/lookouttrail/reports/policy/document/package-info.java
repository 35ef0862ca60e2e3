/** Policies of IAM as values and as text: JSON, Terraform, CloudFormation. */
@NullMarked
package io.lookouttrail.reports.policy.document;

import org.jspecify.annotations.NullMarked;
