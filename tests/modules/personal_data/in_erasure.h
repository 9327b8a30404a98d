#pragma once

#include "modules/compute/compute_module.h"
#include "modules/dns/dns_module.h"
#include "modules/files/files_module.h"
#include "modules/notifications/notifications_module.h"
#include "modules/personal_data/erasure.h"
#include "modules/support/support_module.h"
#include "modules/webhooks/webhooks_module.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler::testing {

/// What suites about accounts that are erased derive from: a shop with every module that keeps
/// something of a client.
class InErasure : public InDomainShop {
 protected:
  using InDomainShop::InDomainShop;

  std::vector<db::Migration> moreMigrations() override {
    std::vector<db::Migration> all;
    for (const auto some :
         {domainsMigrations(), dnsMigrations(), computeMigrations(), notificationsMigrations(),
          supportMigrations(), webhooksMigrations(), filesMigrations()})
      all.insert(all.end(), some.begin(), some.end());
    return all;
  }

  void erase() {
    Files files{{*shop_->database, shop_->clock, shop_->ids, shop_->audit}};
    Erasure erasure{{shop_->clock, shop_->audit, files}};
    shop_->database->transaction(
        [&](db::Transaction& tx) { erasure.erase(tx, sold_->buyer(client_)); });
  }

  template <class... Args>
  void does(const std::string& sql, const Args&... args) {
    shop_->database->transaction([&](db::Transaction& tx) { tx.execute(sql, args...); });
  }
  std::int64_t id() { return shop_->ids.next<User>().value(); }
  std::int64_t count(const std::string& what) {
    return shop_->count("SELECT COUNT(*) AS n FROM " + what);
  }

  /// One that was sent to an address, or to nobody's in particular.
  std::int64_t message(const std::string& to, std::optional<Id<Account>> account = {}) {
    const auto number = id();
    does(
        "INSERT INTO messages (id, tenant_id, account_id, channel, template, language, recipient, "
        "recipient_key, dedupe_key, model, invoices, carries_secret, status, attempts, answer, "
        "reference, created_at) VALUES (?, 1, ?, 'email', 'accounts.otp', 'en', ?, ?, ?, '{}', "
        "'[]', 0, 'sent', 1, '', '', ?)",
        number, account, to, to, std::to_string(number), shop_->clock.now());
    return number;
  }
};

}  // namespace hostler::testing
