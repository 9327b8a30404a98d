#include "modules/billing/issue_hooks.h"

namespace hostler {
namespace {

constexpr auto kEvent = "before.invoice_issue";

}  // namespace

void IssueHooks::ask(Id<Tenant> tenant, const Wanted& wanted) const {
  if (before_ == nullptr || !before_->listens(kEvent, tenant)) return;
  std::vector<Json> all;
  database_.read([&](db::Reader& reader) {
    for (const auto& request : wanted(reader)) {
      const auto priced = billing_.quote(reader, tenant, request);
      Json facts = Json::object();
      facts["kind"] = wordOf(request.kind);
      facts["client_id"] = request.account.text();
      facts["total"] = toJson(priced.total);
      all.push_back(std::move(facts));
    }
  });
  for (const auto& facts : all) before_->ask(kEvent, tenant, facts);
}

}  // namespace hostler
