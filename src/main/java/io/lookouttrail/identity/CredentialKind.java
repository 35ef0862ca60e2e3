package io.lookouttrail.identity;

/** With what a call was signed: userIdentity's types, told apart as the tables do. */
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

  /** As the tables spell it. */
  public String label() {
    return label;
  }
}
