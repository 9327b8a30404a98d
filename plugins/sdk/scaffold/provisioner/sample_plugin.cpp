#include "sample_plugin.h"

#include "mapping.h"

#include <hostler/names.hpp>

namespace sample {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Outcome;
using sdk::ProviderError;
using sdk::Reply;

Settings serverOf(const sdk::Call& call, const sdk::OnServer& request) {
  return sdk::readSettings<Settings>(call, request.serverSettings, "server_settings");
}

std::string pathOf(const std::string& id) {
  return "/accounts/" + sdk::urlEncode(id);
}

// What we make is found again by our own reference.
std::string pathOfReference(const std::string& reference) {
  return "/accounts/by-reference/" + sdk::urlEncode(reference);
}

ProviderError badRequest(const std::string& why) {
  return sdk::permanent("bad_request", why);
}

// Whether the state can be asked right away what became of a change. What may have happened stays
// Unknown, and what the provider had no time for is Retryable: both come again under their key.
bool isAnswered(const Reply<Json>& said) {
  return said || said.error().outcome == Outcome::Permanent ||
         said.error().outcome == Outcome::NeedsAttention;
}

// "Done" and "failed" are answers like any other: the state decides. This one does not show it.
ProviderError notShown(const Reply<Json>& said, const Reply<sdk::Located>& state) {
  if (!state) return sdk::unknown("not_confirmed", state.error().message);
  if (!said) return said.error();
  return sdk::unknown("not_confirmed", "the provider says that it is done, and does not show it");
}

}  // namespace

Reply<sdk::ConnectionReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                          const sdk::TestConnection& request) {
  const auto holder = client_.holder(call, serverOf(call, request));
  if (!holder) return holder.error();
  sdk::ConnectionReport report;
  report.detail = "Connected as " + holder->name + ".";
  return report;
}

Reply<sdk::Located> SamplePlugin::at(const sdk::Call& call, const Settings& settings,
                                     const std::string& path) const {
  return mapped(client_.read(call, settings, path), Effect::Read, [](const Json& answer) {
    sdk::Located located;
    if (!answer.is_null()) located.account = toAccount(answer);
    return located;
  });
}

Reply<sdk::Located> SamplePlugin::meant(const sdk::Call& call, const Settings& settings,
                                        const sdk::AccountRef& account) const {
  auto found = at(call, settings, pathOf(account.id));
  if (!found || !found->account || account.domain.empty()) return found;
  if (found->account->domain == account.domain) return found;
  return sdk::needsAttention(
      "wrong_account",
      "the account " + account.id + " belongs to another domain: " + found->account->domain);
}

Reply<sdk::Account> SamplePlugin::create(const sdk::Call& call, const sdk::CreateAccount& request) {
  if (!sdk::isDomainName(request.domain)) return badRequest("domain is not a domain name");
  if (!sdk::isReference(request.reference)) return badRequest("reference is none of ours");
  const auto server = serverOf(call, request);
  const auto place = pathOfReference(request.reference);
  // An earlier attempt may have made it, its answer lost.
  const auto ours = at(call, server, place);
  if (!ours) return ours.error();
  if (ours->account) return *ours->account;
  const auto said = client_.write(call, server, "POST", "/accounts",
                                  {{"reference", request.reference},
                                   {"domain", request.domain},
                                   {"email", request.email},
                                   {"password", request.password.reveal()},
                                   {"plan", request.productSettings.value("plan", Json())}});
  if (!isAnswered(said)) return said.error();
  const auto made = at(call, server, place);
  if (made && made->account) return *made->account;
  return notShown(said, made);
}

Reply<sdk::Located> SamplePlugin::locate(const sdk::Call& call, const sdk::LocateAccount& request) {
  if (!request.accountId.empty() && !sdk::isAccountId(request.accountId))
    return badRequest("account_id is no account's id");
  const auto server = serverOf(call, request);
  if (!request.accountId.empty()) return meant(call, server, {request.accountId, request.domain});
  return at(call, server, pathOfReference(request.reference));
}

Reply<sdk::Account> SamplePlugin::setSuspended(const sdk::Call& call, const sdk::OnAccount& request,
                                               bool suspended) const {
  if (!sdk::isAccountId(request.account.id)) return badRequest("account.id is no account's id");
  const auto server = serverOf(call, request);
  const auto before = meant(call, server, request.account);
  if (!before) return before.error();
  if (!before->account)
    return sdk::needsAttention("account_missing", "there is no account " + request.account.id);
  if (before->account->suspended == suspended) return *before->account;
  const auto said = client_.write(call, server, "PATCH", pathOf(request.account.id),
                                  {{"status", suspended ? "suspended" : "active"}});
  if (!isAnswered(said)) return said.error();
  const auto after = at(call, server, pathOf(request.account.id));
  if (after && after->account && after->account->suspended == suspended) return *after->account;
  return notShown(said, after);
}

Reply<sdk::Account> SamplePlugin::suspend(const sdk::Call& call,
                                          const sdk::SuspendAccount& request) {
  return setSuspended(call, request, true);
}

Reply<sdk::Account> SamplePlugin::unsuspend(const sdk::Call& call,
                                            const sdk::UnsuspendAccount& request) {
  return setSuspended(call, request, false);
}

Reply<sdk::Terminated> SamplePlugin::terminate(const sdk::Call& call,
                                               const sdk::TerminateAccount& request) {
  if (!sdk::isAccountId(request.account.id)) return badRequest("account.id is no account's id");
  const auto server = serverOf(call, request);
  const auto before = meant(call, server, request.account);
  if (!before) return before.error();
  if (!before->account) return sdk::Terminated{.existed = false};
  const auto said =
      client_.write(call, server, "DELETE", pathOf(request.account.id), Json::object());
  if (!isAnswered(said)) return said.error();
  const auto after = at(call, server, pathOf(request.account.id));
  if (after && !after->account) return sdk::Terminated{};
  return notShown(said, after);
}

}  // namespace sample
