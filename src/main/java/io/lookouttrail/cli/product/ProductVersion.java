package io.lookouttrail.cli.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of the product and of what it runs on, without a session. */
public final class ProductVersion implements IVersionProvider {

  /** The product's version, as its build says. */
  public static String product() {
    return built("version");
  }

  /** The Maven coordinates of the Delta that the product was built for. */
  public static String deltaPackage() {
    return built("delta");
  }

  /** The Maven coordinates of Spark's Hive support, which Spark has only where it was put. */
  public static String hivePackage() {
    return built("hive");
  }

  private static String built(String key) {
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
