#pragma once

#include "modules/billing/billing_events.h"
#include "tests/modules/billing/till.h"

#include <mutex>

namespace hostler::testing {

/// What a gateway charges: once for each attempt, whatever its answers come to.
struct Charges {
  std::map<std::string, Json> made;  ///< by attempt: the amount
  std::map<std::string, int> asked;

  Json replyTo(const std::string& attempt) const {
    return {{"reference", "order_" + attempt},
            {"payment",
             {{"id", "txn_" + attempt},
              {"state", "captured"},
              {"amount", made.at(attempt)},
              {"reference", "order_" + attempt}}}};
  }
  ProviderAnswer charge(const ProviderRequest& request) {
    const auto attempt = request.body["attempt"].get<std::string>();
    ++asked[attempt];
    made.emplace(attempt, request.body["amount"]);
    return {Outcome::Succeeded, replyTo(attempt)};
  }
};

/// A client whose ways to pay "bank" keeps, and charges when it is asked to.
class Collector {
 public:
  explicit Collector(const db::DatabaseUrl& url) : till{url} {
    client = till.client();
    till.gateway.on("gateway/1.customer", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, {{"customer", "cust_1"}}};
    });
    till.gateway.on("gateway/1.setup", [](const ProviderRequest& request) {
      const auto attempt = request.body["attempt"].get<std::string>();
      return ProviderAnswer{
          Outcome::Succeeded,
          {{"reference", "order_" + attempt},
           {"amount", {{"amount", 100}, {"currency", "INR"}}},
           {"state", "open"},
           {"next_action", {{"type", "razorpay_checkout"}, {"recurring", true}}}}};
    });
    till.gateway.on("gateway/1.methods", [this](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, {{"methods", listed}}};
    });
    till.gateway.on("gateway/1.charge",
                    [this](const ProviderRequest& request) { return charges.charge(request); });
    listen();
  }

  void list(const std::string& token) {
    listed.push_back({{"id", token},
                      {"customer", "cust_1"},
                      {"method", "upi"},
                      {"title", token},
                      {"state", "confirmed"},
                      {"max_amount", {{"amount", 15'000'00}, {"currency", "INR"}}},
                      {"expires_at", nullptr}});
  }
  void save(const std::string& token) {
    list(token);
    const auto scope = Scope::ofAccount(kPlatform, client);
    till.methods.customerOf(scope, "bank");
    till.methods.refresh(scope, "bank");
  }
  std::vector<SavedMethod> methods() {
    return till.database->read(
        [&](db::Reader& reader) { return till.methods.list(reader, client); });
  }
  BillingPreferences preferences() {
    return till.database->read(
        [&](db::Reader& reader) { return till.methods.preferences(reader, client); });
  }
  Id<Invoice> due(Money amount = rupees(1000'00)) { return till.issue(client, amount).id; }
  void run() {
    till.collections.run();
    till.doJobs();
  }
  void passDays(int days) {
    for (int i = 0; i < days * 4; ++i) {
      run();
      till.clock.advance(std::chrono::hours{6});
    }
    run();
  }
  std::string state(Id<Invoice> invoice) {
    return till.database->query("SELECT state FROM collections WHERE invoice_id = ?", invoice)
        .only()
        .text("state");
  }
  void decline(std::function<std::string(const ProviderRequest&)> why) {
    till.gateway.on("gateway/1.charge", [this, why](const ProviderRequest& request) {
      const auto code = why(request);
      if (code.empty()) return charges.charge(request);
      return ProviderAnswer::failed(Outcome::Permanent, code, "declined");
    });
  }

  Till till;
  Id<Account> client;
  Json listed = Json::array();  ///< what the gateway lists
  Charges charges;
  std::vector<DebitAnnounced> announced;
  std::vector<PaymentNeedsClient> asked;

 private:
  void listen() {
    till.bus.declare<DebitAnnounced>("d");
    till.bus.declare<PaymentNeedsClient>("n");
    till.bus.subscribe<DebitAnnounced>(
        [this](db::Transaction& tx, const Actor&, const Scope&, const DebitAnnounced& fact) {
          tx.afterCommit([this, fact] {
            const std::lock_guard lock{mutex_};
            announced.push_back(fact);
          });
        });
    till.bus.subscribe<PaymentNeedsClient>(
        [this](db::Transaction& tx, const Actor&, const Scope&, const PaymentNeedsClient& fact) {
          tx.afterCommit([this, fact] {
            const std::lock_guard lock{mutex_};
            asked.push_back(fact);
          });
        });
  }

  std::mutex mutex_;
};

}  // namespace hostler::testing
