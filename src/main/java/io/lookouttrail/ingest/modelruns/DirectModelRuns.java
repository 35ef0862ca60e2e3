package io.lookouttrail.ingest.modelruns;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.tables.Corrections;
import io.lookouttrail.tables.ModelRun.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GetJsonObject;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The {@link ModelRunsUpdate} of a small batch, in memory and without Spark. */
public final class DirectModelRuns {
  /** The actions of the events that determine model runs. */
  public static final Set<String> ACTIONS = Set.copyOf(ModelCall.Kind.actions());

  /** The columns of an event that this reads. */
  public static final List<String> EVENT_COLUMNS =
      List.of(
          "event_source",
          "account_id",
          "region",
          "project_name",
          "resource_arn",
          "action",
          "event_time",
          "model_version",
          "response_elements",
          "min_inference_units",
          "max_inference_units",
          "client_token",
          "actor",
          "event_id",
          "corrects_event_id",
          "outcome");

  private static final Pattern PROJECT_OF_ARN = Pattern.compile(":(?:model|project)/([^/]+)");
  private static final Pattern VERSION_OF_ARN = Pattern.compile(":model/[^/]+/([^/]+)$");

  /** A call that determines a run, in the columns of {@link ModelCalls}. */
  private record Call(
      Project project, Instant time, ModelCall.Kind kind, String eventId, Row row) {}

  private static final Comparator<Call> ORDER =
      Comparator.comparing((Call call) -> text(call.project().accountId()))
          .thenComparing(
              call -> call.project().region().map(DirectModelRuns::text).orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(call -> text(call.project().name()))
          .thenComparing(Call::time)
          .thenComparing(Call::kind)
          .thenComparing(call -> text(call.eventId()));

  private final Corrections corrections;
  private final Set<Project> changed = new LinkedHashSet<>();
  private final List<Row> events = new ArrayList<>();

  public DirectModelRuns(Corrections corrections) {
    this.corrections = corrections;
  }

  /** Adds an event of a batch or one that is stored; others than model calls have no effect. */
  public void add(Row event) {
    if (isModelCall(event) && isSuccess(event) && corrections.isCurrent(event)) {
      events.add(event);
    }
  }

  /** Notes that an event of the batch may change its project's runs. */
  public void noteChange(Row event) {
    if (isModelCall(event) && (isSuccess(event) || event.getAs("corrects_event_id") != null)) {
      project(event).ifPresent(changed::add);
    }
  }

  /** Notes that a stored row of model_runs may change, if it is open. */
  public void noteOpenRun(Row run) {
    if (run.<Boolean>getAs("open")
        && run.<Instant>getAs("run_stopped_at").isBefore(ActionCatalogue.LOOKOUT_VISION_END)) {
      changed.add(projectOfRun(run));
    }
  }

  /** The rows of model_runs of the projects that may have changed. */
  public List<Row> runs(Instant newestDelivery) {
    List<Row> calls =
        events.stream()
            .flatMap(event -> call(event).stream())
            .filter(call -> changed.contains(call.project()))
            .sorted(ORDER)
            .map(Call::row)
            .toList();
    List<Row> runs = new ArrayList<>();
    new ModelRunRows(calls.iterator(), newestDelivery).forEachRemaining(runs::add);
    return runs;
  }

  /** Whether a stored row of model_runs is of a project that may have changed. */
  public boolean isOfChanged(Row run) {
    return changed.contains(projectOfRun(run));
  }

  /**
   * The first month in which runs differ from the stored ones.
   *
   * @param stored the stored rows of the projects that may have changed
   * @param runs their current rows
   */
  public static Optional<String> firstMonthThatDiffers(
      Collection<Row> stored, Collection<Row> runs) {
    Map<Row, Integer> balance = new HashMap<>();
    stored.forEach(row -> balance.merge(row, -1, Integer::sum));
    runs.forEach(row -> balance.merge(row, 1, Integer::sum));
    return balance.entrySet().stream()
        .filter(row -> row.getValue() != 0)
        .map(row -> row.getKey().<String>getAs("month"))
        .min(Comparator.naturalOrder());
  }

  private static Project projectOfRun(Row run) {
    return new Project(
        run.getAs("account_id"),
        Optional.ofNullable(run.<String>getAs("region")),
        run.getAs("project_name"));
  }

  private static boolean isModelCall(Row event) {
    return ActionCatalogue.LOOKOUT_VISION.equals(event.<String>getAs("event_source"))
        && ACTIONS.contains(event.<String>getAs("action"));
  }

  private static boolean isSuccess(Row event) {
    return Outcome.SUCCESS.label().equals(event.<String>getAs("outcome"));
  }

  private static Optional<Project> project(Row event) {
    return Optional.ofNullable(event.<String>getAs("project_name"))
        .or(() -> ofArn(event.getAs("resource_arn"), PROJECT_OF_ARN))
        .map(
            name ->
                new Project(
                    event.getAs("account_id"),
                    Optional.ofNullable(event.<String>getAs("region")),
                    name));
  }

  private static Optional<Call> call(Row event) {
    String action = event.getAs("action");
    return project(event)
        .map(
            project ->
                new Call(
                    project,
                    event.getAs("event_time"),
                    ModelCall.Kind.of(action),
                    event.getAs("event_id"),
                    RowFactory.create(
                        project.accountId(),
                        project.region().orElse(null),
                        project.name(),
                        action,
                        event.getAs("event_time"),
                        version(event).orElse(null),
                        event.getAs("min_inference_units"),
                        event.getAs("max_inference_units"),
                        event.getAs("client_token"),
                        event.getAs("actor"),
                        event.getAs("event_id"))));
  }

  /** For CreateModel the version is in the response, not in the request. */
  private static Optional<String> version(Row event) {
    Optional<String> created =
        "CreateModel".equals(event.<String>getAs("action"))
            ? createdVersion(event.getAs("response_elements"))
            : Optional.empty();
    return created
        .or(() -> Optional.ofNullable(event.<String>getAs("model_version")))
        .or(() -> ofArn(event.getAs("resource_arn"), VERSION_OF_ARN));
  }

  private static Optional<String> createdVersion(@Nullable String response) {
    return field(response, "$.modelMetadata.modelVersion")
        .or(() -> field(response, "$.modelVersion"))
        .or(
            () ->
                field(response, "$.modelMetadata.modelArn")
                    .flatMap(arn -> ofArn(arn, VERSION_OF_ARN)));
  }

  /** What Spark's SQL function get_json_object finds. */
  private static Optional<String> field(@Nullable String json, String path) {
    return json == null
        ? Optional.empty()
        : Optional.ofNullable(
                new GetJsonObject(
                        Literal.create(json, DataTypes.StringType),
                        Literal.create(path, DataTypes.StringType))
                    .eval(null))
            .map(Object::toString);
  }

  private static Optional<String> ofArn(@Nullable String arn, Pattern pattern) {
    if (arn == null) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(arn);
    return matcher.find()
        ? Optional.of(matcher.group(1)).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }
}
