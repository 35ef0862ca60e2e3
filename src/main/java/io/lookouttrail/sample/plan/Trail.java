package io.lookouttrail.sample.plan;

import java.util.Optional;

/**
 * A trail that delivers log files and digests: an organisation's, or an account's own.
 *
 * @param name name in the keys of digests
 * @param organization id of the organisation, which its keys contain after {@code AWSLogs}
 */
public record Trail(String name, Optional<String> organization) {}
