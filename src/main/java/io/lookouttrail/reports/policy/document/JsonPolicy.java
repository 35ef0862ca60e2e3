package io.lookouttrail.reports.policy.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writer of a policy as IAM's JSON, in ASCII. */
public final class JsonPolicy {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonPolicy() {}

  /** Returns the policy, with a line for each action and resource and a line break at the end. */
  public static String text(PolicyDocument policy) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
      write(policy, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  static void write(PolicyDocument policy, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("Version", "2012-10-17");
    json.writeArrayFieldStart("Statement");
    for (Statement statement : policy.statements()) {
      json.writeStartObject();
      json.writeStringField("Sid", statement.sid());
      json.writeStringField("Effect", "Allow");
      texts(json, "Action", statement.actions());
      texts(json, "Resource", statement.resources());
      if (!statement.regions().isEmpty()) {
        json.writeObjectFieldStart("Condition");
        json.writeObjectFieldStart("StringEquals");
        texts(json, "aws:RequestedRegion", List.copyOf(statement.regions()));
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** Returns a text as a string of JSON in ASCII, with its quotes. */
  static String quoted(String text) {
    StringWriter quoted = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(quoted)) {
      json.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return quoted.toString();
  }
}
