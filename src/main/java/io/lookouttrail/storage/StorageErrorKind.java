package io.lookouttrail.storage;

/** The kinds of failure that a store can answer with. {@link StorageErrors} finds the kind. */
public enum StorageErrorKind {
  /** The thread was interrupted; this says nothing about the file. */
  INTERRUPTED,
  /** AWS does not accept the credentials; this says nothing about the file. */
  CREDENTIALS_REJECTED,
  /** There are no AWS credentials; this says nothing about the file. */
  NO_CREDENTIALS,
  /** The object is in an archive class such as Glacier and is not restored. */
  ARCHIVED,
  /** The bucket does not exist. */
  NO_BUCKET,
  /** The KMS key of the object may not be used. */
  ENCRYPTION_KEY_DENIED,
  /** S3 denies access. */
  ACCESS_DENIED,
  /** The local file system or HDFS denies access. */
  PERMISSION_DENIED,
  /** The file or folder does not exist. */
  ABSENT,
  /** The file system cannot be written to. */
  READ_ONLY,
  /** No file system is installed for the scheme of the address. */
  NO_FILE_SYSTEM,
  /** S3 answered 400 without an error code. */
  BAD_REQUEST,
  /** The host or the network does not answer. */
  UNREACHABLE,
  /** Any other failure. */
  OTHER
}
