package io.lookouttrail.ingest;

import java.util.Optional;

/**
 * A log file whose content is not what was read before.
 *
 * @param accountId the account of its key
 */
public record RewrittenFile(String sourceFile, Optional<String> accountId) {}
