package io.lookouttrail.attest.timestamp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Verification of a timestamp's token with certificates that the user trusts.
 *
 * @param trusted with self-signed ones, and those between them and the authority's
 */
record TokenVerification(TimeStampToken token, List<X509Certificate> trusted) {

  /**
   * Verifies signature, certificate and path, as of the time of the timestamp.
   *
   * @return the subject of the authority's certificate
   * @throws IllegalArgumentException with the reason, if something does not hold
   */
  String verify() {
    List<X509Certificate> given = new ArrayList<>();
    try {
      JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
      for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
        given.add(converter.getCertificate(holder));
      }
      X509Certificate signer = converter.getCertificate(signer());
      verifySignature();
      verifyPath(signer, given);
      given.forEach(certificate -> requireIssuer(certificate, given));
      return signer.getSubjectX500Principal().getName();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a certificate in it is damaged", e);
    }
  }

  private X509CertificateHolder signer() {
    @SuppressWarnings("unchecked")
    Collection<X509CertificateHolder> found = token.getCertificates().getMatches(token.getSID());
    if (found.size() != 1) {
      throw new IllegalArgumentException("it does not have its authority's certificate");
    }
    X509CertificateHolder signer = found.iterator().next();
    X500Name issuer = token.getSID().getIssuer();
    try {
      // Names count as equal whatever the type of their strings is.
      if (issuer != null && !Arrays.equals(issuer.getEncoded(), signer.getIssuer().getEncoded())) {
        throw new IllegalArgumentException("it does not have its authority's certificate");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("its token is damaged", e);
    }
    return signer;
  }

  /** Also that the certificate is for timestamps alone, and was valid at that time. */
  private void verifySignature() {
    try {
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer()));
    } catch (TSPValidationException e) {
      throw new IllegalArgumentException(
          signer().isValidOn(time())
              ? "its signature does not hold: " + e.getMessage()
              : "the authority's certificate was not valid then (%s to %s)"
                  .formatted(
                      signer().getNotBefore().toInstant(), signer().getNotAfter().toInstant()),
          e);
    } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalArgumentException("its signature does not hold", e);
    }
  }

  private Date time() {
    return token.getTimeStampInfo().getGenTime();
  }

  private void verifyPath(X509Certificate signer, List<X509Certificate> given)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    trusted.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(time());
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(given)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (CertPathBuilderException | InvalidAlgorithmParameterException e) {
      throw new IllegalArgumentException(
          "no certificate of --timestamp-ca stands behind " + signer.getSubjectX500Principal(), e);
    }
  }

  /** A certificate that nobody signed could have been changed. */
  private void requireIssuer(X509Certificate certificate, List<X509Certificate> given) {
    boolean isSigned =
        trusted.contains(certificate)
            || Stream.concat(trusted.stream(), given.stream())
                .anyMatch(issuer -> isSignedBy(certificate, issuer));
    if (!isSigned) {
      throw new IllegalArgumentException(
          "it has a certificate whose issuer is not in --timestamp-ca: "
              + certificate.getIssuerX500Principal());
    }
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
