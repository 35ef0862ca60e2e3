package io.lookouttrail.identity;

/** Kind of the credentials that signed a call, by userIdentity's type. */
public enum CredentialKind {
  ROOT("root"),
  IAM_USER("iam_user"),
  ROLE_SESSION("role_session"),
  FEDERATED_USER("federated_user"),
  SAML_USER("saml_user"),
  WEB_IDENTITY_USER("web_identity_user"),
  IDENTITY_CENTER_USER("identity_center_user"),
  AWS_SERVICE("aws_service"),
  AWS_ACCOUNT("aws_account"),
  UNKNOWN("unknown");

  private final String label;

  CredentialKind(String label) {
    this.label = label;
  }

  /** The spelling of the tables. */
  public String label() {
    return label;
  }
}
