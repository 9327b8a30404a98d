// Zones at PowerDNS itself, through the plugin as it is shipped.
#include "tests/plugins/dns/powerdns/real_server.h"

#include "powerdns_dns.h"
#include "tests/modules/dns/dns_shop.h"

#include <hostler/plugin.hpp>

namespace hostler {

using testing::DnsShop;
using testing::RealPowerDns;

namespace {

/// The plugin in this process, called as the engine calls it.
class InProcess final : public ProviderPort {
 public:
  explicit InProcess(const RealPowerDns& server)
      : plugin_{sdk::Context{{{"base_url", server.url()},
                              {"api_key", RealPowerDns::kApiKey},
                              {"nameservers", {"ns1.host.example", "ns2.host.example"}}},
                             sdk::Log{nullptr, redactor_}}} {}

  ProviderAnswer call(const ProviderRequest& request) override {
    const sdk::Call call{request.idempotencyKey, std::chrono::steady_clock::now() + request.timeout,
                         sdk::Log{nullptr, redactor_}};
    const auto* verb = verbs_.find(request.operation);
    if (verb == nullptr) throw std::logic_error{request.operation + " is no verb"};
    const auto answer = verb->run(plugin_, call, request.body);
    ProviderAnswer told;
    told.outcome = static_cast<Outcome>(answer.outcome);
    told.reply = answer.outcome == sdk::Outcome::Succeeded ? answer.body : Json(nullptr);
    if (answer.outcome != sdk::Outcome::Succeeded) told.message = answer.body.dump();
    return told;
  }
  std::vector<ProviderInstance> instances(const std::string& kind) override {
    if (kind != "dns") return {};
    return {{"powerdns",
             "powerdns",
             "dns",
             "PowerDNS",
             true,
             {"create_zone", "change_records", "remove_zone", "set_dnssec"},
             {}}};
  }

 private:
  std::shared_ptr<sdk::Redactor> redactor_ = std::make_shared<sdk::Redactor>();
  powerdns::PowerDns plugin_;
  sdk::VerbTable<powerdns::PowerDns, sdk::Dns> verbs_;
};

}  // namespace

class DnsRealServerTest : public testing::InDnsShop {
  CPPUNIT_TEST_SUITE(DnsRealServerTest);
  CPPUNIT_TEST(everyTypeIsPublishedAndComesBack);
  CPPUNIT_TEST(aZoneIsSignedAndItsEndIsTheEnd);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    server_ = RealPowerDns::start();
    if (!server_) {
      testing::skip("pdns_server and its sqlite3 backend are not installed");
      return;
    }
    provider_ = std::make_unique<InProcess>(*server_);
    dns_ = std::make_unique<DnsShop>(*shop_, provider_.get());
  }
  void closing() override {
    dns_.reset();
    provider_.reset();
    server_.reset();
  }

  void everyTypeIsPublishedAndComesBack() {
    if (!server_) return;
    const auto zone = dns_->made("acme.example", "hosting", {{"ip", "192.0.2.7"}});
    CPPUNIT_ASSERT_MESSAGE(zone.lastError, zone.state == ZoneState::Active && zone.serial == 1);
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.host.example"}, zone.nameservers.front());
    dns_->write(zone, {{"@", "AAAA", 300, {"2001:db8::10"}},
                       {"@", "CAA", 300, {"0 issue \"letsencrypt.org\""}},
                       {"@", "TXT", 300, {"v=spf1 -all", "\"a \\\"b\\\"\"", std::string(600, 'x')}},
                       {"_sip._tcp", "SRV", 300, {"0 5 5060 sip.acme.example"}},
                       {"*.wild", "A", 300, {"192.0.2.8"}},
                       {"bücher", "CNAME", 300, {"www.other.example"}},
                       {"cdn", "ALIAS", 300, {"cdn.other.example"}},
                       {"sub", "NS", 300, {"ns1.other.example"}},
                       {"sub", "DS", 300, {"33085 13 2 " + std::string(64, 'c')}},
                       {"_443._tcp", "TLSA", 300, {"3 1 1 " + std::string(64, 'a')}},
                       {"host", "SSHFP", 300, {"4 2 " + std::string(64, 'b')}},
                       {"ptr", "PTR", 300, {"www.other.example"}}});
    dns_->doJobs();
    const auto now = dns_->now(zone.id);
    CPPUNIT_ASSERT_MESSAGE(now.lastError, now.serial == 2);
    // What is there, read as a stranger's, is just what we believe.
    const auto there = provider_->call(
        {"powerdns", "dns/1.locate", {{"name", "acme.example"}, {"reference", ""}}});
    const auto records = providedRecords(there.reply.at("zone").at("records"), "acme.example");
    CPPUNIT_ASSERT_EQUAL(dump(recordJson(now.records)), dump(recordJson(records)));
  }

  void aZoneIsSignedAndItsEndIsTheEnd() {
    if (!server_) return;
    const auto zone = dns_->made("acme.example");
    dns_->desk.sign(dns_->actor(), "acme.example");
    dns_->doJobs();
    CPPUNIT_ASSERT_MESSAGE(dns_->now(zone.id).lastError, dns_->now(zone.id).signing == Signing::On);
    CPPUNIT_ASSERT(!dns_->now(zone.id).signers.empty());
    CPPUNIT_ASSERT(dns_->now(zone.id).keys.at(0).dnskey.starts_with("257 3 13 "));
    dns_->desk.unsign(dns_->actor(), "acme.example");
    shop_->clock.advance(std::chrono::hours{49});
    dns_->doJobs();
    CPPUNIT_ASSERT(dns_->now(zone.id).signing == Signing::Off);
    dns_->desk.remove(dns_->actor(), "acme.example");
    dns_->doJobs();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Removed);
    const auto there = provider_->call(
        {"powerdns", "dns/1.locate", {{"name", "acme.example"}, {"reference", ""}}});
    CPPUNIT_ASSERT(there.reply.at("zone").is_null());
  }

 private:
  std::unique_ptr<RealPowerDns> server_;
  std::unique_ptr<InProcess> provider_;
  std::unique_ptr<DnsShop> dns_;
};
HOSTLER_SUITE(DnsRealServerTest, "modules/dns/real_server");

}  // namespace hostler
