#include "tests/bench/creates/hosting.h"

#include "modules/services/service_tasks.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/stage/staff.h"

namespace hostler::bench {
namespace {

constexpr auto kServices =
    "INSERT INTO services (id, tenant_id, account_id, product_id, order_item_id, name, tax_class, "
    "status, provisioning, last_error, plugin, domain, facts, cycle, currency, price, quantity, "
    "anchor_day, billed_until, cancel_reason, created_at, updated_at)";

// User names on a server begin with what a domain begins with, and must not meet too often.
std::string domainOf(int number) {
  std::string name;
  for (int rest = number * 7'919 + 11, i = 0; i < 4; ++i, rest /= 26)
    name += static_cast<char>('a' + rest % 26);
  return name + std::to_string(number) + ".example";
}

}  // namespace

void Hosting::openServers(int count, std::chrono::milliseconds answer) {
  testing::HttpClient sandbox{here_.sandboxUrl()};
  auto owner = ownerOf(here_);
  for (int i = 0; i < count; ++i) {
    const auto name = "bench" + std::to_string(i);
    const Json access{{"username", "root"},
                      {"token", "SANDBOXBENCH" + std::to_string(i) + "WHM"},
                      {"base_url", here_.sandboxUrl() + "/whm"}};
    auto account = access;
    account.update({{"provider", "whm"}, {"server", name}});
    must(sandbox.post("/_accounts", account), "a server of the sandbox");
    must(owner.post("/api/admin/servers", {{"name", name},
                                           {"plugin", "cpanel"},
                                           {"max_accounts", 100'000},
                                           {"settings", access}}),
         "a server");
  }
  // What the demo brought takes nobody.
  database_.transaction([](db::Transaction& tx) {
    tx.execute("UPDATE servers SET status = 'maintenance' WHERE name = 'server1'");
  });
  must(sandbox.post("/_faults", {{"provider", "whm"},
                                 {"operation", "createacct"},
                                 {"fault", "slow"},
                                 {"delay_ms", answer.count()}}),
       "the time that a create takes");
}

std::vector<DueJobs::One> Hosting::sell(int count) {
  const auto product = database_.query("SELECT id FROM products WHERE slug = 'starter-hosting'")
                           .only()
                           .integer("id");
  const auto now = database_.serverTime();
  const auto today = Date::ofDaysSinceEpoch(now.unixSeconds() / 86'400);
  std::vector<DueJobs::One> jobs;
  database_.transaction([&](db::Transaction& tx) {
    jobs.clear();
    db::BulkInsert services{tx, kServices, 22};
    for (int number = sold_; number < sold_ + count; ++number) {
      const auto id = Shop::kFirstService + number;
      const auto account = Shop::accountOf(number);
      services.add(id, kPlatform, account, product, id, "Starter Hosting", "998315", "pending",
                   "creating", "", "cpanel", domainOf(number), "{}", Cycle::Monthly, "INR",
                   Shop::kPrice, 1, today.day(), today.plusDays(30), "", now, now);
      const CreateService task{Id<Service>::of(id)};
      jobs.push_back(
          {account, toJson(task), std::string{CreateService::kKind} + ":" + task.service.text()});
    }
    services.flush();
  });
  sold_ += count;
  return jobs;
}

int Hosting::made() {
  testing::HttpClient sandbox{here_.sandboxUrl()};
  const auto book = must(sandbox.get("/_book"), "the sandbox's book");
  return static_cast<int>(book.at("whm").at("accounts").size());
}

}  // namespace hostler::bench
