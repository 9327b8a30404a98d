#include "core/render/template.h"
#include "tests/support/suite.h"

namespace hostler::render {

class TemplateCheckTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TemplateCheckTest);
  CPPUNIT_TEST(aSoundTemplateHasNoProblem);
  CPPUNIT_TEST(everyUnknownNameIsNamedWithItsLine);
  CPPUNIT_TEST(namesThatOnlySomeItemsHaveAreKnown);
  CPPUNIT_TEST(listsAndObjectsAreNotValues);
  CPPUNIT_TEST(brokenMarkersAreAllReportedAtOnce);
  CPPUNIT_TEST(placesWhereNoEscapingIsSafeAreRefused);
  CPPUNIT_TEST(theLineOfBrokenHtmlIsFound);
  CPPUNIT_TEST(sectionsThatTearTheHtmlApartAreRefused);
  CPPUNIT_TEST(sectionsThatKeepTheHtmlWholeAreTaken);
  CPPUNIT_TEST_SUITE_END();

  SystemClock clock_;
  TemplateEngine engine_{clock_};
  const Json sample_{{"name", "A"},
                     {"url", "https://x.example"},
                     {"paid", true},
                     {"note", "n"},
                     {"brand", {{"name", "B"}, {"colour", "#123456"}}},
                     {"lines", {{{"text", "t"}}, {{"price", "p"}}}},
                     {"address", {"a", "b"}}};

  std::string problems(std::string_view source, Format format = Format::Html,
                       const Partials& partials = {}) {
    std::string all;
    for (const auto& problem : engine_.check(source, format, sample_, partials)) {
      all += problem.text() + "\n";
    }
    return all;
  }
  bool refuses(std::string_view source) {
    try {
      engine_.compile(source, Format::Html);
      return false;
    } catch (const TemplateError&) {
      return true;
    }
  }

 public:
  void aSoundTemplateHasNoProblem() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{},
        problems("<p style=\"color:{{brand.colour}}\">{{name}}</p>{{#lines}}{{text}} {{price}} "
                 "{{name}}{{/lines}}{{#address}}{{.}}{{/address}}{{^paid}}{{>due}}{{/paid}}",
                 Format::Html, {{"due", "<a href=\"{{url}}\">{{note}}</a>"}}));
  }

  void everyUnknownNameIsNamedWithItsLine() {
    CPPUNIT_ASSERT_EQUAL(std::string{":2: nothing is called \"nmae\" here\n"
                                     ":3: nothing is called \"brand.logo\" here\n"
                                     ":4: nothing is called \"linse\" here\n"
                                     "foot:2: nothing is called \"year\" here\n"
                                     ":6: nothing is called \"text\" here\n"},
                         problems("{{name}}\n{{nmae}}\n{{brand.logo}}\n{{#linse}}{{x}}{{/linse}}\n"
                                  "{{>foot}}\n{{text}}",
                                  Format::Text, {{"foot", "{{name}}\n{{year}}"}}));
  }

  void namesThatOnlySomeItemsHaveAreKnown() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, problems("{{#lines}}{{price}}{{text}}{{/lines}}"));
    CPPUNIT_ASSERT_EQUAL(std::string{":1: nothing is called \"cost\" here\n"},
                         problems("{{#lines}}{{cost}}{{/lines}}"));
  }

  void listsAndObjectsAreNotValues() {
    CPPUNIT_ASSERT_EQUAL(std::string{":1: \"lines\" is a list: open it with {{#lines}}\n"
                                     ":1: \"brand\" has parts: name the one you mean\n"},
                         problems("{{lines}}{{brand}}"));
  }

  void brokenMarkersAreAllReportedAtOnce() {
    const auto found = problems("{{name:none}}\n{{{name}}}\n{{#lines}}\n{{>gone}}\n{{nmae}}");
    CPPUNIT_ASSERT_EQUAL(
        std::string{":1: \"name:none\" is no marker: names are letters, digits, _ and dots\n"
                    ":2: values cannot be written unescaped: use two braces and the name alone\n"
                    ":4: there is no partial called \"gone\"\n"
                    ":3: the section \"lines\" is never closed\n"
                    ":5: nothing is called \"nmae\" here\n"},
        found);
  }

  void placesWhereNoEscapingIsSafeAreRefused() {
    for (const std::string source :
         {"<p {{name}}>", "<p {{name}}=\"x\">", "<{{name}}>", "<p title={{name}}>",
          "<p onclick=\"{{name}}\">", "<p onclick=\"f('{{name}}')\">",
          "<script>var x = '{{name}}';</script>", "<script>{{name}}</script>", "<a href={{url}}>",
          "<p style={{name}}>", "<a href=/x/{{url}}>"}) {
      CPPUNIT_ASSERT_MESSAGE(source, refuses(source));
      CPPUNIT_ASSERT_MESSAGE(source, !problems(source).empty());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{":2: \"name\" stands where no value is safe: inside a tag a "
                                     "value belongs between the quotes of an attribute, and never "
                                     "in a script\n"},
                         problems("<p>{{name}}</p>\n<p {{name}}>"));
  }

  void theLineOfBrokenHtmlIsFound() {
    const auto found = problems("<p>{{name}}</p>\n{{#paid}}\n<a href={{url}}>x</a>\n{{/paid}}\n");
    CPPUNIT_ASSERT(found.starts_with(":3: this is not HTML in which values can be placed safely"));
  }

  void sectionsThatTearTheHtmlApartAreRefused() {
    for (const std::string source :
         {"<style>p{}{{#paid}}</style>{{/paid}}{{name}}", "{{#paid}}<style>{{/paid}}{{name}}",
          "<a href=\"{{#paid}}https://x.example/{{/paid}}{{url}}\">",
          "{{#lines}}{{text}}<a href=\"{{/lines}}\">", "<p {{#paid}}style=\"{{/paid}}{{name}}\">",
          "{{#paid}}<a href=\"{{/paid}}{{#paid}}{{url}}\">{{/paid}}"}) {
      CPPUNIT_ASSERT_MESSAGE(source, !problems(source).empty());
    }
  }

  void sectionsThatKeepTheHtmlWholeAreTaken() {
    for (const std::string source :
         {"<tr{{#paid}} class=\"paid\"{{/paid}}><td>{{name}}</td></tr>",
          "<td>{{#lines}}<b>{{text}}</b><br>{{/lines}}{{^lines}}none{{/lines}}{{name}}</td>",
          "<p style=\"color:{{#paid}}green{{/paid}}{{^paid}}red{{/paid}}\">{{name}}</p>",
          "<a href=\"{{#paid}}{{url}}{{/paid}}{{^paid}}https://x.example{{/paid}}\">{{name}}</a>",
          "<table>{{#lines}}<tr><td title=\"{{text}}\">{{/lines}}</table>{{name}}"}) {
      CPPUNIT_ASSERT_EQUAL(std::string{}, problems(source));
    }
  }
};
HOSTLER_SUITE(TemplateCheckTest, "core/render/template_check");

}  // namespace hostler::render
