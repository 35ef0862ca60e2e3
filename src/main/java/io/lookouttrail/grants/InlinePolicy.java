package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.PolicyDocument;

/** Policy that is a part of one user, group or role. */
record InlinePolicy(String name, PolicyDocument document) {}
