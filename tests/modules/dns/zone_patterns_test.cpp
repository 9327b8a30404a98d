#include "modules/dns/zone_patterns.h"

#include "tests/modules/dns/dns_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

template <class Engine>
class ZonePatternsTest : public testing::InDnsShop {
  CPPUNIT_TEST_SUITE(ZonePatternsTest);
  CPPUNIT_TEST(everyShippedOneMakesAGoodZone);
  CPPUNIT_TEST(aPlaceWithoutAValueIsAskedFor);
  CPPUNIT_TEST(textsAreAddedAndOneSpfReplacesAnother);
  CPPUNIT_TEST(aTenantsOwnTakesThePlaceOfAShippedOne);
  CPPUNIT_TEST_SUITE_END();

 public:
  ZonePatternsTest() : testing::InDnsShop{testing::InDnsShop::placeOn<Engine>} {}
  void opened() override { dns_ = std::make_unique<testing::DnsShop>(*shop_); }
  void closing() override { dns_.reset(); }

  void everyShippedOneMakesAGoodZone() {
    const auto all = patterns();
    CPPUNIT_ASSERT(all.size() >= 4);
    for (const auto& pattern : all) {
      const auto zone =
          dns_->made(pattern.name + ".example.com", pattern.name, {{"ip", "192.0.2.7"}});
      CPPUNIT_ASSERT_MESSAGE(pattern.name, zone.state == ZoneState::Active && zone.serial == 1);
      CPPUNIT_ASSERT_EQUAL(pattern.records.size(), zone.records.size());
    }
    CPPUNIT_ASSERT_EQUAL(
        std::string{"0 microsoft-365-example-com.mail.protection.outlook.com"},
        dns_->server.valuesOf("microsoft-365.example.com", "microsoft-365.example.com", "MX"));
  }

  void aPlaceWithoutAValueIsAskedFor() {
    try {
      dns_->made("acme.example", "hosting");
      CPPUNIT_FAIL("it was made");
    } catch (const ValidationError& error) {
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, error.errors().size());
      CPPUNIT_ASSERT_EQUAL(std::string{"values.ip"}, error.errors().front().field);
    }
  }

  void textsAreAddedAndOneSpfReplacesAnother() {
    const RecordSets there{{"acme.example", "MX", 300, {"10 mail.acme.example"}},
                           {"acme.example", "TXT", 300, {"google-site=1", "v=spf1 mx -all"}}};
    const RecordSets newer{{"acme.example", "MX", 300, {"1 smtp.google.com"}},
                           {"acme.example", "TXT", 600, {"v=spf1 include:g -all"}}};
    const auto merged = zone_patterns::merged(there, newer);
    CPPUNIT_ASSERT((merged[0].values == std::vector<std::string>{"1 smtp.google.com"}));
    CPPUNIT_ASSERT(
        (merged[1].values == std::vector<std::string>{"google-site=1", "v=spf1 include:g -all"}));
  }

  void aTenantsOwnTakesThePlaceOfAShippedOne() {
    const auto before = patterns().size();
    const ZonePattern own{"no-mail", "Ours", "", {{"@", "MX", 300, {"0 ."}}}, false};
    for (int i = 0; i < 2; ++i) {
      shop_->database->transaction([&](db::Transaction& tx) {
        zone_patterns::save(tx, kPlatform, own, shop_->clock.now());
      });
    }
    CPPUNIT_ASSERT_EQUAL(before, patterns().size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Ours"}, find("no-mail").title);
    shop_->database->transaction([&](db::Transaction& tx) {
      CPPUNIT_ASSERT(zone_patterns::remove(tx, kPlatform, "no-mail"));
      CPPUNIT_ASSERT(!zone_patterns::remove(tx, kPlatform, "no-mail"));
    });
    CPPUNIT_ASSERT(find("no-mail").shipped);
  }

 private:
  std::vector<ZonePattern> patterns() {
    return shop_->database->read(
        [](db::Reader& reader) { return zone_patterns::all(reader, kPlatform); });
  }
  ZonePattern find(const std::string& name) {
    return shop_->database
        ->read([&](db::Reader& reader) { return zone_patterns::find(reader, kPlatform, name); })
        .value();
  }
  std::unique_ptr<testing::DnsShop> dns_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ZonePatternsTest, "modules/dns/zone_patterns");

}  // namespace hostler
