#include "tests/plugins/support/sandbox_client.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;

class SandboxPowerDnsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxPowerDnsTest);
  CPPUNIT_TEST(onlyTheKeyOpensTheServer);
  CPPUNIT_TEST(zonesAreMadeOnceReadAndRemoved);
  CPPUNIT_TEST(setsAreReplacedAndDeletedAsOne);
  CPPUNIT_TEST(whatTheServerRefusesTheSandboxRefuses);
  CPPUNIT_TEST(aRefusedChangeChangesNothing);
  CPPUNIT_TEST(serialsFollowChangesWhereTheirWordIsKnown);
  CPPUNIT_TEST(keysSignAZoneAndPrivateOnesShowOnce);
  CPPUNIT_TEST(theBookHoldsWhatTrulyExists);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheKeyOpensTheServer() {
    CPPUNIT_ASSERT_EQUAL(200, api(Method::Get, "").status);
    CPPUNIT_ASSERT_EQUAL(401, api(Method::Get, "", Json(), "wrong").status);
    CPPUNIT_ASSERT_EQUAL(Json("Unauthorized"), api(Method::Get, "", Json(), "").body);
    CPPUNIT_ASSERT_EQUAL(std::string{"authoritative"},
                         api(Method::Get, "").body["daemon_type"].get<std::string>());
    const auto other =
        client_.ask(Method::Get, "/powerdns/api/v1/servers/elsewhere", "", {{"x-api-key", kKey}});
    CPPUNIT_ASSERT_EQUAL(404, other.status);
  }

  void zonesAreMadeOnceReadAndRemoved() {
    const auto made = make();
    CPPUNIT_ASSERT_EQUAL(201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_1"}, made.body["account"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, made.body["rrsets"].size());  // NS and SOA
    const auto again = make();
    CPPUNIT_ASSERT(again.status == 409 && again.body == "Conflict");
    CPPUNIT_ASSERT_EQUAL(200, api(Method::Get, "/zones/acme.example.").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, api(Method::Get, "/zones").body.size());
    CPPUNIT_ASSERT(!api(Method::Get, "/zones").body[0].contains("rrsets"));
    CPPUNIT_ASSERT_EQUAL(204, api(Method::Delete, "/zones/acme.example.").status);
    const auto gone = api(Method::Delete, "/zones/acme.example.");
    CPPUNIT_ASSERT(gone.status == 404 && gone.body == "Not Found");
  }

  void setsAreReplacedAndDeletedAsOne() {
    make();
    CPPUNIT_ASSERT_EQUAL(204, patch({set("www.acme.example.", "A", {"192.0.2.1", "192.0.2.2"})}));
    CPPUNIT_ASSERT_EQUAL(204, patch({set("www.acme.example.", "A", {"192.0.2.3"})}));
    const auto read = api(Method::Get, "/zones/acme.example.?rrset_name=www.acme.example.").body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, read["rrsets"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.3"},
                         read["rrsets"][0]["records"][0]["content"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        204, patch({Json{{"name", "www.acme.example."}, {"type", "A"}, {"changetype", "DELETE"}}}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         api(Method::Get, "/zones/acme.example.?rrset_name=www.acme.example.")
                             .body["rrsets"]
                             .size());
  }

  void whatTheServerRefusesTheSandboxRefuses() {
    CPPUNIT_ASSERT_EQUAL(
        422, api(Method::Post, "/zones", {{"name", "a.example"}, {"kind", "Native"}}).status);
    CPPUNIT_ASSERT_EQUAL(422, api(Method::Post, "/zones", {{"name", "a.example."}}).status);
    make();
    for (const auto& bad : {set("www.acme.example", "A", {"192.0.2.1"}),
                            set("www.other.example.", "A", {"192.0.2.1"}),
                            set("www.acme.example.", "A", {"192.0.2.300"}),
                            set("www.acme.example.", "A", {"192.0.2.1", "192.0.2.1"}),
                            set("www.acme.example.", "AAAA", {"192.0.2.1"}),
                            set("www.acme.example.", "CNAME", {"other.example"}),
                            set("www.acme.example.", "CNAME", {"a.example.", "b.example."}),
                            set("www.acme.example.", "MX", {"mail.example."}),
                            set("www.acme.example.", "TXT", {"bare"}),
                            set("www.acme.example.", "TXT", {"\"" + std::string(256, 'x') + "\""}),
                            set("www.acme.example.", "CAA", {"0 issue bare"}),
                            set("www.acme.example.", "SRV", {"5 5060 sip.example."})}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(bad.dump(), 422, patch({bad}));
    }
    auto timeless = set("www.acme.example.", "A", {"192.0.2.1"});
    timeless.erase("ttl");
    CPPUNIT_ASSERT_EQUAL(422, patch({timeless}));
    auto unknown = set("www.acme.example.", "A", {"192.0.2.1"});
    unknown["changetype"] = "EXTEND";
    CPPUNIT_ASSERT_EQUAL(422, patch({unknown}));
    CPPUNIT_ASSERT_EQUAL(
        400, client_.ask(Method::Patch, kZone, "nonsense", {{"x-api-key", kKey}}).status);
  }

  void aRefusedChangeChangesNothing() {
    make();
    patch({set("www.acme.example.", "A", {"192.0.2.1"})});
    const auto before = client_.book()["powerdns"];
    CPPUNIT_ASSERT_EQUAL(422, patch({set("new.acme.example.", "A", {"192.0.2.2"}),
                                     set("www.acme.example.", "CNAME", {"other.example."})}));
    CPPUNIT_ASSERT_EQUAL(before, client_.book()["powerdns"]);
  }

  void serialsFollowChangesWhereTheirWordIsKnown() {
    const auto first = make().body["serial"].get<std::int64_t>();
    patch({set("www.acme.example.", "A", {"192.0.2.1"})});
    CPPUNIT_ASSERT_EQUAL(first + 1, serial("acme.example."));
    api(Method::Post, "/zones",
        {{"name", "still.example."}, {"kind", "Native"}, {"soa_edit_api", "INCEPTION-INCREMENT"}});
    const Json change{{"rrsets", Json::array({set("www.still.example.", "A", {"192.0.2.1"})})}};
    CPPUNIT_ASSERT_EQUAL(204, api(Method::Patch, "/zones/still.example.", change).status);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, serial("still.example."));
  }

  void keysSignAZoneAndPrivateOnesShowOnce() {
    make();
    const auto made = api(Method::Post, "/zones/acme.example./cryptokeys",
                          {{"keytype", "csk"}, {"active", true}});
    CPPUNIT_ASSERT_EQUAL(201, made.status);
    CPPUNIT_ASSERT(made.body.contains("privatekey"));
    CPPUNIT_ASSERT_EQUAL(Json(true), api(Method::Get, "/zones/acme.example.").body["dnssec"]);
    const auto listed = api(Method::Get, "/zones/acme.example./cryptokeys").body;
    CPPUNIT_ASSERT(listed.size() == 1 && !listed[0].contains("privatekey"));
    CPPUNIT_ASSERT_EQUAL(made.body["ds"], listed[0]["ds"]);
    CPPUNIT_ASSERT_EQUAL(204, api(Method::Put, "/zones/acme.example.", {{"dnssec", false}}).status);
    CPPUNIT_ASSERT(api(Method::Get, "/zones/acme.example./cryptokeys").body.empty());
    api(Method::Put, "/zones/acme.example.", {{"dnssec", true}});
    api(Method::Put, "/zones/acme.example.", {{"dnssec", true}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         api(Method::Get, "/zones/acme.example./cryptokeys").body.size());
  }

  void theBookHoldsWhatTrulyExists() {
    make();
    CPPUNIT_ASSERT_EQUAL(200, api(Method::Put, "/zones/acme.example./rectify").status);
    CPPUNIT_ASSERT_EQUAL(200, api(Method::Put, "/zones/acme.example./notify").status);
    const auto zone = client_.book()["powerdns"]["zones"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"dns1"}, zone["server"].get<std::string>());
    CPPUNIT_ASSERT(zone["rectified"] == 1 && zone["notified"] == 1);
    const auto call = client_.control(Method::Get, "/_calls?provider=powerdns").body["data"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"***"}, call["headers"]["x-api-key"].get<std::string>());
  }

 private:
  static constexpr const char* kKey = "sandbox_powerdns_key_01";
  static constexpr const char* kZone = "/powerdns/api/v1/servers/localhost/zones/acme.example.";

  Told api(Method method, const std::string& path, const Json& body = nullptr,
           const std::string& key = kKey) {
    return client_.ask(method, "/powerdns/api/v1/servers/localhost" + path,
                       body.is_null() ? "" : body.dump(), {{"x-api-key", key}});
  }
  Told make() {
    return api(Method::Post, "/zones",
               {{"name", "acme.example."},
                {"kind", "Native"},
                {"account", "acc_1"},
                {"nameservers", {"ns1.host.example.", "ns2.host.example."}}});
  }
  static Json set(const std::string& name, const std::string& type,
                  const std::vector<std::string>& contents) {
    Json records = Json::array();
    for (const auto& content : contents)
      records.push_back({{"content", content}, {"disabled", false}});
    return {{"name", name},
            {"type", type},
            {"ttl", 300},
            {"changetype", "REPLACE"},
            {"records", records}};
  }
  int patch(const std::vector<Json>& sets) {
    return api(Method::Patch, "/zones/acme.example.", {{"rrsets", sets}}).status;
  }
  std::int64_t serial(const std::string& zone) {
    return api(Method::Get, "/zones/" + zone).body["serial"].get<std::int64_t>();
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxPowerDnsTest, "plugins/sandbox/powerdns");
