package io.lookouttrail.attest.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which an authority's answer is kept: DER, with what its signature covers, the
 * certificates, and nothing else. So no byte of it can change without being found.
 */
final class ResponseForm {
  private ResponseForm() {}

  /**
   * Parses an answer.
   *
   * @throws IOException if it is none
   */
  static TimeStampResp parse(byte[] answer) throws IOException {
    try {
      TimeStampResp response = TimeStampResp.getInstance(answer);
      if (response == null) {
        throw new IOException("it is empty");
      }
      return response;
    } catch (RuntimeException e) {
      // The library throws exceptions of many kinds for bytes that are no such structure.
      throw new IOException("it is not in ASN.1", e);
    }
  }

  /**
   * The bytes of an answer in this form.
   *
   * @throws IllegalArgumentException if the authority did not grant the request as it was made
   * @throws IOException if the answer is damaged
   */
  static byte[] of(TimeStampResp response) throws IOException {
    requireGranted(response.getStatus());
    ContentInfo token = response.getTimeStampToken();
    if (token == null || !CMSObjectIdentifiers.signedData.equals(token.getContentType())) {
      throw new IOException("it has no token");
    }
    try {
      ContentInfo bare =
          new ContentInfo(
              CMSObjectIdentifiers.signedData, signed(SignedData.getInstance(token.getContent())));
      return new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), bare)
          .getEncoded(ASN1Encoding.DER);
    } catch (RuntimeException e) {
      throw new IOException("its token is damaged", e);
    }
  }

  private static void requireGranted(PKIStatusInfo status) {
    BigInteger number = status.getStatus();
    if (number.intValue() == PKIStatus.GRANTED) {
      return;
    }
    if (number.intValue() == PKIStatus.GRANTED_WITH_MODS) {
      throw new IllegalArgumentException("the authority granted it with modifications");
    }
    throw new IllegalArgumentException(
        "the authority refused it (status "
            + number
            + (status.getStatusString() == null || status.getStatusString().size() == 0
                ? ""
                : ": " + status.getStatusString().getStringAtUTF8(0).getString())
            + ")");
  }

  private static SignedData signed(SignedData data) throws IOException {
    ASN1Set signers = data.getSignerInfos();
    if (signers.size() != 1) {
      throw new IOException("its token has " + signers.size() + " signatures");
    }
    SignerInfo signer = SignerInfo.getInstance(signers.getObjectAt(0));
    requirePlain(signer.getDigestAlgorithm());
    if (!PKCSObjectIdentifiers.id_RSASSA_PSS.equals(
        signer.getDigestEncryptionAlgorithm().getAlgorithm())) {
      requirePlain(signer.getDigestEncryptionAlgorithm());
    }
    SignerInfo bare =
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            (ASN1Set) null);
    if (!(data.getEncapContentInfo().getContent() instanceof ASN1OctetString)) {
      throw new IOException("its token has no content");
    }
    requireCertificates(data.getCertificates());
    return new SignedData(
        new DERSet(signer.getDigestAlgorithm()),
        data.getEncapContentInfo(),
        data.getCertificates(),
        null,
        new DERSet(bare));
  }

  /** Certificates of other kinds are read by nobody here. */
  private static void requireCertificates(@Nullable ASN1Set certificates) throws IOException {
    if (certificates != null) {
      for (ASN1Encodable certificate : certificates) {
        if (!(certificate.toASN1Primitive() instanceof ASN1Sequence)) {
          throw new IOException("its token has something else than certificates");
        }
        // How many bits of the last byte do not count is covered by no signature.
        if (Certificate.getInstance(certificate).getSignature().getPadBits() != 0) {
          throw new IOException("a certificate of its token is damaged");
        }
      }
    }
  }

  /** Hashes and these signatures have no parameters. */
  private static void requirePlain(AlgorithmIdentifier algorithm) throws IOException {
    if (algorithm.getParameters() != null
        && !DERNull.INSTANCE.equals(algorithm.getParameters().toASN1Primitive())) {
      throw new IOException("an algorithm of its token has parameters");
    }
  }
}
