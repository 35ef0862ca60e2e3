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
 * Check that a statement only reads. It looks at Spark's parsed plan, not at the text, and has a
 * list of what is allowed: a new kind of statement in a later Spark or Delta is refused until the
 * list has it.
 */
final class ReadOnlySql {
  /** The plan nodes of queries. TRANSFORM is not among them, because it runs a program. */
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

  /** Functions that call any method of any Java class. */
  private static final Set<String> JAVA_CALLS = Set.of("reflect", "java_method", "try_reflect");

  private ReadOnlySql() {}

  /**
   * Parses the statement and checks the plan. It uses its own parser, because a session has its
   * parser in another place in Spark 3.5 than in Spark 4.
   *
   * @throws UserError for wrong usage, where the statement does more than read
   * @throws ParseException with the position, where the text is not a statement
   */
  static void require(String statement) throws ParseException {
    String refused = refused(new DeltaSqlParser(new SparkSqlParser()).parsePlan(statement));
    if (refused != null) {
      throw UserError.usage(
          "run the statement",
          "it is not a query (" + refused + ")",
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
      if (JAVA_CALLS.contains(name)) {
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
