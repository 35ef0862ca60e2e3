package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.PolicyDocument;

/** Managed policy in its default version, the only one that is in force. */
record ManagedPolicy(String name, String arn, PolicyDocument document) {}
