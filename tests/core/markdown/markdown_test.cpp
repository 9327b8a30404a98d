#include "core/markdown/markdown.h"

#include "tests/support/suite.h"

#include <chrono>

namespace hostler::testing {
namespace {

bool has(const std::string& html, const std::string& part) {
  return html.find(part) != std::string::npos;
}

}  // namespace

class MarkdownTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MarkdownTest);
  CPPUNIT_TEST(marksBecomeHtml);
  CPPUNIT_TEST(aLineBreakStaysOne);
  CPPUNIT_TEST(htmlIsLeftOut);
  CPPUNIT_TEST(linksLeadToWebAndMailAlone);
  CPPUNIT_TEST(linksTellNobodyWhereTheReaderWas);
  CPPUNIT_TEST(aPictureIsALinkToIt);
  CPPUNIT_TEST(noLinkStandsInALink);
  CPPUNIT_TEST(textCannotPretendToBeALink);
  CPPUNIT_TEST(brokenBytesAreReplaced);
  CPPUNIT_TEST(hostileTextsTakeNoTime);
  CPPUNIT_TEST_SUITE_END();

 public:
  void marksBecomeHtml() {
    CPPUNIT_ASSERT_EQUAL(std::string{"<p>a <em>b</em> <strong>c</strong> <code>d</code></p>\n"},
                         markdownToHtml("a *b* **c** `d`"));
    CPPUNIT_ASSERT(has(markdownToHtml("- one\n- two"), "<li>one</li>"));
    CPPUNIT_ASSERT(has(markdownToHtml("> quoted"), "<blockquote>"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, markdownToHtml(""));
  }

  void aLineBreakStaysOne() {
    CPPUNIT_ASSERT_EQUAL(std::string{"<p>one<br />\ntwo</p>\n"}, markdownToHtml("one\ntwo"));
  }

  void htmlIsLeftOut() {
    for (const auto* hostile :
         {"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<iframe src=//x>",
          "<svg onload=alert(1)>", "<b onclick=x>y</b>", "<style>*{display:none}</style>",
          "<!--x--><p>", "<a href=\"javascript:alert(1)\">x</a>", "<?php echo 1 ?>"}) {
      const auto html = markdownToHtml(hostile);
      for (const auto* mark : {"<script", "<img", "<iframe", "<svg", "<b ", "<style", "<a ", "<?"})
        CPPUNIT_ASSERT_MESSAGE(html, !has(html, mark));
    }
  }

  void linksLeadToWebAndMailAlone() {
    for (const auto* hostile :
         {"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,<b>)",
          "[x](vbscript:x)", "[x](file:///etc/passwd)", "[x](/admin/logout)", "[x](//evil.example)",
          "[x](&#106;avascript:alert(1))", "[x](<java\nscript:alert(1)>)", "<javascript:alert(1)>",
          "[x][1]\n\n[1]: javascript:alert(1)", "![x](javascript:alert(1))"}) {
      const auto html = markdownToHtml(hostile);
      CPPUNIT_ASSERT_MESSAGE(html, !has(html, "href"));
    }
    for (const auto* fine :
         {"[x](https://a.example/?q=1&r=2)", "<http://a.example>", "[x](mailto:me@a.example)",
          "<me@a.example>", "[x](HTTPS://a.example)"})
      CPPUNIT_ASSERT_MESSAGE(fine, has(markdownToHtml(fine), "href=\""));
  }

  void linksTellNobodyWhereTheReaderWas() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "<p><a rel=\"nofollow noopener noreferrer\" href=\"https://a.example\">x</a></p>\n"},
        markdownToHtml("[x](https://a.example \"title\")"));
  }

  void aPictureIsALinkToIt() {
    const auto html = markdownToHtml("![my cat](https://a.example/cat.png)");
    CPPUNIT_ASSERT(!has(html, "<img"));
    CPPUNIT_ASSERT(has(html, "href=\"https://a.example/cat.png\">my cat</a>"));
    CPPUNIT_ASSERT(
        has(markdownToHtml("![](https://a.example/cat.png)"), ">https://a.example/cat.png</a>"));
  }

  void noLinkStandsInALink() {
    const auto html = markdownToHtml("[![a](https://one.example)](https://two.example)");
    CPPUNIT_ASSERT(!has(html, "one.example"));
    CPPUNIT_ASSERT(has(html, "href=\"https://two.example\">a</a>"));
  }

  void textCannotPretendToBeALink() {
    const auto html = markdownToHtml("`<a href=\"https://a.example\">`");
    CPPUNIT_ASSERT_MESSAGE(html, has(html, "&lt;a href=&quot;"));
  }

  void brokenBytesAreReplaced() {
    CPPUNIT_ASSERT(has(markdownToHtml("a\xff\xfe b"), "\xEF\xBF\xBD"));
  }

  void hostileTextsTakeNoTime() {
    for (const std::string unit : {"[", "![", "*a_ ", "> ", "`", "[a](", "<", "&", "- ", "_",
                                   "[a]: b\n", "![[]()", "\\", "**x* "}) {
      std::string text;
      while (text.size() < 20'000) text += unit;
      const auto start = std::chrono::steady_clock::now();
      markdownToHtml(text);
      const auto took = std::chrono::steady_clock::now() - start;
      CPPUNIT_ASSERT_MESSAGE(unit, took < std::chrono::seconds{2});
    }
  }
};
HOSTLER_SUITE(MarkdownTest, "core/markdown/markdown");

}  // namespace hostler::testing
