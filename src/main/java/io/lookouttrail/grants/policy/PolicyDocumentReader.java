package io.lookouttrail.grants.policy;

import io.lookouttrail.grants.policy.JsonInput.NotReadable;
import io.lookouttrail.grants.policy.PolicyStatement.Effect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reader of policy documents: JSON, or JSON that is URL-encoded as IAM's API returns it.
 *
 * <p>Source: IAM user guide, "Grammar of the IAM JSON policy language".
 */
public final class PolicyDocumentReader {
  private static final String CURRENT_VERSION = "2012-10-17";
  private static final String OLD_VERSION = "2008-10-17";

  private final JsonInput input;
  private final List<Raw> raws = new ArrayList<>();
  private String version = OLD_VERSION;
  private boolean hasStatement;

  private PolicyDocumentReader(JsonInput input) {
    this.input = input;
  }

  /** A statement before the version is known, which may stand behind it. */
  private static final class Raw {
    private Optional<Effect> effect = Optional.empty();
    private Optional<List<String>> actions = Optional.empty();
    private boolean isNotAction;
    private Optional<List<String>> resources = Optional.empty();
    private boolean isNotResource;
    private final List<String> conditions = new ArrayList<>();
  }

  /**
   * Reads a document.
   *
   * @throws NotReadable if it is not a policy of users, groups or roles
   */
  public static PolicyDocument read(String text) throws NotReadable {
    String json = text.stripLeading().startsWith("{") ? text : decode(text);
    List<PolicyStatement> statements = new ArrayList<>();
    JsonInput.read(json, input -> statements.addAll(new PolicyDocumentReader(input).statements()));
    return new PolicyDocument(statements);
  }

  /** Decodes percent signs as RFC 3986 does; a plus sign stays one. */
  private static String decode(String text) throws NotReadable {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        bytes.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
      } else {
        bytes.write(octet(text, i));
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new NotReadable(1, "it is neither JSON nor URL-encoded JSON");
    }
  }

  private static int octet(String text, int at) throws NotReadable {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new NotReadable(1, "it is neither JSON nor URL-encoded JSON");
    }
    return (high << 4) + low;
  }

  private List<PolicyStatement> statements() throws IOException, NotReadable {
    input.object("the document", this::element);
    if (!hasStatement) {
      throw input.error("it has no Statement");
    }
    return raws.stream().map(this::statement).toList();
  }

  private void element(String name) throws IOException, NotReadable {
    switch (name) {
      case "Version" -> {
        version = input.text(name);
        if (!version.equals(CURRENT_VERSION) && !version.equals(OLD_VERSION)) {
          throw input.error("its Version is '" + Names.shorten(version) + "'");
        }
      }
      case "Statement" -> {
        hasStatement = true;
        input.oneOrMore(this::rawStatement);
      }
      case "Id" -> {}
      default -> throw input.error("it has an element '" + Names.shorten(name) + "'");
    }
  }

  private void rawStatement() throws IOException, NotReadable {
    Raw raw = new Raw();
    input.object("a Statement", name -> statementElement(raw, name));
    if (raw.effect.isEmpty()) {
      throw input.error("a statement has no Effect");
    }
    if (raw.actions.isEmpty()) {
      throw input.error("a statement has neither an Action nor a NotAction");
    }
    if (raw.resources.isEmpty()) {
      throw input.error("a statement has neither a Resource nor a NotResource");
    }
    raws.add(raw);
  }

  private void statementElement(Raw raw, String name) throws IOException, NotReadable {
    switch (name) {
      case "Sid" -> {}
      case "Effect" -> raw.effect = Optional.of(effect(input.text(name)));
      case "Action", "NotAction" -> {
        if (raw.actions.isPresent()) {
          throw input.error("a statement has both an Action and a NotAction");
        }
        raw.actions = Optional.of(texts(name));
        raw.isNotAction = name.startsWith("Not");
      }
      case "Resource", "NotResource" -> {
        if (raw.resources.isPresent()) {
          throw input.error("a statement has both a Resource and a NotResource");
        }
        raw.resources = Optional.of(texts(name));
        raw.isNotResource = name.startsWith("Not");
      }
      case "Condition" -> input.object(name, operator -> condition(raw, operator));
      default -> throw input.error("a statement has an element '" + Names.shorten(name) + "'");
    }
  }

  private Effect effect(String text) throws NotReadable {
    return switch (text) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> throw input.error("an Effect is '" + Names.shorten(text) + "'");
    };
  }

  private List<String> texts(String what) throws IOException, NotReadable {
    List<String> texts = new ArrayList<>();
    input.oneOrMore(() -> texts.add(input.text("an entry of " + what)));
    return texts;
  }

  private void condition(Raw raw, String operator) throws IOException, NotReadable {
    input.object(
        "the condition " + Names.shorten(operator),
        key -> {
          List<String> values = new ArrayList<>();
          input.oneOrMore(() -> values.add(input.scalar("a value of a condition")));
          raw.conditions.add(operator + " " + key + " = " + String.join(" or ", values));
        });
  }

  private PolicyStatement statement(Raw raw) {
    boolean hasVariables = version.equals(CURRENT_VERSION);
    return new PolicyStatement(
        raw.effect.orElseThrow(),
        new ActionPatterns(raw.actions.orElseThrow(), raw.isNotAction),
        new ResourcePatterns(
            raw.resources.orElseThrow().stream()
                .map(
                    text ->
                        hasVariables
                            ? ResourcePattern.withVariables(text)
                            : ResourcePattern.of(text))
                .toList(),
            raw.isNotResource),
        raw.conditions);
  }
}
