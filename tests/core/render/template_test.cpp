#include "core/render/template.h"

#include "tests/support/suite.h"

#include <malloc.h>

namespace hostler::render {

class TemplateTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TemplateTest);
  CPPUNIT_TEST(namesAreFoundInTheInnermostSectionFirst);
  CPPUNIT_TEST(whatIsMissingOrFalseOrEmptyHidesItsSection);
  CPPUNIT_TEST(listsOfPlainValuesAreReachedByADot);
  CPPUNIT_TEST(numbersAndTruthReadAsText);
  CPPUNIT_TEST(markersAloneOnTheirLineLeaveNoEmptyLine);
  CPPUNIT_TEST(textIsWrittenAsItIsWithItsBraces);
  CPPUNIT_TEST(htmlIsEscapedForThePlaceTheValueStandsIn);
  CPPUNIT_TEST(aValueIsNeverReadAsTemplate);
  CPPUNIT_TEST(aLineHoldsNoLineEndOfAnyKind);
  CPPUNIT_TEST(partialsStandInTheirPlaceAndAreEscapedForIt);
  CPPUNIT_TEST(partialsThatContainEachOtherAreAnError);
  CPPUNIT_TEST(nothingOfCtemplatesOwnLanguageIsReachable);
  CPPUNIT_TEST(outputStopsAtOneMegabyte);
  CPPUNIT_TEST(sectionsWithinSectionsStopAfterOneSecond);
  CPPUNIT_TEST(tenThousandTemplatesCostNoMemory);
  CPPUNIT_TEST(manyThreadsRenderAndReadAtOnce);
  CPPUNIT_TEST_SUITE_END();

  SystemClock clock_;
  TemplateEngine engine_{clock_};

  std::string text(std::string_view source, const Json& model, const Partials& partials = {}) {
    return engine_.render(source, Format::Text, model, partials);
  }
  std::string html(std::string_view source, const Json& model, const Partials& partials = {}) {
    return engine_.render(source, Format::Html, model, partials);
  }

 public:
  void namesAreFoundInTheInnermostSectionFirst() {
    const Json model{{"name", "outer"},
                     {"brand", {{"name", "Acme"}}},
                     {"lines", {{{"name", "one"}}, {{"price", "2"}}}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"outer Acme [one Acme][outer Acme2]"},
                         text("{{name}} {{brand.name}} {{#lines}}[{{name}} {{ brand.name }}"
                              "{{price}}]{{/lines}}",
                              model));
    CPPUNIT_ASSERT_EQUAL(std::string{"<>"}, text("<{{brand.missing}}{{missing.name}}>", model));
  }

  void whatIsMissingOrFalseOrEmptyHidesItsSection() {
    const std::string source = "{{#x}}yes{{/x}}{{^x}}no{{/x}}";
    for (const Json& hidden :
         {Json(nullptr), Json(false), Json(""), Json::array(), Json::object()}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"no"}, text(source, {{"x", hidden}}));
    }
    for (const Json& shown : {Json(true), Json("a"), Json(0), Json{{"a", 1}}, Json{{"b", {1}}}}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"yes"}, text(source, {{"x", shown}}));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"no"}, text(source, Json::object()));
    CPPUNIT_ASSERT_EQUAL(std::string{"yesyes"}, text(source, {{"x", {1, 2}}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"due 5"}, text("{{#due}}due {{due}}{{/due}}", {{"due", "5"}}));
  }

  void listsOfPlainValuesAreReachedByADot() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"12 MG Road, Pune, "},
        text("{{#address}}{{.}}, {{/address}}", {{"address", {"12 MG Road", "Pune"}}}));
  }

  void numbersAndTruthReadAsText() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"3 -7 true "},
        text("{{a}} {{b}} {{c}} {{d}}", {{"a", 3}, {"b", -7}, {"c", true}, {"d", nullptr}}));
  }

  void markersAloneOnTheirLineLeaveNoEmptyLine() {
    const Json model{{"lines", {{{"n", 1}}, {{"n", 2}}}}, {"note", ""}};
    CPPUNIT_ASSERT_EQUAL(std::string{"Items:\n- 1\n- 2\nEnd\n"},
                         text("Items:\n  {{#lines}}\n{{! each }}\n- {{n}}\n{{/lines}}\r\n"
                              "{{#note}}\n{{#n}}\nNote: {{note}}\n{{/n}}\n{{/note}}\nEnd\n",
                              model));
    CPPUNIT_ASSERT_EQUAL(std::string{"a\nb"}, text("a\n{{>p}}\n", {}, {{"p", "b"}}));
  }

  void textIsWrittenAsItIsWithItsBraces() {
    CPPUNIT_ASSERT_EQUAL(std::string{"{ x} }} {x}"}, text("{ {{a}}} }} {x}", {{"a", "x"}}));
  }

  void htmlIsEscapedForThePlaceTheValueStandsIn() {
    const Json model{
        {"x", R"(<b>"it's" & co</b>)"},          {"bad", "javascript:alert(1)"},
        {"data", "data:text/html,<script>"},     {"good", "https://shop.example/pay?a=1&b=2"},
        {"css", "red;background:url(http://x)"}, {"colour", "#1a2b3c"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"<p>&lt;b&gt;&quot;it&#39;s&quot; &amp; co&lt;/b&gt;</p>"},
                         html("<p>{{x}}</p>", model));
    CPPUNIT_ASSERT_EQUAL(
        std::string{R"(<a href="#" title="&lt;b&gt;&quot;it&#39;s&quot; &amp; co&lt;/b&gt;">)"},
        html(R"(<a href="{{bad}}" title="{{x}}">)", model));
    CPPUNIT_ASSERT_EQUAL(std::string{R"(<a href="#">)"}, html(R"(<a href="{{data}}">)", model));
    CPPUNIT_ASSERT_EQUAL(std::string{R"(<a href="https://shop.example/pay?a=1&amp;b=2">)"},
                         html(R"(<a href="{{good}}">)", model));
    CPPUNIT_ASSERT_EQUAL(std::string{R"(<p style="color:redbackgroundurlhttpx">)"},
                         html(R"(<p style="color:{{css}}">)", model));
    CPPUNIT_ASSERT_EQUAL(std::string{R"(<style>a{color:#1a2b3c}</style>)"},
                         html(R"(<style>a{color:{{colour}}}</style>)", model));
    CPPUNIT_ASSERT_EQUAL(std::string{R"(<img src="data:image/png;base64,ab+/=">)"},
                         html(R"(<img src="data:image/png;base64,{{p}}">)", {{"p", "ab+/="}}));
  }

  void aValueIsNeverReadAsTemplate() {
    for (const std::string value :
         {"{{7*7}}", "${7*7}", "{% raw %}", "<%= 7*7 %>", "{{x}}", "{{#x}}", "{{>p}}",
          "{{%AUTOESCAPE context=\"JSON\"}}", "{{=<% %>=}}", "%s%n", "\\x41"}) {
      const auto written = text("[{{x}}|{{x}}]", {{"x", value}}, {{"p", "partial"}});
      CPPUNIT_ASSERT_EQUAL("[" + value + "|" + value + "]", written);
      CPPUNIT_ASSERT_EQUAL(value, engine_.render("{{x}}", Format::Line, {{"x", value}}, {}));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"<p>{{7*7}} ${7*7} &lt;%= 7*7 %&gt;</p>"},
                         html("<p>{{x}}</p>", {{"x", "{{7*7}} ${7*7} <%= 7*7 %>"}}));
  }

  void aLineHoldsNoLineEndOfAnyKind() {
    const Json model{{"x",
                      " Hi\r\nBcc: a@b.example\n\n\tx\x0b\x0c\x7f y\xC2\x85z"
                      "\xE2\x80\xA8w\xE2\x80\xA9 "}};
    CPPUNIT_ASSERT_EQUAL(std::string{"Invoice Hi Bcc: a@b.example x y z w"},
                         engine_.render("Invoice {{x}}\n", Format::Line, model));
    CPPUNIT_ASSERT_EQUAL(std::string{"नमस्ते ₹5"},
                         engine_.render("नमस्ते {{x}}", Format::Line, {{"x", "₹5"}}));
  }

  void partialsStandInTheirPlaceAndAreEscapedForIt() {
    const Partials partials{{"link", "{{url}}"}, {"row", "<td>{{>cell}}</td>"}, {"cell", "{{n}}"}};
    CPPUNIT_ASSERT_EQUAL(
        std::string{R"(<a href="#"></a><td>1</td><td>&lt;</td>)"},
        html(R"(<a href="{{>link}}"></a>{{#rows}}{{>row}}{{/rows}})",
             {{"url", "javascript:x"}, {"rows", {{{"n", 1}}, {{"n", "<"}}}}}, partials));
  }

  void partialsThatContainEachOtherAreAnError() {
    CPPUNIT_ASSERT_THROW(text("{{>a}}", {}, {{"a", "x{{>b}}"}, {"b", "{{>a}}"}}), TemplateError);
    CPPUNIT_ASSERT_THROW(text("{{>nobody}}", {}), TemplateError);

    Partials doubling{{"p0", std::string(100, 'x')}};
    for (int i = 1; i < 15; ++i) {
      const auto inner = "{{>p" + std::to_string(i - 1) + "}}";
      doubling["p" + std::to_string(i)] = inner + inner + inner + inner;
    }
    CPPUNIT_ASSERT_THROW(text("{{>p14}}", {}, doubling), TemplateError);
  }

  void nothingOfCtemplatesOwnLanguageIsReachable() {
    for (const std::string source : {"{{x:none}}",
                                     "{{x:h}}",
                                     "{{%AUTOESCAPE context=\"JSON\"}}",
                                     "{{=<% %>=}}<%x%>",
                                     "{{}}",
                                     "{{*x}}",
                                     "{{x y}}",
                                     "{{x..y}}",
                                     "{{.x}}",
                                     "{{x-y}}",
                                     "{{>../etc/passwd}}",
                                     "{{>/etc/passwd}}",
                                     "{{{x}}}",
                                     "{{&x}}",
                                     "{{x",
                                     "{{#x}}",
                                     "{{/x}}",
                                     "{{#x}}{{#y}}{{/x}}{{/y}}",
                                     "{{! note }}{{#x}}",
                                     "{{! }}{{1x}}",
                                     "{{{! a }}{{{! b }}x"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(source, text(source, {{"x", "v"}}), TemplateError);
    }
    CPPUNIT_ASSERT_THROW(text("{{! }}{{{! }}{x:none}}", {{"x", "v"}}), TemplateError);
    // ctemplate would read this as {{x}}: one brace on each side of a note.
    CPPUNIT_ASSERT_THROW(text("{{{! a }}{x}}", {{"x", "v"}}), TemplateError);
    CPPUNIT_ASSERT_EQUAL(std::string{""}, text("{{BI_SPACE}}{{BI_NEWLINE}}", Json::object()));
  }

  void outputStopsAtOneMegabyte() {
    Json model{{"big", std::string(600'000, 'x')}};
    CPPUNIT_ASSERT_EQUAL(std::size_t{600'000}, text("{{big}}", model).size());
    CPPUNIT_ASSERT_THROW(text("{{big}}{{big}}", model), RenderLimitExceeded);
    model["big"] = std::string(600'000, '<');
    CPPUNIT_ASSERT_THROW(html("{{big}}", model), RenderLimitExceeded);
    model["rows"] = std::vector<int>(3'000, 1);
    CPPUNIT_ASSERT_THROW(text("{{#rows}}{{#rows}}x{{/rows}}{{/rows}}", model), RenderLimitExceeded);
  }

  void sectionsWithinSectionsStopAfterOneSecond() {
    // ten thousand to the power of five rounds, none of which writes a letter
    const Json model{{"a", std::vector<int>(10'000, 1)}};
    const std::string source = "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{x}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}";
    const auto start = std::chrono::steady_clock::now();

    CPPUNIT_ASSERT_THROW(text(source, model), RenderLimitExceeded);

    const auto took = std::chrono::steady_clock::now() - start;
    CPPUNIT_ASSERT(took < std::chrono::milliseconds{1500});
    CPPUNIT_ASSERT_THROW(text(
                             std::string(20, ' ') +
                                 [] {
                                   std::string deep;
                                   for (int i = 0; i < 20; ++i) deep += "{{#a}}";
                                   for (int i = 0; i < 20; ++i) deep += "{{/a}}";
                                   return deep;
                                 }(),
                             model),
                         TemplateError);
  }

  void tenThousandTemplatesCostNoMemory() {
    const auto renderOne = [&](int i) {
      const auto n = std::to_string(i);
      const auto source = "<p title=\"{{title_" + n + "}}\">{{#part_" + n + "}}{{name_" + n +
                          "}}{{/part_" + n + "}} text number " + n + "</p>";
      const auto out = html(source, {{"title_" + n, n}, {"part_" + n, {{"name_" + n, "<" + n}}}});
      CPPUNIT_ASSERT_EQUAL("<p title=\"" + n + "\">&lt;" + n + " text number " + n + "</p>", out);
    };
    for (int i = 0; i < 500; ++i) renderOne(i);
    const auto before = mallinfo2().uordblks;

    for (int i = 500; i < 10'500; ++i) renderOne(i);

    const auto after = mallinfo2().uordblks;
    // a hundred bytes kept of each would be a megabyte
    CPPUNIT_ASSERT(after < before + 100'000);
  }

  void manyThreadsRenderAndReadAtOnce() {
    const auto shared = engine_.compile("{{#a}}<i>{{.}}</i>{{/a}}", Format::Html);
    std::atomic<int> wrong{0};
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        const auto n = std::to_string(t);
        for (int i = 0; i < 200; ++i) {
          if (html("<i>{{x" + n + "}}</i>", {{"x" + n, n}}) != "<i>" + n + "</i>") ++wrong;
          if (shared.render({{"a", {"<", t}}}) != "<i>&lt;</i><i>" + n + "</i>") ++wrong;
          if (text("{{#a}}{{.}}{{/a}}", {{"a", {t, i}}}) != n + std::to_string(i)) ++wrong;
        }
      });
    }
    threads.clear();
    CPPUNIT_ASSERT_EQUAL(0, wrong.load());
  }
};
HOSTLER_SUITE(TemplateTest, "core/render/template");

}  // namespace hostler::render
