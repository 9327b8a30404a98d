// The plugin against the server that it is for: what a sandbox of ours would only repeat after us.
#include "tests/plugins/dns/powerdns/real_server.h"

#include "powerdns_dns.h"
#include "tests/plugins/support/calls.h"
#include "tests/support/suite.h"

#include <algorithm>

using namespace hostler;
using hostler::testing::callWith;
using hostler::testing::RealPowerDns;

class PowerDnsRealServerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PowerDnsRealServerTest);
  CPPUNIT_TEST(connectsAndTellsAWrongKeyAndServer);
  CPPUNIT_TEST(aZoneLivesAndEnds);
  CPPUNIT_TEST(everyFormOfRecordComesBackAsItWasWritten);
  CPPUNIT_TEST(serialsMoveOnlyWithChanges);
  CPPUNIT_TEST(whatTheServerRefusesIsPermanentAndUndone);
  CPPUNIT_TEST(signingGivesOneKeyAndItsDigests);
  CPPUNIT_TEST(setsAreReadByNameAndType);
  CPPUNIT_TEST(zonesAreListedInPages);
  CPPUNIT_TEST(anothersZoneIsLeftAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    server_ = RealPowerDns::start();
    if (!server_) {
      testing::skip("pdns_server and its sqlite3 backend are not installed");
      return;
    }
    dns_ = plugin(settings());
  }
  void tearDown() override {
    dns_.reset();
    server_.reset();
  }

  void connectsAndTellsAWrongKeyAndServer() {
    if (!server_) return;
    const auto report = dns_->testConnection(callWith(), {});
    CPPUNIT_ASSERT(report && report->version.starts_with("4."));

    auto wrong = settings();
    wrong["api_key"] = "another-key-0002";
    const auto refused = plugin(wrong)->locate(callWith(), {"acme.example", ""});
    CPPUNIT_ASSERT(!refused);
    CPPUNIT_ASSERT_EQUAL(std::string{"credentials_refused"}, refused.error().code);
    CPPUNIT_ASSERT(refused.error().outcome == sdk::Outcome::NeedsAttention);

    wrong = settings();
    wrong["server_id"] = "elsewhere";
    const auto elsewhere = plugin(wrong)->removeZone(callWith(), {"acme.example", ""});
    CPPUNIT_ASSERT(!elsewhere);
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_server"}, elsewhere.error().code);
  }

  void aZoneLivesAndEnds() {
    if (!server_) return;
    CPPUNIT_ASSERT(!dns_->locate(callWith(), {"acme.example", ""})->zone);
    const auto zone = made("acme.example");
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_1"}, zone.reference);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, zone.nameservers.size());
    CPPUNIT_ASSERT_EQUAL(*zone.serial, *made("acme.example").serial);  // twice is once
    CPPUNIT_ASSERT(dns_->locate(callWith(), {"acme.example", "acc_1"})->zone);
    for (const bool existed : {true, false}) {
      const auto gone = dns_->removeZone(callWith(), {"acme.example", "acc_1"});
      CPPUNIT_ASSERT(gone);
      CPPUNIT_ASSERT_EQUAL(existed, gone->existed);
    }
  }

  void everyFormOfRecordComesBackAsItWasWritten() {
    if (!server_) return;
    made("acme.example");
    const std::vector<sdk::RecordSet> sets{
        {"acme.example", "A", 300, {"192.0.2.10", "192.0.2.11"}},
        {"acme.example", "AAAA", 300, {"2001:db8::10"}},
        {"www.acme.example", "CNAME", 300, {"acme.example"}},
        {"*.wild.acme.example", "A", 60, {"192.0.2.12"}},
        {"acme.example", "MX", 3600, {"10 mail.acme.example", "20 mx.backup.example"}},
        {"null.acme.example", "MX", 3600, {"0 ."}},
        {"_sip._tcp.acme.example", "SRV", 300, {"0 5 5060 sip.acme.example"}},
        {"acme.example", "CAA", 300, {"0 issue letsencrypt.org", "0 iodef mailto:a@acme.example"}},
        {"_443._tcp.acme.example", "TLSA", 300, {"3 1 1 " + std::string(64, 'a')}},
        {"acme.example", "SSHFP", 300, {"4 2 " + std::string(64, 'b')}},
        {"sub.acme.example", "NS", 300, {"ns1.elsewhere.example"}},
        {"sub.acme.example", "DS", 300, {"33085 13 2 " + std::string(64, 'c')}},
        {"acme.example",
         "TXT",
         300,
         {"v=spf1 -all", "say \"hi\" \\ \xe4\xb8\xad", std::string(600, 'x'), ""}}};

    const auto zone = dns_->changeRecords(callWith(), {"acme.example", "acc_1", sets, {}});

    CPPUNIT_ASSERT_MESSAGE(zone ? "" : zone.error().code + " " + zone.error().message, bool{zone});
    const auto located = dns_->locate(callWith(), {"acme.example", ""})->zone;
    for (const auto& set : sets) same(set, *located);
    const auto gone = dns_->changeRecords(callWith(), {"acme.example", "acc_1", {}, sets});
    CPPUNIT_ASSERT_MESSAGE(gone ? "" : gone.error().code + " " + gone.error().message, bool{gone});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, gone->records.size());  // its own name servers
  }

  void serialsMoveOnlyWithChanges() {
    if (!server_) return;
    const auto before = *made("acme.example").serial;
    const sdk::ChangeRecords change{
        "acme.example", "", {{"www.acme.example", "A", 300, {"192.0.2.1"}}}, {}};
    const auto first = dns_->changeRecords(callWith(), change);
    CPPUNIT_ASSERT(first && *first->serial > before);
    const auto second = dns_->changeRecords(callWith(), change);
    CPPUNIT_ASSERT(second);
    CPPUNIT_ASSERT_EQUAL(*first->serial, *second->serial);
  }

  void whatTheServerRefusesIsPermanentAndUndone() {
    if (!server_) return;
    made("acme.example");
    write({"www.acme.example", "A", 300, {"192.0.2.1"}});
    const auto refused =
        dns_->changeRecords(callWith(), {"acme.example",
                                         "",
                                         {{"new.acme.example", "A", 300, {"192.0.2.2"}},
                                          {"www.acme.example", "CNAME", 300, {"other.example"}}},
                                         {}});
    CPPUNIT_ASSERT(!refused && refused.error().outcome == sdk::Outcome::Permanent);
    CPPUNIT_ASSERT(refused.error().message.find("Conflicts") != std::string::npos);
    const auto located = dns_->locate(callWith(), {"acme.example", ""})->zone;
    CPPUNIT_ASSERT(std::ranges::none_of(
        located->records, [](const auto& set) { return set.name == "new.acme.example"; }));
  }

  void signingGivesOneKeyAndItsDigests() {
    if (!server_) return;
    made("acme.example");
    const auto on = dns_->setDnssec(callWith(), {"acme.example", true, ""});
    CPPUNIT_ASSERT_MESSAGE(on ? "" : on.error().message, on && on->on);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, on->keys.size());
    CPPUNIT_ASSERT(!on->signers.empty());
    for (const auto& signer : on->signers) CPPUNIT_ASSERT(signer.digestType != 1);
    const auto again = dns_->setDnssec(callWith(), {"acme.example", true, ""});
    CPPUNIT_ASSERT(again && again->keys.size() == 1);
    CPPUNIT_ASSERT_EQUAL(sdk::toJson(*on),
                         sdk::toJson(*dns_->dnssec(callWith(), {"acme.example", ""})));
    CPPUNIT_ASSERT(dns_->rectify(callWith(), {"acme.example", ""}));
    CPPUNIT_ASSERT(dns_->notify(callWith(), {"acme.example", ""}));
    const auto off = dns_->setDnssec(callWith(), {"acme.example", false, ""});
    CPPUNIT_ASSERT(off && !off->on && off->keys.empty());
  }

  void setsAreReadByNameAndType() {
    if (!server_) return;
    made("acme.example");
    write({"www.acme.example", "A", 300, {"192.0.2.1"}});
    write({"www.acme.example", "TXT", 300, {"text"}});
    const auto count = [&](const char* record, const char* type) {
      return dns_->records(callWith(), {"acme.example", record, type})->records.size();
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, count("www.acme.example", "TXT"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, count("www.acme.example", ""));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, count("", "TXT"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, count("", ""));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, count("none.acme.example", ""));
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_missing"},
                         dns_->records(callWith(), {"none.example", "", ""}).error().code);
  }

  void zonesAreListedInPages() {
    if (!server_) return;
    for (const char* name : {"c.example", "a.example", "b.example"}) made(name);
    const auto first = dns_->zones(callWith(), {"", 2});
    CPPUNIT_ASSERT((first->names == std::vector<std::string>{"a.example", "b.example"}));
    const auto rest = dns_->zones(callWith(), {*first->nextCursor, 2});
    CPPUNIT_ASSERT(rest->names == std::vector<std::string>{"c.example"} && !rest->nextCursor);
  }

  void anothersZoneIsLeftAlone() {
    if (!server_) return;
    made("acme.example");
    const auto create = dns_->createZone(callWith(), {"acc_2", "acme.example", {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_exists"}, create.error().code);
    const auto below = dns_->createZone(callWith(), {"acc_2", "a.b.acme.example", {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_exists"}, below.error().code);
    CPPUNIT_ASSERT(dns_->createZone(callWith(), {"acc_1", "own.acme.example", {}}));
    const auto nobodys = dns_->createZone(callWith(), {"", "other.example", {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"}, nobodys.error().code);
    CPPUNIT_ASSERT(!dns_->locate(callWith(), {"acme.example", "acc_2"})->zone);
    const auto remove = dns_->removeZone(callWith(), {"acme.example", "acc_2"});
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_zone"}, remove.error().code);
    CPPUNIT_ASSERT(dns_->locate(callWith(), {"acme.example", ""})->zone);
  }

 private:
  sdk::Json settings() const {
    return {{"base_url", server_->url()},
            {"api_key", RealPowerDns::kApiKey},
            {"nameservers", {"ns1.host.example", "ns2.host.example"}}};
  }
  static std::unique_ptr<powerdns::PowerDns> plugin(const sdk::Json& settings) {
    return std::make_unique<powerdns::PowerDns>(
        sdk::Context{settings, sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}});
  }
  sdk::Zone made(const std::string& name) {
    const auto zone = dns_->createZone(callWith(), {"acc_1", name, {}});
    CPPUNIT_ASSERT_MESSAGE(zone ? "" : zone.error().code + " " + zone.error().message, bool{zone});
    return *zone;
  }
  void write(const sdk::RecordSet& set) {
    CPPUNIT_ASSERT(dns_->changeRecords(callWith(), {"acme.example", "", {set}, {}}));
  }
  static void same(const sdk::RecordSet& wanted, const sdk::Zone& zone) {
    const auto found = std::ranges::find_if(zone.records, [&](const auto& set) {
      return set.name == wanted.name && set.type == wanted.type;
    });
    CPPUNIT_ASSERT_MESSAGE(wanted.name + " " + wanted.type, found != zone.records.end());
    auto a = wanted.values, b = found->values;
    std::ranges::sort(a);
    std::ranges::sort(b);
    CPPUNIT_ASSERT_MESSAGE(wanted.name + " " + wanted.type, a == b && wanted.ttl == found->ttl);
  }

  std::unique_ptr<RealPowerDns> server_;
  std::unique_ptr<powerdns::PowerDns> dns_;
};

HOSTLER_SUITE(PowerDnsRealServerTest, "plugins/dns/powerdns/real_server");
