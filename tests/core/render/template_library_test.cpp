#include "core/render/template_library.h"

#include "tests/support/suite.h"

#include <cstdlib>
#include <fstream>

namespace hostler::render {
namespace {

namespace fs = std::filesystem;

// Every text of a model made into something that must stay text. Long enough to be found, and no
// address.
const std::string kHostile =
    "<script>alert(1)</script>\"'><img src=x onerror=y>{{7*7}}${7*7}{% raw %}<%= 7*7 %>\r\nBcc: "
    "v@x.in";

Json hostileTwin(const Json& model) {
  if (model.is_string()) return kHostile;
  Json twin = model;
  if (twin.is_structured()) {
    for (auto& value : twin) value = hostileTwin(value);
  }
  return twin;
}

std::string sourceDirectory() {
  const char* source = std::getenv("HOSTLER_SOURCE");
  return (source != nullptr ? std::string{source} : ".") + "/templates";
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

class TemplateLibraryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TemplateLibraryTest);
  CPPUNIT_TEST(everyShippedTemplateIsSoundInEveryLocale);
  CPPUNIT_TEST(hostileValuesStayTextInEveryTemplate);
  CPPUNIT_TEST(englishAndHindiHaveTheSameTemplates);
  CPPUNIT_TEST(mailsSayWhatTheyMust);
  CPPUNIT_TEST(theBuiltInTextsAreThoseOfTheDirectory);
  CPPUNIT_TEST(aLocaleFallsBackToItsLanguageAndThenToEnglish);
  CPPUNIT_TEST(aTenantsTextsLieOverTheShippedOnes);
  CPPUNIT_TEST(problemsAreNamedByPart);
  CPPUNIT_TEST(aDirectoryWithoutTemplatesIsRefused);
  CPPUNIT_TEST_SUITE_END();

  SystemClock clock_;
  TemplateEngine engine_{clock_};
  TemplateLibrary library_;

  template <class Visit>
  void forEach(Visit visit) {
    int seen = 0;
    for (const std::string channel : {"mail", "sms", "invoice"}) {
      for (const auto& locale : library_.locales(channel)) {
        for (const auto& name : library_.names(channel)) {
          visit(TemplateId{channel, name, locale}, library_.sample(channel, name));
          ++seen;
        }
      }
    }
    CPPUNIT_ASSERT_EQUAL(2 * (53 + 3 + 3), seen);
  }

