#include "mapping.h"

namespace sample {
namespace {

using namespace hostler::sdk;

struct WireAccount {
  std::string id, username, domain, plan, status;

  static constexpr auto members() {
    return std::tuple{field("id", &WireAccount::id), field("username", &WireAccount::username),
                      field("domain", &WireAccount::domain), field("plan", &WireAccount::plan),
                      field("status", &WireAccount::status)};
  }
};

}  // namespace

Account toAccount(const Json& answer) {
  const auto wire = fromJson<WireAccount>(answer);
  Account account;
  account.id = wire.id;
  account.username = wire.username;
  account.domain = wire.domain;
  account.package = wire.plan;
  account.suspended = wire.status == "suspended";
  return account;
}

}  // namespace sample
