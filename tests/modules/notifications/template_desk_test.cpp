#include "modules/accounts/accounts_events.h"
#include "tests/modules/notifications/calls.h"

namespace hostler {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class TemplateDeskTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TemplateDeskTest);
  CPPUNIT_TEST(aChangedTemplateIsWhatIsSentAndAResetBringsBackTheShipped);
  CPPUNIT_TEST(aTemplateThatCouldNotBeSentIsRefusedByLine);
  CPPUNIT_TEST(aSharedPieceIsCheckedInEveryTemplate);
  CPPUNIT_TEST(aNewLanguageGetsAWholeTemplate);
  CPPUNIT_TEST(whoWritesWhatMailsSayShowsAFactorFirst);
  CPPUNIT_TEST(aPreviewSavesNothing);
  CPPUNIT_TEST(aTestGoesToWhoAsksForIt);
  CPPUNIT_TEST(whatHasNoMailboxIsNotTested);
  CPPUNIT_TEST(everyTextIsListed);
  CPPUNIT_TEST(whatIsNotThereIsNotFound);
  CPPUNIT_TEST(anotherTenantsWordsAreItsOwn);
  CPPUNIT_TEST_SUITE_END();

  static std::string welcomeMail(Shop& shop, const std::string& email,
                                 const std::string& language = "en") {
    const auto account = shop.client("Meera", email, language);
    shop.announce(account, AccountRegistered{account, Id<User>::of(1), "123456789012"});
    shop.work();
    return shop.spooled().back();
  }
  static std::vector<FieldError> problemsOf(const std::function<void()>& work) {
    try {
      work();
    } catch (const ValidationError& error) {
      return error.errors();
    }
    return {};
  }

 public:
  void aChangedTemplateIsWhatIsSentAndAResetBringsBackTheShipped() {
    Shop shop;
    Calls calls{shop};
    const auto saved = calls.put("/admin/templates/mail/welcome?locale=en",
                                 {{"subject", "Namaste {{client.name}}"}});
    CPPUNIT_ASSERT_EQUAL(true, saved.at("edited").get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Welcome to {{brand.name}}\n"},
                         saved.at("shipped").at("subject").get<std::string>());
    CPPUNIT_ASSERT(holds(welcomeMail(shop, "a@example.in"), "Subject: Namaste Meera Kulkarni\r\n"));
    CPPUNIT_ASSERT(holds(welcomeMail(shop, "b@example.in", "hi"), "Subject: =?UTF-8?"));

    const auto reset = calls.post("/admin/templates/mail/welcome/reset?locale=en").body;
    CPPUNIT_ASSERT_EQUAL(false, reset.at("edited").get<bool>());
    shop.clock.advance(std::chrono::seconds{1});
    CPPUNIT_ASSERT(
        holds(welcomeMail(shop, "c@example.in"), "Subject: Welcome to Acme Hosting\r\n"));
  }

  void aTemplateThatCouldNotBeSentIsRefusedByLine() {
    Shop shop;
    Calls calls{shop};
    const auto problems = problemsOf([&] {
      calls.put("/admin/templates/mail/welcome",
                {{"subject", "{{clinet.name}}"}, {"html", "<p>\n<a href={{link}}>x</a>"}});
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, problems.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"subject"}, problems[0].field);
    CPPUNIT_ASSERT_EQUAL(std::string{"template_invalid"}, problems[0].code);
    CPPUNIT_ASSERT_EQUAL(std::string{"html"}, problems[1].field);
    CPPUNIT_ASSERT_MESSAGE(problems[1].message, holds(problems[1].message, ":2:"));
    CPPUNIT_ASSERT_EQUAL(false,
                         calls.get("/admin/templates/mail/welcome").at("edited").get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"no_such_part"},
                         problemsOf([&] {
                           calls.put("/admin/templates/sms/otp", {{"html", "x"}});
                         })
                             .at(0)
                             .code);
  }

  void aSharedPieceIsCheckedInEveryTemplate() {
    Shop shop;
    Calls calls{shop};
    const auto problems = problemsOf([&] {
      calls.put("/admin/templates/mail/_bottom", {{"html", "{{invoice.number}}"}});
    });
    CPPUNIT_ASSERT(!problems.empty());

    const auto shipped = calls.get("/admin/templates/mail/_bottom").at("html").get<std::string>();
    calls.put("/admin/templates/mail/_bottom", {{"html", "<b>Made in Pune</b>" + shipped}});

    CPPUNIT_ASSERT(holds(welcomeMail(shop, "a@example.in"), "<b>Made in Pune</b>"));
  }

  void aNewLanguageGetsAWholeTemplate() {
    Shop shop;
    Calls calls{shop};
    CPPUNIT_ASSERT_EQUAL(
        std::string{"en"},
        calls.get("/admin/templates/mail/welcome?locale=ta").at("written_in").get<std::string>());
    calls.put("/admin/templates/mail/welcome?locale=ta", {{"text", "Vanakkam {{client.name}}\n"}});
    const auto mail = welcomeMail(shop, "a@example.in", "ta");
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Vanakkam Meera Kulkarni"));
    CPPUNIT_ASSERT(holds(mail, "Subject: Welcome to Acme Hosting"));
    CPPUNIT_ASSERT(holds(mail, "text/html"));
  }

  void whoWritesWhatMailsSayShowsAFactorFirst() {
    Shop shop;
    Calls calls{shop};
    const std::string one = "/admin/templates/mail/welcome";
    CPPUNIT_ASSERT(calls.asksForFreshFactor(http::Method::Put, one));
    CPPUNIT_ASSERT(!calls.asksForFreshFactor(http::Method::Post, one + "/preview"));
    CPPUNIT_ASSERT(!calls.asksForFreshFactor(http::Method::Get, one));
  }

  void aPreviewSavesNothing() {
    Shop shop;
    Calls calls{shop};
    const auto made = calls
                          .post("/admin/templates/mail/invoice/preview?locale=en",
                                {{"subject", "{{invoice.number}} from {{brand.name}}"}})
                          .body;
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000042 from Acme Hosting"},
                         made.at("subject").get<std::string>());
    CPPUNIT_ASSERT(holds(made.at("html").get<std::string>(), "help@acme.example"));
    CPPUNIT_ASSERT_EQUAL(false,
                         calls.get("/admin/templates/mail/invoice").at("edited").get<bool>());
    const auto document =
        calls.post("/admin/templates/invoice/invoice/preview", Json::object()).body;
    CPPUNIT_ASSERT(holds(document.at("html").get<std::string>(), "Tax Invoice"));
  }

  void aTestGoesToWhoAsksForIt() {
    Shop shop;
    Calls calls{shop};
    shop.client("Meera", "meera@example.in");
    calls.actAs(shop.database->query("SELECT id FROM users").only().id<User>("id"));
    calls.put("/admin/templates/mail/invoice_overdue_1?locale=en",
              {{"subject", "Still open: {{invoice.number}}"}});

    const auto sent = calls.post("/admin/templates/mail/invoice_overdue_1/test-send?locale=en");
    CPPUNIT_ASSERT_EQUAL(std::string{"meera@example.in"}, sent.body.at("to").get<std::string>());
    shop.work();
    const auto mail = shop.spooled().back();
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Subject: Still open: HST/2627/0000042\r\n"));
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "meera@example.in"));
    const auto id = sent.body.at("message_id").get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"},
                         calls.get("/admin/messages/" + id).at("state").get<std::string>());
  }

  void whatHasNoMailboxIsNotTested() {
    Shop shop;
    Calls calls{shop};
    try {
      calls.post("/admin/templates/mail/welcome/test-send");
      CPPUNIT_FAIL("It was sent to nobody.");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"no_address"}, std::string{error.code()});
    }
    CPPUNIT_ASSERT_THROW(calls.post("/admin/templates/sms/otp/test-send"), ValidationError);
    CPPUNIT_ASSERT_THROW(calls.post("/admin/templates/mail/nonsense/test-send"), NotFound);
    CPPUNIT_ASSERT(shop.spooled().empty());
  }

  void everyTextIsListed() {
    Shop shop;
    Calls calls{shop};
    calls.put("/admin/templates/sms/otp?locale=hi",
              {{"text", "{{code}} {{brand.name}} {{minutes}}"}});
    std::map<std::string, Json> all;
    const auto listed = calls.get("/admin/templates");
    for (const auto& entry : listed.at("data")) {
      all.emplace(entry.at("kind").get<std::string>() + "/" + entry.at("name").get<std::string>(),
                  entry);
    }
    CPPUNIT_ASSERT(all.contains("mail/needs_attention"));
    CPPUNIT_ASSERT(all.contains("mail/_top"));
    CPPUNIT_ASSERT(all.contains("invoice/credit_note"));
    CPPUNIT_ASSERT_EQUAL(Json({"hi"}), all.at("sms/otp").at("edited"));
  }

  void whatIsNotThereIsNotFound() {
    Shop shop;
    Calls calls{shop};
    for (const auto* path :
         {"mail/nothing", "mail/_nothing", "files/welcome", "mail/..%2Fsms%2Fen%2Fotp"}) {
      CPPUNIT_ASSERT_THROW(calls.get(std::string{"/admin/templates/"} + path), NotFound);
    }
    CPPUNIT_ASSERT_EQUAL(
        std::string{"locale"},
        problemsOf([&] { calls.get("/admin/templates/mail/welcome?locale=../../x"); }).at(0).field);
  }

  void anotherTenantsWordsAreItsOwn() {
    Shop shop;
    const auto reseller = Id<Tenant>::of(7);
    shop.inTransaction([&](db::Transaction& tx) {
      auto other = shop.tenants.get(kPlatform);
      other.id = reseller;
      other.name = "Other";
      shop.tenants.save(tx, other);
    });
    Calls calls{shop};
    calls.actAs(reseller);
    calls.put("/admin/templates/mail/welcome", {{"subject", "Other words"}});
    calls.actAs(kPlatform);
    CPPUNIT_ASSERT_EQUAL(false,
                         calls.get("/admin/templates/mail/welcome").at("edited").get<bool>());
    CPPUNIT_ASSERT(holds(welcomeMail(shop, "a@example.in"), "Subject: Welcome to Acme Hosting"));
  }
};
HOSTLER_SUITE(TemplateDeskTest, "modules/notifications/template_desk");

}  // namespace
}  // namespace hostler
