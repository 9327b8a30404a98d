// The demonstration with every provider played by the sandbox: each shipped plugin reaches its own,
// and a client's zone is edited through it.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/suite.h"

namespace hostler::testing {

class ProvidersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ProvidersTest);
  CPPUNIT_TEST(everyPluginOfTheDemonstrationReachesItsProvider);
  CPPUNIT_TEST(aZoneIsEditedFromItsBeginningToItsEnd);
  CPPUNIT_TEST(aVatNumberIsLookedUpOnceItIsNamed);
  CPPUNIT_TEST(aStrangerSolvesACaptchaForEachSignUp);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyPluginOfTheDemonstrationReachesItsProvider() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    auto& owner = journey.operatorOfTheShop();
    for (const auto* plugin :
         {"razorpay", "stripe", "cpanel", "cloudstack", "aws", "digitalocean", "godaddy",
          "powerdns", "sendgrid", "msg91", "twilio", "vies", "turnstile", "recaptcha", "crypto"}) {
      const auto tried = owner.post("/api/admin/plugins/" + std::string{plugin} + "/test");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(plugin + tried.text, 200, tried.status);
      CPPUNIT_ASSERT_MESSAGE(plugin + tried.text, tried.body["works"].get<bool>());
    }
    const auto servers = owner.get("/api/admin/servers");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(servers.text, std::size_t{4}, servers.body["data"].size());
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  void aZoneIsEditedFromItsBeginningToItsEnd() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    auto& meera = journey.customer();
    auto zone = meera.post(
        "/api/dns/zones",
        {{"name", "meera-bakes.in"}, {"template", "hosting"}, {"values", {{"ip", "192.0.2.7"}}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(zone.text, 201, zone.status);
    const std::string path = "/api/dns/zones/meera-bakes.in";
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, awaitActive(journey, path, 1)["records"].size());

    // The answer to the change is lost on its way, and it happens once all the same.
    journey.sandbox().post(
        "/_faults", {{"provider", "powerdns"}, {"fault", "drop_after_effect"}, {"times", 1}});
    const Json body{{"serial", 1},
                    {"scope", "sets"},
                    {"records", Json::array({{{"name", "shop"},
                                              {"type", "CNAME"},
                                              {"ttl", 300},
                                              {"values", {"www.meera-bakes.in"}}}})}};
    auto shown = body;
    shown["preview"] = true;
    const auto plan = meera.put(path + "/records", shown);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(plan.text, std::size_t{1}, plan.body["added"].size());
    auto exactly = body;
    exactly["plan"] = plan.body["plan"];
    CPPUNIT_ASSERT_EQUAL(200, meera.put(path + "/records", exactly).status);
    awaitActive(journey, path, 2);
    CPPUNIT_ASSERT_EQUAL(412, meera.put(path + "/records", exactly).status);
    bool found = false;
    const auto book = journey.sandbox().get("/_book").body["powerdns"]["zones"];
    for (const auto& set : book[0]["rrsets"])
      found = found || (set["name"] == "shop.meera-bakes.in." && set["type"] == "CNAME");
    CPPUNIT_ASSERT_MESSAGE(book.dump(), found);

    const auto gone = meera.remove(path);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(gone.text, 202, gone.status);
    journey.awaitThat(
        path, [](const HttpAnswer& zone) { return zone.status == 404; }, "gone");
    CPPUNIT_ASSERT(journey.sandbox().get("/_book").body["powerdns"]["zones"].empty());
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  void aVatNumberIsLookedUpOnceItIsNamed() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("claire@example.fr");
    auto& claire = journey.customer();
    const Json address{{"line1", "2 rue du Port"},
                       {"city", "Lyon"},
                       {"state", ""},
                       {"postal_code", "69002"},
                       {"country", "FR"}};
    const auto moved = claire.patch("/api/account", {{"address", address}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(moved.text, 200, moved.status);
    const auto named = claire.put("/api/billing/tax-id", {{"tax_id", "FR 40 303 265 045"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(named.text, 200, named.status);
    const auto isKnown = [](const HttpAnswer& number) {
      return number.body.is_object() && number.body.value("standing", "") == "valid";
    };
    const auto known = journey.awaitThat("/api/billing/tax-id", isKnown, "known to its register");
    CPPUNIT_ASSERT_EQUAL(Json("ATELIER EXEMPLE SARL"), known.body["name"]);
    const auto asked = journey.sandbox().get("/_book").body["vies"]["consultations"];
    CPPUNIT_ASSERT_EQUAL_MESSAGE(asked.dump(), std::size_t{1}, asked.size());
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  void aStrangerSolvesACaptchaForEachSignUp() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    auto& owner = journey.operatorOfTheShop();
    const auto site = journey.sandbox().get("/_accounts").body["turnstile"][0];
    const Json settings{{"site_key", site["site_key"]},
                        {"secret", site["secret"]},
                        {"base_url", here.sandboxUrl() + "/turnstile/v0"}};
    const std::string path = "/api/admin/plugins/turnstile";
    const auto saved = owner.put(path + "/settings", settings);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(saved.text, 200, saved.status);
    const auto enabled = owner.post(path + "/enable");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(enabled.text, 200, enabled.status);
    const auto asking = owner.put("/api/admin/settings",
                                  {{"captcha.plugin", "turnstile"}, {"captcha.on_register", true}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(asking.text, 200, asking.status);
    const auto isAsked = [](const HttpAnswer& told) {
      return told.body.is_object() && told.body.value("required", false);
    };
    const auto asked =
        journey.awaitThat("/api/auth/captcha?for=register", isAsked, "asked of strangers");
    CPPUNIT_ASSERT_EQUAL(site["site_key"], asked.body["site_key"]);
    const auto page = journey.customer().get("/register");
    CPPUNIT_ASSERT_MESSAGE(
        page.headers.at("content-security-policy"),
        page.headers.at("content-security-policy").find(here.sandboxUrl()) != std::string::npos);

    const auto join = [&](const std::string& name, const Json& captcha) {
      Json body{{"username", name},
                {"email", name + "@example.in"},
                {"phone", "+91 98765 43210"},
                {"password", "violet harbour 42 lantern"},
                {"otp_channel", "email"}};
      if (captcha.is_string()) body["captcha"] = captcha;
      return journey.customer().post("/api/auth/register", body);
    };
    const auto without = join("meera", nullptr);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(without.text, 422, without.status);
    const auto solved = journey.sandbox().post("/_pay", {{"provider", "turnstile"},
                                                         {"site_key", site["site_key"]},
                                                         {"hostname", "127.0.0.1"},
                                                         {"action", "register"}});
    const auto joined = join("meera", solved.body["token"]);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(joined.text, 201, joined.status);
    const auto again = join("ravi", solved.body["token"]);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(again.text, 422, again.status);
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

 private:
  static Json awaitActive(Journey& journey, const std::string& path, int serial) {
    const auto isPublished = [&](const HttpAnswer& zone) {
      return zone.body.is_object() && zone.body.value("state", "") == "active" &&
             zone.body.value("serial", 0) == serial;
    };
    return journey.awaitThat(path, isPublished, "published as " + std::to_string(serial)).body;
  }
};
HOSTLER_SUITE(ProvidersTest, "journeys/providers");

}  // namespace hostler::testing