 public:
  void everyShippedTemplateIsSoundInEveryLocale() {
    forEach([&](const TemplateId& id, const Json& sample) {
      const auto path = id.channel + "/" + id.locale + "/" + id.name;
      const auto sources = library_.find(id);
      CPPUNIT_ASSERT_EQUAL(id.locale, sources.locale);
      for (const auto& problem : sources.check(engine_, sample)) {
        CPPUNIT_FAIL(path + ": " + problem.text());
      }
      const auto message = sources.render(engine_, sample);
      const auto all = message.subject + message.text + message.html;
      CPPUNIT_ASSERT_MESSAGE(path, !all.empty() && !holds(all, "{{") && !holds(all, "}}"));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, id.channel == "mail", !message.subject.empty());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, id.channel != "invoice", !message.text.empty());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, id.channel != "sms", !message.html.empty());
      // nothing but the sample's own empty values leaves a label without its value
      CPPUNIT_ASSERT_MESSAGE(path, !holds(message.text, ": \n") && !holds(message.text, "\n\n\n"));
      if (id.locale == "hi") CPPUNIT_ASSERT_MESSAGE(path, holds(all, "\xE0\xA4"));
    });
  }

  void hostileValuesStayTextInEveryTemplate() {
    forEach([&](const TemplateId& id, const Json& sample) {
      const auto path = id.channel + "/" + id.locale + "/" + id.name;
      const auto message = library_.find(id).render(engine_, hostileTwin(sample));
      CPPUNIT_ASSERT_MESSAGE(path, !holds(message.html, "<script>"));
      CPPUNIT_ASSERT_MESSAGE(path, !holds(message.html, "onerror=y>"));
      CPPUNIT_ASSERT_MESSAGE(path, !holds(message.html, "\"'>"));
      CPPUNIT_ASSERT_MESSAGE(path, !holds(message.subject, "\r") && !holds(message.subject, "\n"));
      const auto literal = "{{7*7}}${7*7}{% raw %}";
      if (!message.html.empty()) CPPUNIT_ASSERT_MESSAGE(path, holds(message.html, literal));
      if (!message.text.empty()) CPPUNIT_ASSERT_MESSAGE(path, holds(message.text, literal));
      CPPUNIT_ASSERT_MESSAGE(path, !holds(message.html + message.text + message.subject, "49"));

      auto withScript = sample;
      withScript["link"] = "javascript:alert(1)";
      const auto html = library_.find(id).render(engine_, withScript).html;
      CPPUNIT_ASSERT_MESSAGE(path, !holds(html, "javascript:"));
    });
  }

  void englishAndHindiHaveTheSameTemplates() {
    for (const std::string channel : {"mail", "sms", "invoice"}) {
      CPPUNIT_ASSERT((library_.locales(channel) == std::vector<std::string>{"en", "hi"}));
      for (const auto& name : library_.names(channel)) {
        const auto english = library_.find({channel, name, "en"});
        const auto hindi = library_.find({channel, name, "hi"});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{"hi"}, hindi.locale);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, english.subject.has_value(), hindi.subject.has_value());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, english.text.has_value(), hindi.text.has_value());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, english.html.has_value(), hindi.html.has_value());
      }
    }
  }

  void mailsSayWhatTheyMust() {
    for (const std::string locale : {"en", "hi"}) {
      const auto suspended = library_.sample("mail", "service_suspended");
      const auto message =
          library_.find({"mail", "service_suspended", locale}).render(engine_, suspended);
      for (const auto& fact :
           {suspended["invoice"]["number"], suspended["invoice"]["balance"], suspended["link"]}) {
        CPPUNIT_ASSERT(holds(message.text, fact.get<std::string>()));
        CPPUNIT_ASSERT(holds(message.html, fact.get<std::string>()));
      }

      auto ready = library_.sample("mail", "account_ready");
      ready["service"]["password"] = "canary";
      ready["password"] = "canary";
      const auto account = library_.find({"mail", "account_ready", locale}).render(engine_, ready);
      for (const auto* fact : {"deshmukh", "pune-07.acmehosting.example", "ns1.acmehosting.example",
                               "https://my.acmehosting.example/go/"}) {
        CPPUNIT_ASSERT(holds(account.text, fact) && holds(account.html, fact));
      }
      CPPUNIT_ASSERT(!holds(account.text + account.html, "canary"));

      auto paid = library_.sample("mail", "payment_received");
      paid["invoice"]["balance"] = "";
      const auto receipt =
          library_.find({"mail", "payment_received", locale}).render(engine_, paid);
      CPPUNIT_ASSERT(holds(receipt.text, locale == "en" ? "paid in full" : "पूरा भुगतान"));
    }
    const auto otp =
        library_.find({"sms", "otp", "en"}).render(engine_, library_.sample("sms", "otp"));
    CPPUNIT_ASSERT_EQUAL(std::string{"481930 is your code for Acme Hosting. It is valid for 10 "
                                     "minutes. Do not share it with anyone.\n"},
                         otp.text);
  }

  void theBuiltInTextsAreThoseOfTheDirectory() {
    const TemplateLibrary fromDirectory{fs::path{sourceDirectory()}};
    forEach([&](const TemplateId& id, const Json& sample) {
      CPPUNIT_ASSERT(sample == fromDirectory.sample(id.channel, id.name));
      const auto builtIn = library_.find(id).render(engine_, sample);
      const auto read = fromDirectory.find(id).render(engine_, sample);
      CPPUNIT_ASSERT_EQUAL(read.subject, builtIn.subject);
      CPPUNIT_ASSERT_EQUAL(read.text, builtIn.text);
      CPPUNIT_ASSERT_EQUAL(read.html, builtIn.html);
    });
  }

  void aLocaleFallsBackToItsLanguageAndThenToEnglish() {
    CPPUNIT_ASSERT_EQUAL(std::string{"hi"}, library_.find({"mail", "welcome", "hi-IN"}).locale);
    CPPUNIT_ASSERT_EQUAL(std::string{"en"}, library_.find({"mail", "welcome", "ta"}).locale);
    CPPUNIT_ASSERT_EQUAL(std::string{"en"}, library_.find({"mail", "welcome", ""}).locale);
    CPPUNIT_ASSERT_THROW(library_.find({"mail", "nothing", "en"}), UnknownTemplate);
    CPPUNIT_ASSERT_THROW(library_.find({"mail", "_top", "en"}), UnknownTemplate);
    CPPUNIT_ASSERT_THROW(library_.find({"mail", "../sms/en/otp", "en"}), UnknownTemplate);
    CPPUNIT_ASSERT_THROW(library_.sample("mail", "nothing"), UnknownTemplate);
  }

  void aTenantsTextsLieOverTheShippedOnes() {
    const TemplateTexts overlay{{"mail/en/welcome.subject", "Hi from {{brand.name}}"},
                                {"mail/en/_bottom.html", "<p>{{brand.name}} foot</p>"},
                                {"mail/ta/welcome.txt", "வணக்கம் {{client.name}}"},
                                {"mail/en/own.txt", "own"}};
    const auto sample = library_.sample("mail", "welcome");

    const auto english = library_.find({"mail", "welcome", "en"}, overlay).render(engine_, sample);
    const auto hindi = library_.find({"mail", "welcome", "hi"}, overlay).render(engine_, sample);
    const auto tamil = library_.find({"mail", "welcome", "ta"}, overlay).render(engine_, sample);

    CPPUNIT_ASSERT_EQUAL(std::string{"Hi from Acme Hosting"}, english.subject);
    CPPUNIT_ASSERT(holds(english.html, "<p>Acme Hosting foot</p>"));
    CPPUNIT_ASSERT(holds(english.text, "Hello Meera Kulkarni"));
    CPPUNIT_ASSERT(holds(hindi.subject, "स्वागत"));
    CPPUNIT_ASSERT(!holds(hindi.html, "foot"));
    CPPUNIT_ASSERT_EQUAL(std::string{"வணக்கம் Meera Kulkarni"}, tamil.text);
    CPPUNIT_ASSERT(tamil.html.empty());
    CPPUNIT_ASSERT(library_.find({"mail", "own", "hi"}, overlay).text == "own");
    CPPUNIT_ASSERT_THROW(library_.find({"mail", "own", "en"}), UnknownTemplate);
  }

  void problemsAreNamedByPart() {
    const TemplateTexts overlay{{"mail/en/welcome.subject", "{{nmae}}"},
                                {"mail/en/_bottom.html", "\n<a href={{link}}>x</a>"}};
    const auto problems = library_.find({"mail", "welcome", "en"}, overlay)
                              .check(engine_, library_.sample("mail", "welcome"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, problems.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"subject:1: nothing is called \"nmae\" here"},
                         problems[0].text());
    CPPUNIT_ASSERT_MESSAGE(problems[1].text(), problems[1].text().starts_with("html bottom:2: "));
  }

  void aDirectoryWithoutTemplatesIsRefused() {
    CPPUNIT_ASSERT_THROW(TemplateLibrary{fs::path{"/nowhere"}}, std::runtime_error);
    CPPUNIT_ASSERT_THROW(TemplateLibrary{fs::path{"/dev/fd"}}, std::runtime_error);
  }
};
HOSTLER_SUITE(TemplateLibraryTest, "core/render/template_library");

}  // namespace hostler::render
