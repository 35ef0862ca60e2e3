/**
 * Who acted and how it ended: the shapes of CloudTrail's userIdentity, the actor behind a call, the
 * client it came from, its outcome, and the catalogue of Lookout for Vision's actions. It must not
 * know of files, JSON parsers, Spark or tables: it reads plain maps and strings.
 */
@NullMarked
package io.lookouttrail.identity;

import org.jspecify.annotations.NullMarked;
