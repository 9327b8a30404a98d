#include "modules/domains/domain_search.h"
#include "tests/modules/domains/in_domain_shop.h"

#include <condition_variable>

namespace hostler {
namespace {

using db::OnSqlite;

// What a browser receives, as it comes.
class Listener final : public front::Stream {
 public:
  bool send(std::string_view bytes) override {
    const std::lock_guard lock{mutex_};
    text_ += bytes;
    return true;
  }
  void close() override {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    wake_.notify_all();
  }
  bool isOpen() const override {
    const std::lock_guard lock{mutex_};
    return !closed_;
  }
  std::string text() const {
    const std::lock_guard lock{mutex_};
    return text_;
  }
  void awaitEnd() {
    std::unique_lock lock{mutex_};
    CPPUNIT_ASSERT(wake_.wait_for(lock, std::chrono::seconds{20}, [this] { return closed_; }));
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::string text_;
  bool closed_ = false;
};

}  // namespace

class SearchingTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(SearchingTest);
  CPPUNIT_TEST(fiftyTldsTakeOneCallAndComeInTheTablesOrder);
  CPPUNIT_TEST(whatIsTypedWithItsTldStandsFirst);
  CPPUNIT_TEST(whatWasToldAMomentAgoIsNotAskedAgain);
  CPPUNIT_TEST(pricesComeBeforeTheRegistrarHasAnswered);
  CPPUNIT_TEST(aSilentRegistrarLeavesNamesUnknown);
  CPPUNIT_TEST(oneNameIsAskedOfTheRegistry);
  CPPUNIT_TEST(namesOfOtherScriptsAreFound);
  CPPUNIT_TEST_SUITE_END();

 public:
  void fiftyTldsTakeOneCallAndComeInTheTablesOrder() {
    for (int i = 0; i < 47; ++i) sold_->tld("tld" + std::to_string(100 + i));
    sold_->registry.taken.insert("asha.com");
    const auto names = search_->search(scope(), queryFor("asha"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{50}, names.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.asked("check"));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha.com"}, names.at(0).domain);
    CPPUNIT_ASSERT(names.at(0).status == NameState::Taken);
    CPPUNIT_ASSERT(names.at(1).status == NameState::Available);
    CPPUNIT_ASSERT_EQUAL(testing::inr(1000'00), names.at(1).registration.value());
  }

  void whatIsTypedWithItsTldStandsFirst() {
    const auto names = search_->search(scope(), queryFor("asha.in"));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha.in"}, names.at(0).domain);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, names.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"q:not_a_name"},
                         refusal([&] { search_->search(scope(), queryFor("<script>")); }));
  }

  void whatWasToldAMomentAgoIsNotAskedAgain() {
    for (int i = 0; i < 20; ++i) search_->search(scope(), queryFor("asha"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.asked("check"));
  }

  void pricesComeBeforeTheRegistrarHasAnswered() {
    // The registrar is held back until the first event is there.
    std::mutex gate;
    gate.lock();
    sold_->registry.mishap = [&](const std::string&) {
      const std::lock_guard wait{gate};
      return testing::Registry::Mishap::None;
    };
    const auto listener = std::make_shared<Listener>();
    search_->stream(search_->candidates(scope(), queryFor("asha")), listener);
    const auto first = listener->text();
    gate.unlock();
    CPPUNIT_ASSERT(first.starts_with("event: names\ndata: "));
    CPPUNIT_ASSERT(first.find("\"checking\"") != std::string::npos);
    CPPUNIT_ASSERT(first.find("100000") != std::string::npos);
    CPPUNIT_ASSERT(first.find("event: results") == std::string::npos);
    listener->awaitEnd();
    const auto all = listener->text();
    CPPUNIT_ASSERT(all.find("event: results") != std::string::npos);
    CPPUNIT_ASSERT(all.find("\"available\"") != std::string::npos);
    CPPUNIT_ASSERT(all.ends_with("event: done\ndata: {}\n\n"));
  }

  void aSilentRegistrarLeavesNamesUnknown() {
    sold_->registry.mishap = [](const std::string&) { return testing::Registry::Mishap::Limited; };
    for (const auto& name : search_->search(scope(), queryFor("asha")))
      CPPUNIT_ASSERT(name.status == NameState::Unknown);
    // Nothing was learned, so it is asked again.
    sold_->registry.mishap = [](const std::string&) { return testing::Registry::Mishap::None; };
    CPPUNIT_ASSERT(search_->search(scope(), queryFor("asha")).at(0).status == NameState::Available);
  }

  void oneNameIsAskedOfTheRegistry() {
    sold_->registry.costs["gold.com"] = "500";
    const auto view = search_->check(scope(), {"Gold.com", std::nullopt});
    CPPUNIT_ASSERT(view.status == NameState::Premium);
    CPPUNIT_ASSERT(sold_->registry.last("check")["definitive"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"tld_not_sold"}, refusal([&] {
                           search_->check(scope(), {"gold.org", std::nullopt});
                         }));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain:not_a_domain"}, refusal([&] {
                           search_->check(scope(), {"co.in", std::nullopt});
                         }));
  }

  void namesOfOtherScriptsAreFound() {
    const auto names = search_->search(scope(), queryFor("आशा"));
    CPPUNIT_ASSERT(names.at(0).domain.starts_with("xn--"));
    CPPUNIT_ASSERT_EQUAL(std::string{"आशा.com"}, names.at(0).unicode);
  }

 protected:
  void opened() override {
    InDomainShop::opened();
    availability_ = std::make_unique<NameAvailability>(sold_->registry, shop_->clock);
    search_ = std::make_unique<DomainSearch>(
        DomainSearch::Parts{*shop_->database, shop_->tenants, shop_->accounts, *availability_});
  }
  void closing() override {
    search_.reset();
    availability_.reset();
    InDomainShop::closing();
  }

 private:
  static Scope scope() { return Scope::ofTenant(kPlatform); }
  static DomainSearchQuery queryFor(const std::string& text) {
    DomainSearchQuery query;
    query.text = text;
    return query;
  }

  std::unique_ptr<NameAvailability> availability_;
  std::unique_ptr<DomainSearch> search_;
};
HOSTLER_SUITE(SearchingTest, "modules/domains/searching");

}  // namespace hostler
