#include "sample_plugin.h"

#include "mapping.h"

namespace sample {
namespace {

using sdk::Effect;
using sdk::Json;
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

}  // namespace

Reply<sdk::ConnectionReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                          const sdk::TestConnection& request) {
  const auto answer = client_.read(call, serverOf(call, request), "/status");
  if (!answer) return answer.error();
  sdk::ConnectionReport report;
  report.detail = "Connected.";
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
  const auto server = serverOf(call, request);
  // An earlier attempt may have made it, its answer lost.
  const auto ours = at(call, server, pathOfReference(request.reference));
  if (!ours) return ours.error();
  if (ours->account) return *ours->account;
  return mapped(client_.write(call, server, "POST", "/accounts",
                              {{"reference", request.reference},
                               {"domain", request.domain},
                               {"email", request.email},
                               {"password", request.password.reveal()},
                               {"plan", request.productSettings.value("plan", Json())}}),
                Effect::Write, toAccount);
}

Reply<sdk::Located> SamplePlugin::locate(const sdk::Call& call, const sdk::LocateAccount& request) {
  const auto server = serverOf(call, request);
  if (!request.accountId.empty()) return meant(call, server, {request.accountId, request.domain});
  return at(call, server, pathOfReference(request.reference));
}

Reply<sdk::Account> SamplePlugin::setSuspended(const sdk::Call& call, const sdk::OnAccount& request,
                                               bool suspended) const {
  const auto server = serverOf(call, request);
  const auto before = meant(call, server, request.account);
  if (!before) return before.error();
  if (!before->account)
    return sdk::needsAttention("account_missing", "there is no account " + request.account.id);
  if (before->account->suspended == suspended) return *before->account;
  return mapped(client_.write(call, server, "PATCH", pathOf(request.account.id),
                              {{"status", suspended ? "suspended" : "active"}}),
                Effect::Write, toAccount);
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
  const auto server = serverOf(call, request);
  const auto before = meant(call, server, request.account);
  if (!before) return before.error();
  if (!before->account) return sdk::Terminated{.existed = false};
  const auto removed =
      client_.write(call, server, "DELETE", pathOf(request.account.id), Json::object());
  if (!removed) return removed.error();
  return sdk::Terminated{};
}

}  // namespace sample
