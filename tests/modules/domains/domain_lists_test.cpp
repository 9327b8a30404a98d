// Domains as lists have them: by what runs out first, and narrowed to a stretch of days.
#include "modules/accounts/caller_authority.h"
#include "modules/accounts/client_names.h"
#include "modules/domains/domain_repository.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using ByExpiry = DomainRepository::ByExpiry;

template <class Engine>
class DomainListsTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(DomainListsTest);
  CPPUNIT_TEST(whatExpiresFirstComesFirst);
  CPPUNIT_TEST(aPageGoesOnWhereTheLastOneEnded);
  CPPUNIT_TEST(anExpiryLiesBetweenTwoInstants);
  CPPUNIT_TEST(eachClientIsNamed);
  CPPUNIT_TEST_SUITE_END();

 public:
  DomainListsTest() : InDomainShop{placeOn<Engine>} {}

  void whatExpiresFirstComesFirst() {
    some();
    CPPUNIT_ASSERT_EQUAL(std::string{"b.com c.com a.com "}, names({}, {false, {}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"a.com c.com b.com "}, names({}, {true, {}}));
  }

  void aPageGoesOnWhereTheLastOneEnded() {
    some();
    add("d.com", 200);  // on the same day as another
    for (const bool descending : {false, true}) {
      std::string walked;
      ByExpiry order{descending, std::nullopt};
      while (true) {
        const auto page = list({}, order, 1);
        if (page.empty()) break;
        walked += page[0].name + " ";
        order.after = http::Cursor{page[0].id.value(), page[0].expiresAt->unixMicros()};
      }
      CPPUNIT_ASSERT_EQUAL(names({}, {descending, {}}), walked);
      CPPUNIT_ASSERT_EQUAL(std::size_t{4 * 6}, walked.size());
    }
  }

  void anExpiryLiesBetweenTwoInstants() {
    some();
    DomainRepository::Filter filter;
    filter.expiresFrom = at(100);
    filter.expiresBefore = at(300);
    CPPUNIT_ASSERT_EQUAL(std::string{"b.com c.com "}, names(filter, {false, {}}));
    filter.expiresFrom = at(101);
    CPPUNIT_ASSERT_EQUAL(std::string{"c.com "}, names(filter, {false, {}}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->database
                                             ->read([&](db::Reader& reader) {
                                               return repository().list(
                                                   reader, Scope::ofTenant(kPlatform), filter,
                                                   http::ListOrder{}, 10);
                                             })
                                             .size());
  }

  void eachClientIsNamed() {
    struct Row {
      Id<Account> account;
      std::optional<ClientRef> client;
    };
    const auto other = shop_->client();
    std::vector<Row> rows{{client_, {}}, {other, {}}, {Id<Account>::of(7), {}}};
    const auto named = [&](const Actor& actor) {
      shop_->database->read([&](db::Reader& reader) { nameClients(reader, actor, rows); });
    };
    named(Actor::system(Id<Tenant>::of(2), "test"));  // nobody of theirs
    CPPUNIT_ASSERT(!rows[0].client);
    auto support = Actor::system(kPlatform, "test");
    support.authority = std::make_shared<const ListedActions>(
        std::vector<std::string>{"*", "!accounts:ReadClients"});
    named(support);
    CPPUNIT_ASSERT(!rows[0].client);
    named(Actor::system(kPlatform, "test"));
    CPPUNIT_ASSERT(rows[0].client->id == client_ && rows[1].client->id == other);
    CPPUNIT_ASSERT(!rows[0].client->name.empty());
    CPPUNIT_ASSERT(!rows[2].client);
  }

 private:
  DomainRepository& repository() { return sold_->domains.domains(); }
  static Instant at(int day) { return Instant::ofUnixSeconds(1'800'000'000 + day * 86'400); }
  void add(const std::string& name, std::optional<int> day) {
    Domain domain;
    domain.id = shop_->ids.template next<Domain>();
    domain.tenant = kPlatform;
    domain.account = client_;
    domain.name = domain.unicode = name;
    domain.tld = "com";
    domain.registrar = "registry";
    domain.status = DomainStatus::Active;
    if (day) domain.expiresAt = at(*day);
    shop_->database->transaction([&](db::Transaction& tx) { repository().insert(tx, domain); });
  }
  void some() {
    add("a.com", 300);
    add("b.com", 100);
    add("c.com", 200);
    add("never.com", std::nullopt);
  }
  std::vector<Domain> list(const DomainRepository::Filter& filter, const ByExpiry& order,
                           int limit) {
    return shop_->database->read([&](db::Reader& reader) {
      return repository().list(reader, Scope::ofTenant(kPlatform), filter, order, limit);
    });
  }
  std::string names(const DomainRepository::Filter& filter, const ByExpiry& order) {
    std::string all;
    for (const auto& domain : list(filter, order, 10)) all += domain.name + " ";
    return all;
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DomainListsTest, "modules/domains/domain_lists");

}  // namespace hostler
