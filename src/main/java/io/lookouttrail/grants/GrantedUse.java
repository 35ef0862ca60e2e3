package io.lookouttrail.grants;

import java.util.List;

/**
 * What is granted beside what was used.
 *
 * @param identities those with access and no call first, then by account and ARN
 * @param unknown principals that called and are in no file, by account and ARN
 */
public record GrantedUse(List<IdentityUse> identities, List<UnknownPrincipal> unknown) {
  public GrantedUse {
    identities = List.copyOf(identities);
    unknown = List.copyOf(unknown);
  }
}
