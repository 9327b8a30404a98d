// What a hook's source was, and what it can be tried on.
#include "modules/automation/hook_routes.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

#include <future>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

template <class Engine>
class HookVersionsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HookVersionsTest);
  CPPUNIT_TEST(eachSourceThatIsSavedIsAVersion);
  CPPUNIT_TEST(anOldSourceIsPutBackAsANewVersion);
  CPPUNIT_TEST(whatWasRemovedCanBePutBack);
  CPPUNIT_TEST(theOldestAreForgotten);
  CPPUNIT_TEST(whatIsSavedIsAlwaysTheNewestVersion);
  CPPUNIT_TEST(aSwitchLeavesTheSourceThatAnotherSaved);
  CPPUNIT_TEST(eventsOfThePastAreListedByName);
  CPPUNIT_TEST(whatAnEventSaysIsForThoseWhoMayTryHooks);
  CPPUNIT_TEST_SUITE_END();

  static std::string source(int number) {
    return "on('invoice.paid', function(event) return " + std::to_string(number) + " end)";
  }
  void save(int number) { shop_.hooks.save(shop_.staff(), "count", source(number), std::nullopt); }
  std::vector<int> numbers() {
    std::vector<int> all;
    for (const auto& version : shop_.hooks.versions(kPlatform, "count"))
      all.push_back(version.number);
    return all;
  }

 public:
  void eachSourceThatIsSavedIsAVersion() {
    CPPUNIT_ASSERT_THROW(shop_.hooks.versions(kPlatform, "count"), NotFound);
    save(1);
    save(2);
    save(2);
    shop_.hooks.save(shop_.staff(), "count", std::nullopt, false);
    CPPUNIT_ASSERT((std::vector<int>{2, 1}) == numbers());
    CPPUNIT_ASSERT_EQUAL(source(1), shop_.hooks.version(kPlatform, "count", 1).source);
    CPPUNIT_ASSERT(shop_.hooks.version(kPlatform, "count", 2).savedBy == shop_.staff().user);
    CPPUNIT_ASSERT_THROW(shop_.hooks.version(kPlatform, "count", 3), NotFound);
    CPPUNIT_ASSERT_THROW(shop_.hooks.version(Id<Tenant>::of(2), "count", 1), NotFound);
  }

  void anOldSourceIsPutBackAsANewVersion() {
    save(1);
    save(2);
    const auto restored = shop_.hooks.restore(shop_.staff(), "count", 1);
    CPPUNIT_ASSERT_EQUAL(source(1), restored.hook.source);
    CPPUNIT_ASSERT((std::vector<int>{3, 2, 1}) == numbers());
    CPPUNIT_ASSERT_THROW(shop_.hooks.restore(shop_.staff(), "count", 9), NotFound);
  }

  void whatWasRemovedCanBePutBack() {
    save(1);
    shop_.hooks.remove(shop_.staff(), "count");
    CPPUNIT_ASSERT_THROW(shop_.hooks.get(kPlatform, "count"), NotFound);
    CPPUNIT_ASSERT(shop_.hooks.restore(shop_.staff(), "count", 1).isNew);
    CPPUNIT_ASSERT_EQUAL(source(1), shop_.hooks.get(kPlatform, "count").source);
    CPPUNIT_ASSERT((std::vector<int>{2, 1}) == numbers());
  }

  void theOldestAreForgotten() {
    for (int number = 1; number <= hook_versions::kKept + 2; ++number) {
      shop_.database->transaction([&](db::Transaction& tx) {
        hook_versions::add(tx, kPlatform, "count",
                           {0, source(number), std::nullopt, shop_.clock.now()}, shop_.ids);
      });
    }
    const auto kept = numbers();
    CPPUNIT_ASSERT_EQUAL(std::size_t{hook_versions::kKept}, kept.size());
    CPPUNIT_ASSERT_EQUAL(hook_versions::kKept + 2, kept.front());
    CPPUNIT_ASSERT_EQUAL(3, kept.back());
  }

  // Another version was saved between the look at the hook and the writing.
  void whatIsSavedIsAlwaysTheNewestVersion() {
    save(1);
    shop_.database->transaction([&](db::Transaction& tx) {
      hook_versions::add(tx, kPlatform, "count", {0, source(2), std::nullopt, shop_.clock.now()},
                         shop_.ids);
    });
    save(1);
    CPPUNIT_ASSERT((std::vector<int>{3, 2, 1}) == numbers());
    CPPUNIT_ASSERT_EQUAL(source(1), shop_.hooks.version(kPlatform, "count", 3).source);
  }

  void aSwitchLeavesTheSourceThatAnotherSaved() {
    save(0);
    auto other = std::async(std::launch::async, [&] {
      for (int number = 1; number <= 20; ++number) save(number);
    });
    for (bool on = false; other.wait_for(std::chrono::seconds{0}) != std::future_status::ready;
         on = !on)
      shop_.hooks.save(shop_.staff(), "count", std::nullopt, on);
    other.get();
    CPPUNIT_ASSERT_EQUAL(source(20), shop_.hooks.get(kPlatform, "count").source);
    CPPUNIT_ASSERT_EQUAL(source(20),
                         shop_.hooks.version(kPlatform, "count", numbers().front()).source);
  }

  void eventsOfThePastAreListedByName() {
    const auto service = shop_.service(shop_.client(), shop_.today().plusDays(3));
    shop_.run("issue_renewals");
    const auto invoice = shop_.invoiceOf(service).id;
    const auto past = [this](Id<Tenant> tenant, const std::optional<std::string>& name) {
      return shop_.hooks.pastEvents(tenant, name, {}, 50);
    };
    const auto issued = past(kPlatform, "invoice.issued");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, issued.size());
    CPPUNIT_ASSERT(past(kPlatform, std::nullopt).size() >= issued.size());
    CPPUNIT_ASSERT(past(kPlatform, "ticket.opened").empty());
    CPPUNIT_ASSERT(past(Id<Tenant>::of(2), std::nullopt).empty());
    const auto [name, payload] = shop_.hooks.pastEvent(kPlatform, issued[0].id);
    CPPUNIT_ASSERT_EQUAL(std::string{"invoice.issued"}, name);
    CPPUNIT_ASSERT_EQUAL(invoice.text(), payload.at("invoice").template get<std::string>());
  }

  void whatAnEventSaysIsForThoseWhoMayTryHooks() {
    HookRoutes routes{shop_.hooks};
    http::Router router;
    routes.mount(router);
    const auto rightFor = [&](http::Method method, const std::string& path) {
      return std::string{router.find(method, path).route->access.permission.action};
    };
    CPPUNIT_ASSERT_EQUAL(rightFor(http::Method::Post, "/api/admin/hooks/count/test"),
                         rightFor(http::Method::Get, "/api/admin/past-events/evt_0000000000001"));
    CPPUNIT_ASSERT_EQUAL(std::string{kReadHooks.action},
                         rightFor(http::Method::Get, "/api/admin/past-events"));
  }

 private:
  Engine engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(HookVersionsTest, "modules/automation/hook_versions");

}  // namespace hostler
