package io.lookouttrail.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lookouttrail.identity.UserIdentity;
import org.apache.spark.sql.Row;

/** The fields of the struct {@code events.user_identity}: CloudTrail's declared ones. */
public final class UserIdentityColumns {
  private UserIdentityColumns() {}

  private static final RowMapping<UserIdentity.SessionIssuer> SESSION_ISSUER =
      RowMapping.<UserIdentity.SessionIssuer>declare()
          .field("type", StringType, UserIdentity.SessionIssuer::type)
          .field("user_name", StringType, UserIdentity.SessionIssuer::userName)
          .field("principal_id", StringType, UserIdentity.SessionIssuer::principalId)
          .field("arn", StringType, UserIdentity.SessionIssuer::arn)
          .field("account_id", StringType, UserIdentity.SessionIssuer::accountId)
          .build();

  private static final RowMapping<UserIdentity.SessionContext> SESSION_CONTEXT =
      RowMapping.<UserIdentity.SessionContext>declare()
          .struct("session_issuer", SESSION_ISSUER, UserIdentity.SessionContext::sessionIssuer)
          .field("federated_provider", StringType, UserIdentity.SessionContext::federatedProvider)
          .field(
              "web_id_federation_attributes",
              StringType,
              UserIdentity.SessionContext::webIdFederationAttributes)
          .field("creation_date", StringType, UserIdentity.SessionContext::creationDate)
          .field("mfa_authenticated", BooleanType, UserIdentity.SessionContext::mfaAuthenticated)
          .field("source_identity", StringType, UserIdentity.SessionContext::sourceIdentity)
          .field("ec2_role_delivery", StringType, UserIdentity.SessionContext::ec2RoleDelivery)
          .field("assumed_root", StringType, UserIdentity.SessionContext::assumedRoot)
          .field("ec2_issued_in_vpc", StringType, UserIdentity.SessionContext::ec2IssuedInVpc)
          .build();

  private static final RowMapping<UserIdentity.OnBehalfOf> ON_BEHALF_OF =
      RowMapping.<UserIdentity.OnBehalfOf>declare()
          .field("user_id", StringType, UserIdentity.OnBehalfOf::userId)
          .field("identity_store_arn", StringType, UserIdentity.OnBehalfOf::identityStoreArn)
          .build();

  private static final RowMapping<UserIdentity.InScopeOf> IN_SCOPE_OF =
      RowMapping.<UserIdentity.InScopeOf>declare()
          .field("source_arn", StringType, UserIdentity.InScopeOf::sourceArn)
          .field("source_account", StringType, UserIdentity.InScopeOf::sourceAccount)
          .field("issuer_type", StringType, UserIdentity.InScopeOf::issuerType)
          .field("credentials_issued_to", StringType, UserIdentity.InScopeOf::credentialsIssuedTo)
          .build();

  static final RowMapping<UserIdentity> MAPPING =
      RowMapping.<UserIdentity>declare()
          .field("type", StringType, UserIdentity::type)
          .field("user_name", StringType, UserIdentity::userName)
          .field("principal_id", StringType, UserIdentity::principalId)
          .field("arn", StringType, UserIdentity::arn)
          .field("account_id", StringType, UserIdentity::accountId)
          .field("access_key_id", StringType, UserIdentity::accessKeyId)
          .field("invoked_by", StringType, UserIdentity::invokedBy)
          .field("identity_provider", StringType, UserIdentity::identityProvider)
          .field("credential_id", StringType, UserIdentity::credentialId)
          .struct("session_context", SESSION_CONTEXT, UserIdentity::sessionContext)
          .struct("on_behalf_of", ON_BEHALF_OF, UserIdentity::onBehalfOf)
          .struct("in_scope_of", IN_SCOPE_OF, UserIdentity::inScopeOf)
          .field(
              "invoked_by_delegate_account_id",
              StringType,
              UserIdentity::invokedByDelegateAccountId)
          .build();

  /** The identity as a value of {@code user_identity}. */
  public static Row row(UserIdentity identity) {
    return MAPPING.row(identity);
  }
}
