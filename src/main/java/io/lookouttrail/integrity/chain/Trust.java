package io.lookouttrail.integrity.chain;

/** How far the content of a digest can be trusted. */
enum Trust {
  /** A signature, or the hash in a proven digest, proves the content. */
  PROVEN,
  /** The content is proven if the newest digest that its segment reads is proven. */
  ASSUMED,
  /** Nothing proves the content, and nothing contradicts it. */
  UNPROVEN,
  /** A signature, a hash or the digest's location contradicts the content, or it is unreadable. */
  REFUTED
}
