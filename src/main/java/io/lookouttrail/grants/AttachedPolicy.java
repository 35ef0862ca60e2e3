package io.lookouttrail.grants;

/** Managed policy that is attached to a user, group or role; its document is elsewhere. */
record AttachedPolicy(String name, String arn) {}
