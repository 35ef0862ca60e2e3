/**
 * Callers, actions and outcomes: CloudTrail's userIdentity, the actor behind a call, its client,
 * its outcome, and the catalogue of Lookout for Vision's actions. It works on plain maps and
 * strings and knows nothing of files, JSON parsers, Spark or tables.
 */
@NullMarked
package io.lookouttrail.identity;

import org.jspecify.annotations.NullMarked;
