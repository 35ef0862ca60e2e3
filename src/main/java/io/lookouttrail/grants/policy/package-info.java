/**
 * The language of IAM policies: documents, statements, and the patterns of actions and resources.
 */
@NullMarked
package io.lookouttrail.grants.policy;

import org.jspecify.annotations.NullMarked;
