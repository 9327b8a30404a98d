#include "tests/modules/services/panel.h"

namespace hostler::testing {

Panel::Panel(MoneyShop& shop) : shop_{shop} {
  answer("create", [this](const ProviderRequest& request) {
    const auto id = "a" + request.body["reference"].get<std::string>();
    accounts.try_emplace(id);
    return ProviderAnswer{Outcome::Succeeded,
                          {{"id", id}, {"username", "user"}, {"domain", request.body["domain"]}}};
  });
  answer("locate", [this](const ProviderRequest& request) {
    const auto id = "a" + request.body["reference"].get<std::string>();
    Json account = nullptr;
    if (accounts.contains(id))
      account = {{"id", id}, {"username", "user"}, {"domain", request.body["domain"]}};
    return ProviderAnswer{Outcome::Succeeded, {{"account", account}}};
  });
  onAccount("suspend", [](Account& account) {
    account.suspended = true;
    return Json::object();
  });
  onAccount("unsuspend", [](Account& account) {
    account.suspended = false;
    return Json::object();
  });
  onAccount("backup", [this](Account& account) {
    account.backedUp = true;
    return backup;
  });
  answer("terminate", [this](const ProviderRequest& request) {
    const auto id = request.body["account"]["id"].get<std::string>();
    if (const auto* account = find(request); account != nullptr && !account->backedUp)
      lostWithoutBackup.insert(id);
    accounts.erase(id);
    return ProviderAnswer{Outcome::Succeeded, Json::object()};
  });
}

Id<Server> Panel::server(int places, const std::string& name) {
  Server server;
  server.id = shop_.ids.next<Server>();
  server.name = name;
  server.plugin = "panel";
  server.maxAccounts = places;
  shop_.database->transaction([&](db::Transaction& tx) {
    ServerRepository{shop_.vault}.insert(tx, server, Json::object(), shop_.clock.now());
  });
  return server.id;
}

void Panel::answer(const std::string& verb,
                   const std::function<ProviderAnswer(const ProviderRequest&)>& act) {
  shop_.providers.on("provisioner/1." + verb, [this, verb, act](const ProviderRequest& request) {
    switch (mishap(verb)) {
      case Mishap::None:
        return act(request);
      case Mishap::Busy:
        return ProviderAnswer::failed(Outcome::Retryable, "busy", "again");
      case Mishap::Lost:
        act(request);
        return ProviderAnswer::failed(Outcome::Unknown, "timeout", "no answer");
      case Mishap::LostBefore:
        return ProviderAnswer::failed(Outcome::Unknown, "timeout", "no answer");
      case Mishap::Refused:
        break;
    }
    return ProviderAnswer::failed(Outcome::NeedsAttention, "quota", "the reseller is full");
  });
}

// A panel does nothing to an account that it does not have, and says so.
void Panel::onAccount(const std::string& verb, const std::function<Json(Account&)>& act) {
  answer(verb, [this, act](const ProviderRequest& request) {
    auto* account = find(request);
    if (account == nullptr)
      return ProviderAnswer::failed(Outcome::Permanent, "no_account", "There is no such account.");
    return ProviderAnswer{Outcome::Succeeded, act(*account)};
  });
}

Panel::Account* Panel::find(const ProviderRequest& request) {
  const auto found = accounts.find(request.body["account"]["id"].get<std::string>());
  return found == accounts.end() ? nullptr : &found->second;
}

}  // namespace hostler::testing
