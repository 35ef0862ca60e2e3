package io.lookouttrail.cli.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of the product, of Spark and of Delta; needs no Spark session. */
public final class ProductVersion implements IVersionProvider {

  /** The version of the product, set by the build. */
  public static String product() {
    return buildProperty("version");
  }

  /** The Maven coordinates of the Delta version that the product is built for. */
  public static String deltaPackage() {
    return buildProperty("delta");
  }

  /** The Maven coordinates of Spark's Hive support, which not every Spark installation has. */
  public static String hivePackage() {
    return buildProperty("hive");
  }

  /** The Maven coordinates of the AWS SDK's client of KMS, which signs reports. */
  public static String kmsPackage() {
    return buildProperty("kms");
  }

  /** The Maven coordinates of Bouncy Castle, which reads timestamps. */
  public static String timestampPackage() {
    return buildProperty("timestamp");
  }

  private static String buildProperty(String key) {
    Properties properties = new Properties();
    try (InputStream in = ProductVersion.class.getResourceAsStream("product.properties")) {
      if (in == null) {
        throw new IllegalStateException("product.properties is not in the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(key, "");
  }

  /** The version of the Spark on the class path. */
  public static String spark() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  private static String delta() {
    try {
      return io.delta.package$.MODULE$.VERSION();
    } catch (NoClassDefFoundError e) {
      return "(not on the class path)";
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Lookout Trail " + product(), "Spark " + spark(), "Delta " + delta(),
    };
  }
}
