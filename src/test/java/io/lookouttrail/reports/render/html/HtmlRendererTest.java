package io.lookouttrail.reports.render.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlRendererTest {
  /** Written again by {@code mvn test -Dtest=HtmlRendererTest -Dgolden.write=true}. */
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/lookouttrail/reports/render/html/index.html");

  private static final Document MONTH = HtmlPages.page(TestReports.ofAMonth());

  /** The page without the content and the hashes of its style sheet and scripts. */
  private static String bare(String page) {
    return page.replaceAll("(?s)(<(style|script)>).*?</", "$1…</")
        .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-…");
  }

  @Test
  void isTheGoldenPage() throws IOException {
    String page = bare(HtmlPages.text(TestReports.ofAMonth()));
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, page);
    }
    assertThat(page).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void isTheSameInAnotherLocaleAndTimeZone() {
    byte[] here = HtmlPages.bytes(TestReports.ofAPeriod());
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(HtmlPages.bytes(TestReports.ofAPeriod())).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void printsTheRowsAndColumnsOfThePdf() {
    Document page = HtmlPages.page(TestReports.withChanges(40));
    Element changes = page.getElementById("table-changes").parent();
    assertThat(changes.select("tbody tr:not(.screen-only)")).hasSize(15);
    assertThat(changes.select("tbody tr.screen-only")).hasSize(25);
    assertThat(changes.select(".foot.screen-only").text())
        .isEqualTo("40 rows, also in changes.csv.");
    assertThat(changes.select(".foot.paper").eachText())
        .containsExactly(
            "The first 15 of 40 rows; all of them are in changes.csv.",
            "Not printed: 5 of 12 columns.");
    assertThat(changes.select("table").hasClass("unprinted-5")).as("the Region").isTrue();
    assertThat(changes.select("table").hasClass("unprinted-7")).as("the resource").isFalse();
  }

  @Test
  void namesTheTablesThatItDoesNotPrint() {
    assertThat(MONTH.select(".table-block.screen-only h3").eachAttr("id"))
        .containsExactly(
            "table-usage_by_day",
            "table-access_review",
            "facts",
            "table-coverage",
            "table-queries");
    assertThat(MONTH.select(".paper .not-printed li").eachText())
        .startsWith("Usage by day: 30 rows, usage_by_day.csv")
        .endsWith("Facts: evidence.json", "The query of each figure: queries.csv")
        .hasSize(6);
    assertThat(MONTH.selectFirst("style").data())
        .containsPattern(
            "@media print \\{[\\s\\S]*\\.screen-only[^{]*\\{ display: none !important; \\}")
        .containsPattern("\\.paper \\{ display: none; \\}");
  }

  @Test
  void needsNoExternalResource() {
    assertThat(MONTH.select("link, img, iframe, object, embed, form, [src], [style]")).isEmpty();
    assertThat(MONTH.select("[href]").eachAttr("href"))
        .isNotEmpty()
        .allMatch(href -> href.startsWith("#") || href.matches("\\./[A-Za-z0-9_.]+"));
    assertThat(MONTH.html()).doesNotContain("sourceMappingURL").doesNotContain("url(");
  }

  @Test
  void allowsOnlyItsOwnStyleAndScripts() throws Exception {
    String policy = MONTH.selectFirst("meta[http-equiv]").attr("content");
    assertThat(policy).startsWith("default-src 'none';").doesNotContain("unsafe");
    List<Element> embedded = MONTH.select("style, script");
    assertThat(embedded).hasSize(4);
    for (Element it : embedded) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(it.data().getBytes(UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
  }

  @Test
  void beginsWithScopeFiveFiguresAndImportantFindings() {
    assertThat(MONTH.selectFirst("h1").text())
        .isEqualTo("Amazon Lookout for Vision September 2025");
    assertThat(MONTH.selectFirst(".scope").text())
        .contains("lookoutvision.amazonaws.com")
        .contains("010000000003 (vision lab)")
        .contains("eu-central-1, us-east-1")
        .contains("2025-10-03 23:55:00 UTC")
        .contains("2025-10-06 04:12:31 UTC");
    assertThat(MONTH.select(".headline .value").eachText())
        .containsExactly("48,213", "44,017", "1,312.50", "9", "214");
    assertThat(MONTH.select(".headline .change").eachText())
        .contains("+5.1 % from 45,880 the month before", "from 0 the month before");
    assertThat(MONTH.select(".matters li a").eachText())
        .hasSize(4)
        .allMatch(line -> line.startsWith("1 found in account "));
    assertThat(MONTH.select(".matters li a").eachAttr("href"))
        .containsExactly(
            "#rule-root_used", "#rule-log_gap", "#rule-idle_model", "#rule-denial_burst");
    assertThat(MONTH.selectFirst(".matters .foot").text())
        .isEqualTo(
            "1 rule could not judge: first seen role. 1 rule could judge in part only: unused."
                + " All rules");
  }

  @Test
  void showsTheFindingsOfARuleBelowOneHeading() {
    Element rule = MONTH.getElementById("rule-root_used");
    assertThat(rule.select("header").text()).isEqualTo("high Root used 1 new");
    assertThat(rule.select(".about").text()).startsWith("1 found in account 100000000001");
    assertThat(rule.select(".why").text()).startsWith("Ask the owner of the account");
    assertThat(rule.select(".foot").first().text())
        .isEqualTo("May support SOC 2 CC6.1, ISO 27001:2022 A.8.2. Rule root_used.");
    assertThat(MONTH.select("#findings .rule").eachAttr("id"))
        .as("those with open findings first")
        .containsExactly(
            "rule-root_used",
            "rule-log_gap",
            "rule-idle_model",
            "rule-denial_burst",
            "rule-long_term_key",
            "rule-throttling");
  }

  @Test
  void showsEachFindingWithItsAcceptance() {
    Element accepted = MONTH.getElementById("finding-f-5e3f7d2211ab");
    assertThat(accepted.text())
        .contains("accepted", "412", "2025-09-04 06:02:11", "Seen 412 times")
        .contains("Accepted by Ines Falk until 2026-03-31: The line's old controller")
        .doesNotContain("Ask the owner");
    assertThat(MONTH.select("#findings > .note").eachText()).hasSize(2);
  }

  @Test
  void showsTheWorstFindingsFirstAndCutsTheList() {
    Document page = HtmlPages.page(TestReports.withFindings(150));
    Element rule = page.getElementById("rule-digest_contradicted");
    assertThat(rule.select("tbody tr")).hasSize(50);
    assertThat(rule.select("tbody tr").first().text()).startsWith("new");
    assertThat(rule.select("tbody td.number").eachAttr("data-value").subList(0, 3))
        .containsExactly("150", "149", "148");
    assertThat(rule.select(".foot").last().text())
        .isEqualTo(
            "The first 50 of 170, of which the report lists 150; those are in findings.csv.");
    assertThat(page.select("ul.open").text()).contains("high 170 open", "20 of them not listed");
    assertThat(page.select(".matters .tally").text()).isEqualTo("150 new, 20 not listed");
    assertThat(rule.select(".foot.paper").text())
        .isEqualTo("The first 8 of 170 are printed; findings.csv lists 150.");
  }

  /** Altered log files, problems in quarantine and deleted models of a bad year. */
  @Test
  void aPageOfTwentyThousandFindingsStaysUnderThreeMegabytes() throws IOException {
    Report many = TestReports.ofManyFindings(20_000);
    assertThat(many.findings()).hasSize(20_000);
    byte[] page = HtmlPages.bytes(many);
    if (System.getProperty("page.write") != null) {
      Files.write(Path.of(System.getProperty("page.write")), page);
    }
    assertThat(page).hasSizeLessThan(3_000_000);
    Document document = HtmlPages.page(many);
    assertThat(document.select("tr.finding")).hasSize(3 * 50);
    assertThat(document.select(".matters li a")).hasSize(3);
    assertThat(document.select("#rule-digest_contradicted .foot").last().text())
        .startsWith("The first 50 of 6,667; all of them are in findings.csv");
  }

  @Test
  void listsAllRulesAlsoThoseThatFoundNothing() {
    assertThat(MONTH.select("#table-rules ~ .box tbody tr").eachText())
        .hasSize(9)
        .anyMatch(row -> row.contains("cross_account") && row.contains("nothing found"))
        .anyMatch(row -> row.contains("not judged") && row.contains("No whole month."));
  }

  @Test
  void shortensLongTablesAndNamesTheFile() {
    Document page = HtmlPages.page(TestReports.withChanges(450));
    Element changes = page.getElementById("table-changes").parent();
    assertThat(changes.select("tbody tr")).hasSize(100);
    assertThat(changes.selectFirst(".foot").text())
        .isEqualTo("The first 100 of 450 rows; all of them are in changes.csv.");
    assertThat(changes.selectFirst(".foot a").attr("href")).isEqualTo("./changes.csv");
  }

  @Test
  void givesEachCellItsSortKey() {
    Element row = MONTH.selectFirst("#table-usage_by_account ~ .box tbody tr");
    assertThat(row.child(0).tagName()).isEqualTo("th");
    assertThat(row.child(0).attr("scope")).isEqualTo("row");
    assertThat(row.child(0).text()).isEqualTo("100000000001");
    assertThat(row.child(1).text()).isEqualTo("24,000");
    assertThat(row.child(1).attr("data-value")).isEqualTo("24000");
    assertThat(row.select(".moment").attr("data-value")).isEqualTo("2025-09-01T05:58:03Z");
  }

  @Test
  void hasOneColumnPerMonthForAPeriod() {
    Document page = HtmlPages.page(TestReports.ofAPeriod());
    assertThat(page.selectFirst(".period").text()).isEqualTo("July 2025 to September 2025");
    assertThat(page.select("#table-usage_by_account ~ .box thead th").eachText())
        .contains("Calls in 2025-07", "Calls in 2025-08", "Calls in 2025-09");
    assertThat(page.select("table.heat").hasClass("per-week")).isTrue();
  }

  @Test
  void drawsTheTrendOfEachFigureOfAPeriodWithoutAScript() {
    Document page = HtmlPages.page(TestReports.ofAPeriod());
    Element calls = page.select(".trends li").first();
    assertThat(calls.select(".of").text()).isEqualTo("Calls");
    assertThat(calls.select("svg").attr("aria-label"))
        .isEqualTo("2025-07: 0; 2025-08: 40; 2025-09: 80");
    assertThat(calls.select("rect").eachAttr("height")).containsExactly("0", "24", "48");
    assertThat(calls.select("rect").eachAttr("y")).containsExactly("48", "24", "0");
    assertThat(calls.select(".ends").text()).isEqualTo("0 80");
    assertThat(MONTH.select(".trends")).isEmpty();
  }

  @Test
  void showsANilReturn() {
    Document page = HtmlPages.page(TestReports.ofNoCall());
    assertThat(page.selectFirst(".nil").text())
        .isEqualTo("Nil return 312 files, 40,112 records, no call");
    assertThat(page.selectFirst(".matters").text()).contains("No open finding.");
    assertThat(page.select("figure, #usage table")).isEmpty();
    assertThat(page.select("#usage .table-block .empty").eachText()).containsOnly("No rows.");
    assertThat(page.select("script")).hasSize(1);
  }

  @Test
  void hasNoDeadLinkAndNoDuplicateId() {
    List<String> ids = MONTH.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(MONTH.select("a[href^=#]").eachAttr("href"))
        .allMatch(href -> ids.contains(href.substring(1)));
    assertThat(MONTH.select("[aria-labelledby]").eachAttr("aria-labelledby"))
        .allMatch(ids::contains);
    assertThat(MONTH.select("[data-of]").eachAttr("data-of")).allMatch(ids::contains);
  }

  @Test
  void endsWithTheQueryOfEachFigure() {
    Element evidence = MONTH.select("main > section").last();
    assertThat(evidence.id()).isEqualTo("evidence");
    assertThat(evidence.select("#figure-calls code").text()).startsWith("SELECT count(*) AS calls");
    assertThat(evidence.select("#figure-calls-denied")).hasSize(1);
    assertThat(evidence.text()).contains("The books balance.").contains("files.read 2,904");
  }
}
