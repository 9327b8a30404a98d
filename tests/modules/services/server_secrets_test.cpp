#include "core/plugin_host/destination.h"
#include "modules/services/server_routes.h"
#include "modules/services/services_module.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler {
std::span<const db::Migration> operationsMigrations();
}  // namespace hostler

namespace hostler::testing {
namespace {

class NoProviders final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest& request) override {
    throw std::logic_error{"a provider was called: " + request.operation};
  }
  std::vector<ProviderInstance> instances(const std::string&) override { return {}; }
};

// As a provisioner's schema would: the token is secret, the port has a default.
std::pair<Json, Json> taken(const std::string&, const Json& settings) {
  Json shown = settings;
  Json secrets{{"token", settings.at("token")}};
  shown.erase("token");
  if (!shown.contains("port")) shown["port"] = 2087;
  return {shown, secrets};
}

std::vector<db::Migration> migrations() {
  std::vector<db::Migration> all;
  for (const auto part : {operationsMigrations(), servicesMigrations()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

// A token that was given for one machine is sent to no other, whoever names it.
class ServerSecretsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ServerSecretsTest);
  CPPUNIT_TEST(aKeptTokenDoesNotFollowTheServerToAnotherHost);
  CPPUNIT_TEST(anythingThatLeadsElsewhereNeedsTheTokenAnew);
  CPPUNIT_TEST(aKeptTokenStaysWhereTheServerStays);
  CPPUNIT_TEST(nullTakesAServerOutOfItsGroup);
  CPPUNIT_TEST(writingServersAsksForAFreshFactor);
  CPPUNIT_TEST(settingsAreComparedDownToTheirParts);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    routes_.mount(engine_.router());
    owner_ = std::make_unique<ApiClient>(engine_.owner());
    const auto made = owner_->post("/admin/servers", {{"name", "one"},
                                                      {"plugin", "cpanel"},
                                                      {"settings", settings("right-token")},
                                                      {"max_accounts", 10}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    path_ = "/admin/servers/" + made["id"].get<std::string>();
  }

  void aKeptTokenDoesNotFollowTheServerToAnotherHost() {
    auto moved = settings("***");
    moved["host"] = "evil.example";

    const auto refused = owner_->patch(path_, {{"settings", moved}});

    CPPUNIT_ASSERT_EQUAL(422, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"required_anew"}, refused.fieldCode("settings.token"));
    CPPUNIT_ASSERT_EQUAL(std::string{"whm.example"},
                         owner_->get(path_)["settings"]["host"].get<std::string>());
    moved["token"] = "another-token";
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch(path_, {{"settings", moved}}).status);
  }

  void anythingThatLeadsElsewhereNeedsTheTokenAnew() {
    for (const auto& [name, value] :
         std::map<std::string, Json>{{"port", 2088},
                                     {"base_url", "https://evil.example"},
                                     {"ca_certificate", "-----BEGIN CERTIFICATE-----"},
                                     {"pinned_public_key", "sha256//x"}}) {
      auto moved = settings("***");
      moved[name] = value;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 422, owner_->patch(path_, {{"settings", moved}}).status);
    }
  }

  void aKeptTokenStaysWhereTheServerStays() {
    auto same = settings("***");
    same["username"] = "operator";

    const auto kept = owner_->patch(path_, {{"settings", same}, {"max_accounts", 20}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(kept.text, 200, kept.status);
    engine_.database().read([&](db::Reader& reader) {
      const auto server = servers_.list(reader, {}, 2).at(0);
      CPPUNIT_ASSERT_EQUAL(std::string{"right-token"},
                           servers_.fullSettings(reader, server)["token"].get<std::string>());
    });
  }

  void nullTakesAServerOutOfItsGroup() {
    CPPUNIT_ASSERT_EQUAL(std::string{"fast"},
                         owner_->patch(path_, {{"group", "fast"}})["group"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"fast"},
                         owner_->patch(path_, {{"max_accounts", 5}})["group"].get<std::string>());

    const auto cleared = owner_->patch(path_, {{"group", nullptr}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(cleared.text, 200, cleared.status);
    CPPUNIT_ASSERT(cleared["group"].is_null());
    // What there has to be cannot be cleared, and in a POST null is as good as nothing.
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch(path_, {{"name", nullptr}}).status);
    const auto made = owner_->post("/admin/servers", {{"name", "two"},
                                                      {"plugin", "cpanel"},
                                                      {"group", nullptr},
                                                      {"settings", settings("right-token")}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT(made["group"].is_null());
  }

  void writingServersAsksForAFreshFactor() {
    int writes = 0;
    for (const auto& route : engine_.router().routes()) {
      if (!route.pattern.starts_with("/admin/servers")) continue;
      const bool asksProvider =
          route.pattern.ends_with("/health") || route.pattern.ends_with("/drift");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(route.name, asksProvider, route.slow);
      if (route.method == http::Method::Get) continue;
      ++writes;
      CPPUNIT_ASSERT_MESSAGE(route.name, route.access.freshFactor);
    }
    CPPUNIT_ASSERT_EQUAL(3, writes);
  }

  void settingsAreComparedDownToTheirParts() {
    using plugin::leadsElsewhere;
    const Json before{{"key", "1"}, {"proxy", {{"name", "a"}}}, {"hosts", {"https://a.example"}}};
    CPPUNIT_ASSERT(!leadsElsewhere(before, before));
    auto after = before;
    after["key"] = "2";
    CPPUNIT_ASSERT(!leadsElsewhere(before, after));
    after["proxy"]["name"] = "b";
    CPPUNIT_ASSERT(leadsElsewhere(before, after));
    after = before;
    after["hosts"][0] = "https://b.example";
    CPPUNIT_ASSERT(leadsElsewhere(before, after));
    after = before;
    after["place"] = "http://b.example";
    CPPUNIT_ASSERT(leadsElsewhere(before, after));
    CPPUNIT_ASSERT(leadsElsewhere(after, before));
  }

 private:
  static Json settings(const std::string& token) {
    return {{"host", "whm.example"}, {"username", "root"}, {"token", token}};
  }

  TestEngine engine_{[] {
    EngineOptions options;
    options.migrations = migrations();
    return options;
  }()};
  NoProviders providers_;
  Operations operations_{engine_.database(), engine_.clock(), engine_.ids(), engine_.vault(),
                         providers_};
  ServiceRepository services_{engine_.vault()};
  ServerRepository servers_{engine_.vault()};
  Catalog catalog_{engine_.database()};
  ServerDesk desk_{{engine_.database(), engine_.clock(), engine_.ids(), catalog_, services_,
                    servers_, operations_, engine_.audit(), taken}};
  ServerRoutes routes_{engine_.database(), servers_, desk_};
  std::unique_ptr<ApiClient> owner_;
  std::string path_;
};

HOSTLER_SUITE(ServerSecretsTest, "modules/services/server_secrets");

}  // namespace hostler::testing
