package io.lookouttrail.sample.plan;

import java.util.Optional;

/**
 * A trail that delivers a chain's files: an organisation's, or an account's own.
 *
 * @param name as digest files spell it
 * @param organization the level between {@code AWSLogs} and the account, where there is one
 */
public record Trail(String name, Optional<String> organization) {}
