package io.lookouttrail.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlStatementsTest {

  @Test
  void cutsAtSemicolons() {
    SqlStatements cut = SqlStatements.split(" select 1 ;\nselect 2; ");
    assertThat(cut.whole()).containsExactly("select 1", "select 2");
    assertThat(cut.ended()).isTrue();
  }

  @Test
  void knowsWhetherTheLastOneHasEnded() {
    assertThat(SqlStatements.split("select 1").ended()).isFalse();
    assertThat(SqlStatements.split("select 1").whole()).containsExactly("select 1");
    assertThat(SqlStatements.split("").ended()).isTrue();
    assertThat(SqlStatements.split(" ;; -- nothing\n /* at all */ ").whole()).isEmpty();
  }

  @Test
  void leavesSemicolonsInQuotesAndCommentsAlone() {
    for (String whole :
        new String[] {
          "select ';'",
          "select 'it''s; fine'",
          "select 'a\\';b'",
          "select \";\"",
          "select `a;b` from t",
          "select 1 -- one; two\n, 2",
          "select 1 /* one; two */, 2"
        }) {
      assertThat(SqlStatements.split(whole + ";").whole()).as(whole).containsExactly(whole);
    }
  }

  @Test
  void waitsForTheEndOfAQuote() {
    assertThat(SqlStatements.split("select 'a;").ended()).isFalse();
    assertThat(SqlStatements.split("select /* a;").ended()).isFalse();
  }
}
