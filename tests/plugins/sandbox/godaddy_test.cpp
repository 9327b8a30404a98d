#include "core/time/clock.h"
#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/sandbox_client.h"
#include "tests/plugins/support/shapes.h"

#include <algorithm>

using hostler::Instant;
using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;
using namespace std::chrono_literals;

namespace {

// Required members are there, and every member that the specification knows has its type.
void assertSchema(const std::string& where, const Json& schemas, const Json& schema,
                  const Json& value) {
  if (schema.contains("$ref")) {
    const auto name = schema["$ref"].get<std::string>();
    return assertSchema(where, schemas, schemas[name.substr(name.rfind('/') + 1)], value);
  }
  const auto type = schema.value("type", schema.contains("properties") ? "object" : "");
  const bool fits = type == "string"    ? value.is_string()
                    : type == "boolean" ? value.is_boolean()
                    : type == "integer" ? value.is_number_integer()
                    : type == "number"  ? value.is_number()
                    : type == "array"   ? value.is_array()
                    : type == "object"  ? value.is_object()
                                        : true;
  CPPUNIT_ASSERT_MESSAGE(where + " is " + value.dump() + " and should be a " + type, fits);
  if (schema.contains("enum")) {
    const auto& words = schema["enum"];
    CPPUNIT_ASSERT_MESSAGE(where, std::find(words.begin(), words.end(), value) != words.end());
  }
  for (const auto& name : schema.value("required", Json::array()))
    CPPUNIT_ASSERT_MESSAGE(where + " lacks " + name.get<std::string>(),
                           value.contains(name.get<std::string>()));
  const auto properties = schema.value("properties", Json::object());
  for (const auto& [name, property] : properties.items()) {
    // The list says null for the name servers that it was not asked to include.
    const bool isThere = value.is_object() && value.contains(name) && !value[name].is_null();
    if (isThere) assertSchema(where + "." + name, schemas, property, value[name]);
  }
  if (type == "array" && !value.empty() && schema.contains("items"))
    assertSchema(where + "[0]", schemas, schema["items"], value[0]);
}

}  // namespace

class SandboxGodaddyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxGodaddyTest);
  CPPUNIT_TEST(onlyTheRightKeyOpens);
  CPPUNIT_TEST(aShopperActsForItselfAlone);
  CPPUNIT_TEST(unknownAndMissingParametersAreRefused);
  CPPUNIT_TEST(bodiesAreCheckedMemberByMember);
  CPPUNIT_TEST(withoutEveryAgreementNothingIsBought);
  CPPUNIT_TEST(aPurchaseMakesOneOrderAndOneDomain);
  CPPUNIT_TEST(manyNamesAreAnsweredInParts);
  CPPUNIT_TEST(theFirstApiRenewsAsOftenAsItIsAsked);
  CPPUNIT_TEST(theSecondApiComparesExpiryAndPrice);
  CPPUNIT_TEST(theSecondApiRedeemsForPriceAndFeeOnce);
  CPPUNIT_TEST(changesWaitUntilADomainIsSetUp);
  CPPUNIT_TEST(addingARecordTwiceMakesTwo);
  CPPUNIT_TEST(foreignNameServersHaveNoZoneHere);
  CPPUNIT_TEST(domainsAreListedPageByPage);
  CPPUNIT_TEST(sixtyRequestsOfAKindAMinute);
  CPPUNIT_TEST(codesAreShownOnlyWhenUnlockedAndNeverInTheCalls);
  CPPUNIT_TEST(answersHaveTheSpecifiedShape);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheRightKeyOpens() {
    CPPUNIT_ASSERT_EQUAL(200, get("/v1/domains").status);
    for (const char* wrong :
         {"", "sso-key sandbox_fast_key:wrong", "sso-key sandbox_fast_key",
          "Basic c2FuZGJveA==", "sso-key sandbox_godaddy_key:sandbox_fast_secret_01",
          "sandbox_fast_key:sandbox_fast_secret_01"}) {
      const auto told = client_.godaddy(Method::Get, "/v1/domains", nullptr, wrong);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, 401, told.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"UNABLE_TO_AUTHENTICATE"}, codeOf(told));
    }
  }

  void aShopperActsForItselfAlone() {
    const auto as = [&](const char* shopper) {
      return client_
          .godaddy(Method::Get, "/v1/domains", nullptr, SandboxClient::kGodaddy,
                   {{"x-shopper-id", shopper}})
          .status;
    };
    CPPUNIT_ASSERT_EQUAL(200, as("100002"));
    CPPUNIT_ASSERT_EQUAL(403, as("100001"));
    CPPUNIT_ASSERT_EQUAL(403, get("/v2/customers/somebody/domains/acme.com").status);
    CPPUNIT_ASSERT_EQUAL(404, get("/v1/shoppers/100001").status);
  }

  void unknownAndMissingParametersAreRefused() {
    CPPUNIT_ASSERT_EQUAL(400, get("/v1/domains/available?domain=a.com&colour=red").status);
    CPPUNIT_ASSERT_EQUAL(422, get("/v1/domains/available").status);
    CPPUNIT_ASSERT_EQUAL(422, get("/v1/domains/available?domain=a.com&checkType=SLOW").status);
    CPPUNIT_ASSERT_EQUAL(422, get("/v1/domains/available?domain=a.nosuch").status);
    CPPUNIT_ASSERT_EQUAL(422, get("/v1/domains?limit=1001").status);
    CPPUNIT_ASSERT_EQUAL(422, get("/v1/domains/agreements?tlds=com").status);
    CPPUNIT_ASSERT_EQUAL(404, get("/v1/domains/purchase/schema/nosuch").status);
    CPPUNIT_ASSERT_EQUAL(404, get("/v3/nothing").status);
    CPPUNIT_ASSERT_EQUAL(404, get("/v1/domains/acme.com").status);
  }

  void bodiesAreCheckedMemberByMember() {
    auto bad = purchaseOf("acme.com");
    bad["colour"] = "red";
    bad["period"] = 11;
    bad["nameServers"] = {"ns1.host.example"};
    bad["contactRegistrant"]["phone"] = "9812345678";
    bad["contactRegistrant"]["addressMailing"].erase("city");
    for (const char* path : {"/v1/domains/purchase/validate", "/v1/domains/purchase"}) {
      const auto told = post(path, bad);
      CPPUNIT_ASSERT_EQUAL(422, told.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"INVALID_BODY"}, codeOf(told));
      std::string paths;
      for (const auto& field : told.body["fields"]) paths += field["path"].get<std::string>() + " ";
      for (const char* wrong : {"colour", "period", "nameServers", "contactRegistrant.phone",
                                "contactRegistrant.addressMailing.city"}) {
        CPPUNIT_ASSERT_MESSAGE(paths, paths.find(wrong) != std::string::npos);
      }
    }
    const auto broken = client_.server().ask(Method::Post, "/godaddy/v1/domains/purchase", "{",
                                             {{"authorization", SandboxClient::kGodaddy}});
    CPPUNIT_ASSERT_EQUAL(400, broken.status);
    CPPUNIT_ASSERT(book()["domains"].empty());
  }

  void withoutEveryAgreementNothingIsBought() {
    auto bare = purchaseOf("acme.in");
    const auto told = post("/v1/domains/purchase", bare);
    CPPUNIT_ASSERT_EQUAL(422, told.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"MISSING_CONSENT"},
                         told.body["fields"][0]["code"].get<std::string>());
    bare["consent"]["agreementKeys"] = {"DNRA", "CCTLD_REGISTRANT"};
    CPPUNIT_ASSERT_EQUAL(200, post("/v1/domains/purchase", bare).status);
  }

  void aPurchaseMakesOneOrderAndOneDomain() {
    CPPUNIT_ASSERT_EQUAL(200, post("/v1/domains/purchase/validate", purchaseOf("acme.com")).status);
    CPPUNIT_ASSERT(book()["orders"].empty());
    const auto order = post("/v1/domains/purchase", purchaseOf("acme.com"));
    CPPUNIT_ASSERT_EQUAL(11'990'000, order.body["total"].get<int>());
    CPPUNIT_ASSERT_EQUAL(422, post("/v1/domains/purchase", purchaseOf("acme.com")).status);
    CPPUNIT_ASSERT_EQUAL(422, post("/v1/domains/purchase", purchaseOf("taken1.com")).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book()["orders"].size());
    const std::string period = "/v1/orders?periodStart=2026-01-05T00:00:00Z";
    CPPUNIT_ASSERT_EQUAL(200, get(period + "&periodEnd=2026-02-05T00:00:00Z").status);
    CPPUNIT_ASSERT_EQUAL(400, get(period + "&domain=acme.com").status);
    const auto domain = book()["domains"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"acme.com"}, domain["domain"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(true, domain["auto_renew"].get<bool>());  // who does not say gets it
    const auto other = client_.godaddy(Method::Get, "/v1/domains/acme.com", nullptr,
                                       "sso-key sandbox_godaddy_key:sandbox_godaddy_secret_01");
    CPPUNIT_ASSERT_EQUAL(404, other.status);
  }

  void manyNamesAreAnsweredInParts() {
    const auto whole = post("/v1/domains/available", {"acme.com", "taken1.com"});
    CPPUNIT_ASSERT_EQUAL(200, whole.status);
    CPPUNIT_ASSERT_EQUAL(true, whole.body["domains"][0]["available"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(false, whole.body["domains"][1]["available"].get<bool>());
    const auto mixed = post("/v1/domains/available", {"acme.com", "acme.nosuch", "bad_name.com"});
    CPPUNIT_ASSERT_EQUAL(203, mixed.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mixed.body["domains"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"domains[2]"},
                         mixed.body["errors"][1]["path"].get<std::string>());
    Json many = Json::array();
    for (int i = 0; i < 501; ++i) many.push_back("n" + std::to_string(i) + ".com");
    CPPUNIT_ASSERT_EQUAL(422, post("/v1/domains/available", many).status);
  }

  void theFirstApiRenewsAsOftenAsItIsAsked() {
    const auto before = registered("acme.com")["expires"].get<std::string>();
    for (int i = 0; i < 2; ++i)
      CPPUNIT_ASSERT_EQUAL(200, post("/v1/domains/acme.com/renew", {{"period", 1}}).status);
    const auto after = get("/v1/domains/acme.com").body["expires"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::stoi(before.substr(0, 4)) + 2, std::stoi(after.substr(0, 4)));
    CPPUNIT_ASSERT_EQUAL(422, post("/v1/domains/acme.com/renew", {{"period", 10}}).status);
  }

  void theSecondApiComparesExpiryAndPrice() {
    const auto expires = registered("acme.com")["expires"].get<std::string>();
    const auto customer =
        get("/v1/shoppers/100002?includes=customerId").body["customerId"].get<std::string>();
    const auto path = "/v2/customers/" + customer + "/domains/acme.com";
    Json renewal{{"expires", expires},
                 {"period", 1},
                 {"consent",
                  {{"price", 1},
                   {"currency", "USD"},
                   {"agreedBy", "203.0.113.7"},
                   {"agreedAt", "2026-01-05T10:20:30Z"}}}};
    CPPUNIT_ASSERT_EQUAL(422, post(path + "/renew", renewal).status);
    renewal["consent"]["price"] = get(path).body["renewal"]["price"];
    CPPUNIT_ASSERT_EQUAL(404, get(path + "/actions/RENEW").status);
    CPPUNIT_ASSERT_EQUAL(202, post(path + "/renew", renewal).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"SUCCESS"},
                         get(path + "/actions/RENEW").body["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(409, post(path + "/renew", renewal).status);  // it expires later by now
  }

  void theSecondApiRedeemsForPriceAndFeeOnce() {
    post("/v1/domains/purchase", purchaseOf("redeemable1.com"));
    statusOf("redeemable1.com");
    CPPUNIT_ASSERT_EQUAL(std::string{"CANCELLED_REDEEMABLE"}, statusOf("redeemable1.com"));
    CPPUNIT_ASSERT_EQUAL(409, post("/v1/domains/redeemable1.com/renew", {{"period", 1}}).status);
    const auto customer =
        get("/v1/shoppers/100002?includes=customerId").body["customerId"].get<std::string>();
    const auto path = "/v2/customers/" + customer + "/domains/redeemable1.com";
    const auto detail = get(path).body;
    CPPUNIT_ASSERT_EQUAL(std::string{"DELETED_REDEEMABLE"}, detail["status"].get<std::string>());
    Json redemption{{"consent",
                     {{"price", detail["renewal"]["price"]},
                      {"fee", 1},
                      {"currency", "USD"},
                      {"agreedBy", "203.0.113.7"},
                      {"agreedAt", "2026-01-05T10:20:30Z"}}}};
    CPPUNIT_ASSERT_EQUAL(422, post(path + "/redeem", redemption).status);
    redemption["consent"]["fee"] = 80'000'000;
    CPPUNIT_ASSERT_EQUAL(202, post(path + "/redeem", redemption).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"ACTIVE"}, statusOf("redeemable1.com"));
    CPPUNIT_ASSERT_EQUAL(422, post(path + "/redeem", redemption).status);  // it is back by now
  }

  void changesWaitUntilADomainIsSetUp() {
    post("/v1/domains/purchase", purchaseOf("acme.com"));
    const auto unlock = [&] {
      return client_.godaddy(Method::Patch, "/v1/domains/acme.com", {{"locked", false}}).status;
    };
    CPPUNIT_ASSERT_EQUAL(409, unlock());
    CPPUNIT_ASSERT_EQUAL(std::string{"PENDING_SETUP"}, statusOf("acme.com"));
    CPPUNIT_ASSERT_EQUAL(std::string{"ACTIVE"}, statusOf("acme.com"));
    CPPUNIT_ASSERT_EQUAL(200, unlock());
    CPPUNIT_ASSERT_EQUAL(200, client_.godaddy(Method::Delete, "/v1/domains/acme.com").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"CANCELLED"}, statusOf("acme.com"));
    CPPUNIT_ASSERT_EQUAL(409, unlock());
  }

  void addingARecordTwiceMakesTwo() {
    registered("acme.com");
    const Json record{{"type", "A"}, {"name", "www"}, {"data", "192.0.2.1"}, {"ttl", 600}};
    const auto add = [&](const Json& each) {
      return client_.godaddy(Method::Patch, "/v1/domains/acme.com/records", Json::array({each}))
          .status;
    };
    CPPUNIT_ASSERT_EQUAL(200, add(record));
    CPPUNIT_ASSERT_EQUAL(200, add(record));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, get("/v1/domains/acme.com/records/A/www").body.size());
    const Json one = Json::array({{{"data", "192.0.2.1"}, {"ttl", 600}}});
    for (int i = 0; i < 2; ++i)
      client_.godaddy(Method::Put, "/v1/domains/acme.com/records/A/www", one);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, get("/v1/domains/acme.com/records/A/www").body.size());
    auto brief = record;
    brief["ttl"] = 60;
    CPPUNIT_ASSERT_EQUAL(422, add(brief));
    CPPUNIT_ASSERT_EQUAL(
        204, client_.godaddy(Method::Delete, "/v1/domains/acme.com/records/A/www").status);
    CPPUNIT_ASSERT_EQUAL(
        422, client_.godaddy(Method::Delete, "/v1/domains/acme.com/records/NS/@").status);
  }

  void foreignNameServersHaveNoZoneHere() {
    registered("acme.com");
    CPPUNIT_ASSERT_EQUAL(200, get("/v1/domains/acme.com/records").status);
    client_.godaddy(Method::Patch, "/v1/domains/acme.com",
                    {{"nameServers", {"ns1.host.example", "ns2.host.example"}}});
    CPPUNIT_ASSERT_EQUAL(404, get("/v1/domains/acme.com/records").status);
  }

  void domainsAreListedPageByPage() {
    for (const char* name : {"cherry.com", "apple.com", "banana.com"}) registered(name);
    const auto first = get("/v1/domains?limit=2").body;
    CPPUNIT_ASSERT_EQUAL(std::string{"apple.com"}, first[0]["domain"].get<std::string>());
    CPPUNIT_ASSERT(first[0]["nameServers"].is_null() && !first[0].contains("authCode"));
    const auto second = get("/v1/domains?limit=2&marker=banana.com&includes=nameServers").body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, second.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, second[0]["nameServers"].size());
    CPPUNIT_ASSERT(get("/v1/domains?statuses=CANCELLED").body.empty());
  }

  void sixtyRequestsOfAKindAMinute() {
    hostler::ManualClock clock{*Instant::parse("2026-01-05T10:20:30Z")};
    SandboxClient strict{{.clock = &clock}};
    const auto ask = [&](const char* path) {
      return strict.godaddy(Method::Get, path, nullptr,
                            "sso-key sandbox_godaddy_key:sandbox_godaddy_secret_01");
    };
    for (int i = 0; i < 60; ++i) CPPUNIT_ASSERT_EQUAL(404, ask("/v1/domains/acme.com").status);
    clock.advance(10s);
    const auto refused = ask("/v1/domains/other.com");
    CPPUNIT_ASSERT_EQUAL(429, refused.status);
    CPPUNIT_ASSERT_EQUAL(50, refused.body["retryAfterSec"].get<int>());
    CPPUNIT_ASSERT_EQUAL(200, ask("/v1/domains/tlds").status);
    clock.advance(50s);
    CPPUNIT_ASSERT_EQUAL(404, ask("/v1/domains/other.com").status);
  }

  void codesAreShownOnlyWhenUnlockedAndNeverInTheCalls() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, registered("acme.com")["authCode"].get<std::string>());
    client_.godaddy(Method::Patch, "/v1/domains/acme.com", {{"locked", false}});
    CPPUNIT_ASSERT(!get("/v1/domains/acme.com").body["authCode"].get<std::string>().empty());
    auto body = purchaseOf("taken1.com");
    body.erase("domain");
    body["authCode"] = "Elsewhere-Code-1";
    body["consent"]["agreementKeys"] = {"DNTA"};
    CPPUNIT_ASSERT_EQUAL(200, post("/v1/domains/taken1.com/transfer", body).status);
    const auto calls = client_.control(Method::Get, "/_calls?provider=godaddy").body.dump();
    CPPUNIT_ASSERT(calls.find("Elsewhere-Code-1") == std::string::npos);
    CPPUNIT_ASSERT(calls.find("sandbox_fast_secret") == std::string::npos);
  }

  void answersHaveTheSpecifiedShape() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    registered("acme.com");
    const auto domains = hostler::testing::jsonFile(*specs / "godaddy/domains.openapi.json");
    const auto orders = hostler::testing::jsonFile(*specs / "godaddy/orders.openapi.json");
    const auto customer =
        get("/v1/shoppers/100002?includes=customerId").body["customerId"].get<std::string>();
    const auto check = [&](const Json& document, const std::string& pattern,
                           const std::string& method, const Told& told) {
      const auto& response =
          document["paths"][pattern][method]["responses"][std::to_string(told.status)];
      CPPUNIT_ASSERT_MESSAGE(pattern + " answered " + told.body.dump(), response.is_object());
      if (!response.contains("content")) return;
      assertSchema(pattern, document["components"]["schemas"],
                   response["content"]["application/json"]["schema"], told.body);
    };
    check(domains, "/v1/domains/{domain}", "get", get("/v1/domains/acme.com"));
    check(domains, "/v1/domains", "get", get("/v1/domains"));
    check(domains, "/v1/domains/available", "get", get("/v1/domains/available?domain=free.com"));
    check(domains, "/v1/domains/available", "get", get("/v1/domains/available?domain=a.nosuch"));
    check(domains, "/v1/domains/available", "post",
          post("/v1/domains/available", {"free.com", "free.nosuch"}));
    check(domains, "/v1/domains/suggest", "get", get("/v1/domains/suggest?query=acme"));
    check(domains, "/v1/domains/tlds", "get", get("/v1/domains/tlds"));
    check(domains, "/v1/domains/agreements", "get",
          get("/v1/domains/agreements?tlds=com&privacy=true"));
    check(domains, "/v1/domains/purchase", "post",
          post("/v1/domains/purchase", purchaseOf("second.com")));
    check(domains, "/v1/domains/purchase", "post", post("/v1/domains/purchase", Json::object()));
    check(domains, "/v1/domains/{domain}/renew", "post",
          post("/v1/domains/acme.com/renew", {{"period", 1}}));
    check(domains, "/v1/domains/{domain}/records/{type}/{name}", "get",
          get("/v1/domains/acme.com/records/A/@"));
    check(domains, "/v2/customers/{customerId}/domains/{domain}", "get",
          get("/v2/customers/" + customer + "/domains/acme.com?includes=dnssecRecords"));
    check(orders, "/v1/orders", "get", get("/v1/orders?domain=acme.com"));
  }

 private:
  Told get(const std::string& path) { return client_.godaddy(Method::Get, path); }
  Told post(const std::string& path, const Json& body) {
    return client_.godaddy(Method::Post, path, body);
  }
  Json book() { return client_.book()["godaddy"]; }
  std::string statusOf(const std::string& domain) {
    return get("/v1/domains/" + domain).body["status"].get<std::string>();
  }
  static std::string codeOf(const Told& told) { return told.body["code"].get<std::string>(); }

  static Json purchaseOf(const std::string& domain) {
    return {{"domain", domain},
            {"period", 1},
            {"consent",
             {{"agreementKeys", {"DNRA"}},
              {"agreedBy", "203.0.113.7"},
              {"agreedAt", "2026-01-05T10:20:30Z"}}},
            {"contactRegistrant",
             {{"nameFirst", "Asha"},
              {"nameLast", "Rao"},
              {"email", "asha@example.net"},
              {"phone", "+91.9812345678"},
              {"addressMailing",
               {{"address1", "1 Law College Road"},
                {"city", "Pune"},
                {"state", "MH"},
                {"postalCode", "411004"},
                {"country", "IN"}}}}}};
  }
  // Bought, and looked at until it is set up.
  Json registered(const std::string& domain) {
    CPPUNIT_ASSERT_EQUAL(200, post("/v1/domains/purchase", purchaseOf(domain)).status);
    get("/v1/domains/" + domain);
    return get("/v1/domains/" + domain).body;
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxGodaddyTest, "plugins/sandbox/godaddy");
