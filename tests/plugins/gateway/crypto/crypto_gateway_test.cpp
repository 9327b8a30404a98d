#include "crypto_gateway.h"

#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"
#include "tests/support/suite.h"

#include <algorithm>

using namespace hostler::crypto;
using namespace hostler::testing;
namespace sdk = hostler::sdk;
using sdk::Json;

namespace {

constexpr auto kAddress = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
constexpr std::int64_t kBlockTime = 1'767'323'045;

// Another explorer for each test: what it answers to the two questions that the plugin asks.
struct ToldExplorer {
  int tip = 800'010;
  std::string transactions = "[]", older = "[]";

  void talk(Connection& connection) const {
    const auto request = connection.readRequest();
    if (request.empty()) return;
    const bool asksTip = request.find("GET /api/blocks/tip/height ") == 0;
    const bool asksChain = request.find("/txs/chain/") != std::string::npos;
    const bool asksOlder = request.find("/txs/chain/" + std::string(64, 'a')) != std::string::npos;
    const auto body = asksTip     ? std::to_string(tip)
                      : asksOlder ? older
                      : asksChain ? "[]"
                                  : transactions;
    connection.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: "
        "close\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
  }
};

}  // namespace

class CryptoGatewayTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CryptoGatewayTest);
  CPPUNIT_TEST(theClientIsToldWhatToSend);
  CPPUNIT_TEST(aTakenAmountIsNotAskedForAgain);
  CPPUNIT_TEST(anAmountThatCannotBeToldApartIsRefused);
  CPPUNIT_TEST(coinsAreLookedForByTheirExactAmount);
  CPPUNIT_TEST(whatCameBeforeIsAnothers);
  CPPUNIT_TEST(coinsAreFoundOnLaterPages);
  CPPUNIT_TEST(onlyWhatIsConfirmedCounts);
  CPPUNIT_TEST(staffConfirmUnlessTheOperatorSaysOtherwise);
  CPPUNIT_TEST(nonsenseFromTheExplorerIsNoPayment);
  CPPUNIT_TEST(withoutAnExplorerPeopleLook);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theClientIsToldWhatToSend() {
    const auto made = begin(gatewayWith({}));
    CPPUNIT_ASSERT_EQUAL(std::string{"instructions"}, made.nextAction["type"].get<std::string>());
    const auto units = Reference::parse(made.reference)->units;
    CPPUNIT_ASSERT(units > 21'455 && units <= 21'455 + 107);  // half a per cent
    CPPUNIT_ASSERT_EQUAL("BTC:" + std::string{kAddress} + ":" + std::to_string(units), made.mark);
    const auto amount = coinText(units, 8);
    CPPUNIT_ASSERT(made.nextAction["text"].get<std::string>().find(amount + " BTC") !=
                   std::string::npos);
    CPPUNIT_ASSERT_EQUAL("bitcoin:" + std::string{kAddress} + "?amount=" + amount,
                         made.nextAction["link"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(made.reference, begin(gatewayWith({})).reference);
  }

  void aTakenAmountIsNotAskedForAgain() {
    const auto gateway = gatewayWith({});
    auto wanted = checkoutOf(118'000);
    for (int i = 0; i < 107; ++i) {
      const auto made = gateway->checkout(callWith(), wanted).value();
      CPPUNIT_ASSERT(std::ranges::find(wanted.taken, made.mark) == wanted.taken.end());
      wanted.taken.push_back(made.mark);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"marks_taken"},
                         gateway->checkout(callWith(), wanted).error().code);
  }

  void anAmountThatCannotBeToldApartIsRefused() {
    const auto refused = gatewayWith({})->checkout(callWith(), checkoutOf(10'00));
    CPPUNIT_ASSERT(!refused && refused.error().outcome == sdk::Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"amount_too_small"}, refused.error().code);
    CPPUNIT_ASSERT(gatewayWith({{"match", "tag"}})->checkout(callWith(), checkoutOf(10'00)));
  }

  void coinsAreLookedForByTheirExactAmount() {
    const auto reference = begin(gatewayWith({})).reference;
    const auto units = Reference::parse(reference)->units;
    ToldExplorer explorer;
    explorer.transactions =
        dumped({transaction('a', units - 1, 800'000), transaction('b', units + 1, 800'000)});
    CPPUNIT_ASSERT(lookAt(explorer, reference, {}).value().payments.empty());
    explorer.transactions =
        dumped({transaction('c', units, 800'000), transaction('d', 77, 800'000)});
    const auto found = lookAt(explorer, reference, {}).value();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.payments.size());
    CPPUNIT_ASSERT_EQUAL(std::string(64, 'c') + ":1", found.payments.front().id);
    CPPUNIT_ASSERT(found.payments.front().amount == (sdk::Money{118'000, "INR"}));
  }

  void whatCameBeforeIsAnothers() {
    const auto reference = begin(gatewayWith({})).reference;
    const auto units = Reference::parse(reference)->units;
    ToldExplorer explorer;
    explorer.transactions = dumped({transaction('b', units, 800'000)});
    CPPUNIT_ASSERT(lookAt(explorer, reference, {}, kBlockTime + 3 * 3600).value().payments.empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         lookAt(explorer, reference, {}, kBlockTime + 600).value().payments.size());
  }

  void coinsAreFoundOnLaterPages() {
    const auto reference = begin(gatewayWith({})).reference;
    const auto units = Reference::parse(reference)->units;
    ToldExplorer explorer;
    explorer.transactions =
        dumped({transaction('c', 77, std::nullopt), transaction('a', 78, 800'000)});
    explorer.older = dumped({transaction('b', units, 799'999)});
    CPPUNIT_ASSERT(lookAt(explorer, reference, {}).value().payments.empty());
    const auto found = lookAt(explorer, reference, {}, kBlockTime - 600).value();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.payments.size());
    CPPUNIT_ASSERT_EQUAL(std::string(64, 'b') + ":1", found.payments.front().id);
  }

  void onlyWhatIsConfirmedCounts() {
    const auto reference = begin(gatewayWith({})).reference;
    const auto units = Reference::parse(reference)->units;
    const Json automatic{{"confirm_automatically", true}};
    ToldExplorer explorer;
    explorer.transactions = dumped({transaction('a', units, std::nullopt)});
    CPPUNIT_ASSERT(lookAt(explorer, reference, automatic).value().payments.front().state ==
                   sdk::PaymentState::Created);
    explorer.transactions = dumped({transaction('a', units, 800'009)});
    CPPUNIT_ASSERT(lookAt(explorer, reference, automatic).value().payments.front().state ==
                   sdk::PaymentState::Created);
    explorer.transactions = dumped({transaction('a', units, 800'008)});
    const auto safe = lookAt(explorer, reference, automatic).value();
    CPPUNIT_ASSERT(safe.payments.front().state == sdk::PaymentState::Captured);
    CPPUNIT_ASSERT(safe.state == sdk::AttemptState::Paid);
  }

  void staffConfirmUnlessTheOperatorSaysOtherwise() {
    const auto reference = begin(gatewayWith({})).reference;
    ToldExplorer explorer;
    explorer.transactions = dumped({transaction('a', Reference::parse(reference)->units, 700'000)});
    const auto found = lookAt(explorer, reference, {}).value();
    CPPUNIT_ASSERT(found.payments.front().state == sdk::PaymentState::Authorized);
    CPPUNIT_ASSERT(found.state == sdk::AttemptState::Processing);
  }

  void nonsenseFromTheExplorerIsNoPayment() {
    const auto reference = begin(gatewayWith({})).reference;
    for (const char* nonsense :
         {"<html>", "{}", "[1]", R"([{"txid":"x","status":{},"vout":[]}])", ""}) {
      ToldExplorer explorer;
      explorer.transactions = nonsense;
      const auto answer = lookAt(explorer, reference, {});
      CPPUNIT_ASSERT_MESSAGE(nonsense, !answer);
      CPPUNIT_ASSERT_MESSAGE(nonsense, answer.error().outcome == sdk::Outcome::Retryable);
    }
  }

  void withoutAnExplorerPeopleLook() {
    auto gateway = gatewayWith({});
    const auto reference = begin(gatewayWith({})).reference;
    CPPUNIT_ASSERT_EQUAL(std::string{"confirmed_by_staff"},
                         gateway->fetch(callWith(), {reference}).error().code);
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"},
                         gateway->fetch(callWith(), {"order_1"}).error().code);
  }

 private:
  static std::unique_ptr<CryptoGateway> gatewayWith(const Json& more) {
    Json settings{{"currencies", Json::array({"INR"})},
                  {"coin", "BTC"},
                  {"decimals", 8},
                  {"address", kAddress},
                  {"rate", "5500000"},
                  {"uri_scheme", "bitcoin"}};
    if (more.is_object()) settings.update(more);
    const sdk::Context context{settings, callWith().log};
    return std::make_unique<CryptoGateway>(context);
  }
  static sdk::StartCheckout checkoutOf(std::int64_t paise) {
    sdk::StartCheckout wanted;
    wanted.attempt = "pay_0c7k2m9qz4f1h";
    wanted.amount = {paise, "INR"};
    return wanted;
  }
  static sdk::Checkout begin(const std::unique_ptr<CryptoGateway>& gateway) {
    return gateway->checkout(callWith(), checkoutOf(118'000)).value();
  }
  static sdk::Reply<sdk::Attempt> lookAt(const ToldExplorer& told, const std::string& reference,
                                         Json more,
                                         std::optional<std::int64_t> startedAt = std::nullopt) {
    LoopbackServer server{[told](Connection& connection) { told.talk(connection); }};
    if (!more.is_object()) more = Json::object();
    more["explorer_url"] = server.url("/api/");
    return gatewayWith(more)->fetch(callWith(), {reference, startedAt});
  }
  static Json transaction(char id, std::int64_t units, std::optional<int> height) {
    Json status{{"confirmed", height.has_value()}};
    if (height) {
      status["block_height"] = *height;
      status["block_time"] = kBlockTime;
    }
    return {{"txid", std::string(64, id)},
            {"status", status},
            {"vout", Json::array({{{"scriptpubkey_address", "bc1qsomebodyelse"}, {"value", units}},
                                  {{"scriptpubkey_address", kAddress}, {"value", units}}})}};
  }
  static std::string dumped(const std::vector<Json>& transactions) {
    return Json(transactions).dump();
  }
};

HOSTLER_SUITE(CryptoGatewayTest, "plugins/gateway/crypto/crypto_gateway");
