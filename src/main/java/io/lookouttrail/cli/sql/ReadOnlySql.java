package io.lookouttrail.cli.sql;

import io.delta.sql.parser.DeltaSqlParser;
import io.lookouttrail.run.UserError;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.execution.command.ExplainCommand;

/**
 * Lets through what only reads. It judges Spark's parsed plan, not the text, and names what may be:
 * a statement that a later Spark or Delta brings is refused until it stands here.
 */
final class ReadOnlySql {
  /** All that a query is parsed into. A script's TRANSFORM is not here: it runs a program. */
  private static final Set<String> QUERY_NODES =
      Set.of(
          "Aggregate",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "LocalRelation",
          "Offset",
          "OneRowRelation",
          "PipeOperator",
          "Pivot",
          "Project",
          "RelationTimeTravel",
          "Repartition",
          "RepartitionByExpression",
          "Sample",
          "Sort",
          "SubqueryAlias",
          "Union",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTVFAliases",
          "UnresolvedTableValuedFunction",
          "UnresolvedWith",
          "Unpivot",
          "WithWindowDefinition");

  /** These call any method of any Java class. */
  private static final Set<String> CALLS_OUT = Set.of("reflect", "java_method", "try_reflect");

  private ReadOnlySql() {}

  /**
   * Parses with the grammars of Spark and Delta, made anew: where a session keeps its own differs
   * between Spark 3.5 and 4.
   *
   * @throws UserError for wrong usage, where a statement does anything but read
   * @throws ParseException with the place, where it is no statement
   */
  static void require(String statement) throws ParseException {
    String refused = refused(new DeltaSqlParser(new SparkSqlParser()).parsePlan(statement));
    if (refused != null) {
      throw UserError.usage(
          "run the statement",
          "it is no query (" + refused + ")",
          "This command only reads: SELECT, WITH, VALUES, SHOW, DESCRIBE and EXPLAIN.");
    }
  }

  private static @org.jspecify.annotations.Nullable String refused(LogicalPlan plan) {
    if (plan instanceof ExplainCommand explain) {
      return refused(explain.logicalPlan());
    }
    String name = plan.getClass().getSimpleName().replace("$", "");
    if (name.startsWith("Show") || name.startsWith("Describe")) {
      return null;
    }
    if (!QUERY_NODES.contains(name)) {
      return name;
    }
    for (TreeNode<?> child : ScalaLists.of(plan.children())) {
      String refused = refused((LogicalPlan) child);
      if (refused != null) {
        return refused;
      }
    }
    return refusedWithin(plan);
  }

  private static @org.jspecify.annotations.Nullable String refusedWithin(LogicalPlan plan) {
    if (plan instanceof UnresolvedWith with) {
      for (var named : ScalaLists.of(with.cteRelations())) {
        String refused = refused(named._2());
        if (refused != null) {
          return refused;
        }
      }
    }
    for (Expression expression : ScalaLists.of(plan.expressions())) {
      String refused = refused(expression);
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }

  private static @org.jspecify.annotations.Nullable String refused(Expression expression) {
    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      return refused(plan);
    }
    if (expression instanceof UnresolvedFunction function) {
      String name = function.nameParts().last().toLowerCase(Locale.ROOT);
      if (CALLS_OUT.contains(name)) {
        return name;
      }
    }
    for (Expression child : ScalaLists.of(expression.children())) {
      String refused = refused(child);
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }
}
