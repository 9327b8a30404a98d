#include "cpanel_provisioner.h"

#include "mapping.h"
#include "names.h"

#include <algorithm>
#include <cstdio>

namespace hostler::cpanel {
namespace {

using sdk::Effect;
using sdk::Reply;

constexpr std::int64_t kMegabyte = 1024 * 1024;

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}

// Whether the server said a definite no: only then can the state afterwards turn it into a yes.
bool isRefusal(const sdk::ProviderError& error) {
  return error.code == kRefused;
}

sdk::ProviderError notConfirmed(const std::string& why) {
  return sdk::unknown("not_confirmed",
                      "the server's answer and the account's state disagree: " + why);
}

Params createParams(const sdk::CreateAccount& request, const ProductSettings& product,
                    const std::string& user) {
  Params params{{"username", user},
                {"domain", request.domain},
                {"plan", product.plan},
                {"password", request.password.reveal()},
                {"contactemail", request.email},
                {"ip", product.dedicatedIp ? "y" : "n"},
                {"hasshell", product.shell ? "1" : "0"}};
  if (!product.language.empty()) params.emplace_back("language", product.language);
  if (product.diskMb > 0) params.emplace_back("quota", std::to_string(product.diskMb));
  if (product.bandwidthMb > 0) params.emplace_back("bwlimit", std::to_string(product.bandwidthMb));
  return params;
}

}  // namespace

Reply<sdk::Account> CpanelProvisioner::create(const sdk::Call& call,
                                              const sdk::CreateAccount& request) {
  const auto server = serverOf(call, request);
  if (!isEmail(request.email)) return badRequest("email is not an address");
  if (!isPassword(request.password.reveal()))
    return badRequest("password is not between 8 and 128 characters");
  if (!request.username.empty() && !isNewUserName(request.username))
    return badRequest("username is not allowed");
  const auto candidates = request.username.empty()
                              ? userNameCandidates(request.reference, request.domain)
                              : std::vector{request.username};

  // An earlier attempt may have made it, its answer lost.
  auto found = finder_.byDomain(call, server, request.domain);
  if (!found) return found.error();
  if (*found) {
    if (std::ranges::find(candidates, (*found)->account.id) != candidates.end())
      return std::move((*found)->account);
    return sdk::permanent("domain_exists",
                          "another account on this server has the domain " + request.domain);
  }
  return createNew(call, server, request, candidates);
}

Reply<sdk::Account> CpanelProvisioner::createNew(const sdk::Call& call, const Server& server,
                                                 const sdk::CreateAccount& request,
                                                 const std::vector<std::string>& candidates) {
  const auto product = productOf(call, request);
  sdk::ProviderError last =
      sdk::permanent("username_taken", "every user name for this account is taken");
  for (const auto& user : candidates) {
    const auto made = client_.call(call, server, "createacct", createParams(request, product, user),
                                   Effect::Write);
    if (!made && !isRefusal(made.error())) return made.error();

    auto found = finder_.byUser(call, server, user);
    if (!found) return notConfirmed(found.error().message);
    if (*found && (*found)->account.domain == request.domain) return std::move((*found)->account);
    if (made) return notConfirmed("the new account does not show");
    if (!*found) return made.error();  // refused for another reason than the name
    last.message = made.error().message;
  }
  return last;
}

Reply<sdk::Located> CpanelProvisioner::locate(const sdk::Call& call,
                                              const sdk::LocateAccount& request) {
  const auto server = serverOf(call, request);
  // One that we know is not gone because its main domain was changed by hand.
  const bool known = !request.accountId.empty();
  auto found = known ? finder_.asMeant(call, server, {request.accountId, request.domain})
                     : finder_.byDomain(call, server, request.domain);
  if (!found) return found.error();
  if (!*found) return sdk::Located{};
  auto& account = (*found)->account;
  if (known) return sdk::Located{std::move(account)};
  const auto candidates = request.username.empty()
                              ? userNameCandidates(request.reference, request.domain)
                              : std::vector{request.username};
  const bool ours = std::ranges::find(candidates, account.id) != candidates.end();
  return ours ? sdk::Located{std::move(account)} : sdk::Located{};
}

Reply<sdk::Account> CpanelProvisioner::change(const sdk::Call& call, const Server& server,
                                              const sdk::AccountRef& ref, std::string_view function,
                                              Params params, const Wanted& isWanted) {
  auto before = finder_.expected(call, server, ref);
  if (!before) return before.error();
  if (isWanted(before->account)) return std::move(before->account);

  const auto written = client_.call(call, server, function, std::move(params), Effect::Write);
  if (!written && !isRefusal(written.error())) return written.error();
  auto after = finder_.expected(call, server, ref);
  if (!after) return notConfirmed(after.error().message);
  if (isWanted(after->account)) return std::move(after->account);
  if (!written) return written.error();
  return notConfirmed("nothing has changed");
}

Reply<sdk::Account> CpanelProvisioner::suspend(const sdk::Call& call,
                                               const sdk::SuspendAccount& request) {
  const auto reason = request.reason.empty() ? std::string{"Suspended"} : oneLine(request.reason);
  const auto server = serverOf(call, request);
  auto before = finder_.expected(call, server, request.account);
  if (!before) return before.error();
  if (before->account.suspended) return std::move(before->account);
  const auto resold = resold_.suspend(call, server, request.account.id, reason);
  if (!resold) return resold.error();
  return change(call, server, request.account, "suspendacct",
                {{"user", request.account.id}, {"reason", reason}},
                [](const sdk::Account& account) { return account.suspended; });
}

Reply<sdk::Account> CpanelProvisioner::unsuspend(const sdk::Call& call,
                                                 const sdk::UnsuspendAccount& request) {
  const auto server = serverOf(call, request);
  auto before = finder_.expected(call, server, request.account);
  if (!before) return before.error();
  if (!before->account.suspended) return std::move(before->account);
  if (const auto& reason = before->account.suspendReason) {
    const auto resold = resold_.unsuspend(call, server, request.account.id, *reason);
    if (!resold) return resold.error();
  }
  return change(call, server, request.account, "unsuspendacct", {{"user", request.account.id}},
                [](const sdk::Account& account) { return !account.suspended; });
}

Reply<sdk::Account> CpanelProvisioner::changePackage(const sdk::Call& call,
                                                     const sdk::ChangePackage& request) {
  const auto server = serverOf(call, request);
  const auto product = productOf(call, request);
  const auto& user = request.account.id;
  auto changed = change(call, server, request.account, "changepackage",
                        {{"user", user}, {"pkg", product.plan}}, [&](const sdk::Account& account) {
                          return isPlan(account.package, product.plan, server.username);
                        });
  // A new package brings its own limits, so what goes beyond them comes after it.
  if (changed && product.diskMb > 0) {
    changed = change(call, server, request.account, "editquota",
                     {{"user", user}, {"quota", std::to_string(product.diskMb)}},
                     [&](const sdk::Account& account) {
                       return account.diskLimitBytes == product.diskMb * kMegabyte;
                     });
  }
  if (changed && product.bandwidthMb > 0) {
    // An account does not show this limit; to set it again does no harm.
    const auto limited = client_.call(
        call, server, "limitbw", {{"user", user}, {"bwlimit", std::to_string(product.bandwidthMb)}},
        Effect::Write);
    if (!limited) return limited.error();
  }
  return changed;
}

Reply<sdk::Terminated> CpanelProvisioner::terminate(const sdk::Call& call,
                                                    const sdk::TerminateAccount& request) {
  const auto server = serverOf(call, request);
  const auto& user = request.account.id;
  const auto before = finder_.asMeant(call, server, request.account);
  if (!before) return before.error();
  if (!*before) return sdk::Terminated{.existed = false};
  if (request.account.domain.empty())
    return badRequest("account.domain is required to remove an account");

  const auto removed =
      client_.call(call, server, "removeacct",
                   {{"username", user}, {"keepdns", request.keepDns ? "1" : "0"}}, Effect::Write);
  if (!removed && !isRefusal(removed.error())) return removed.error();
  const auto after = finder_.byUser(call, server, user);
  if (!after) return notConfirmed(after.error().message);
  if (!*after) return sdk::Terminated{};
  if (!removed) return removed.error();
  return notConfirmed("the account is still there");
}

Reply<sdk::Done> CpanelProvisioner::changePassword(const sdk::Call& call,
                                                   const sdk::ChangePassword& request) {
  const auto server = serverOf(call, request);
  if (!isPassword(request.password.reveal()))
    return badRequest("password is not between 8 and 128 characters");
  const auto account = finder_.expected(call, server, request.account);
  if (!account) return account.error();
  // Without db_pass_update=0 the account's database password changes too, and breaks the client's
  // site.
  const auto changed = client_.call(call, server, "passwd",
                                    {{"user", request.account.id},
                                     {"password", request.password.reveal()},
                                     {"db_pass_update", "0"}},
                                    Effect::Write);
  if (!changed) return changed.error();
  return sdk::Done{};
}

Reply<sdk::Usage> CpanelProvisioner::usage(const sdk::Call& call, const sdk::ReadUsage& request) {
  const auto server = serverOf(call, request);
  const auto& user = request.account.id;
  Params params{{"searchtype", "user"}, {"search", "^" + user + "$"}};
  if (!request.month.empty()) {
    int year = 0, month = 0, read = 0;
    if (std::sscanf(request.month.c_str(), "%4d-%2d%n", &year, &month, &read) != 2 || read != 7 ||
        month < 1 || month > 12) {
      return badRequest("month is not a month");
    }
    params.emplace_back("year", std::to_string(year));
    params.emplace_back("month", std::to_string(month));
  }
  const auto account = finder_.expected(call, server, request.account);
  if (!account) return account.error();
  const auto bandwidth = client_.call(call, server, "showbw", std::move(params), Effect::Read);
  if (!bandwidth) return bandwidth.error();
  try {
    return toUsage(account->entry, bandwidth->data, user);
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(Effect::Read,
                               std::string{"WHM's usage does not fit: "} + error.what());
  }
}

Reply<sdk::SignOnLink> CpanelProvisioner::singleSignOn(const sdk::Call& call,
                                                       const sdk::SingleSignOn& request) {
  const auto server = serverOf(call, request);
  const bool webmail = request.service == "webmail";
  if (!request.service.empty() && request.service != "cpanel" && !webmail) {
    return badRequest("service is neither cpanel nor webmail");
  }
  const auto account = finder_.expected(call, server, request.account);
  if (!account) return account.error();
  if (account->account.suspended)
    return sdk::permanent("suspended", "a suspended account cannot be entered");

  Params params{{"user", request.account.id}, {"service", webmail ? "webmaild" : "cpaneld"}};
  if (!request.page.empty()) {
    if (!std::ranges::all_of(request.page, [](unsigned char c) {
          return std::isalnum(c) || c == '_' || c == '-';
        })) {
      return badRequest("page is not the name of a page");
    }
    params.emplace_back("app", request.page);
  }
  // A session that nobody learns of harms nobody: a lost answer may simply be asked for again.
  const auto session =
      client_.call(call, server, "create_user_session", std::move(params), Effect::Read);
  if (!session) return session.error();
  const auto url = session->data.value("url", sdk::Json());
  if (!url.is_string() || !sdk::isAllowedUrl(url.get<std::string>())) {
    return sdk::unusableAnswer(Effect::Read, "WHM gave no address to sign on at");
  }
  return sdk::SignOnLink{sdk::Secret{url.get<std::string>()},
                         wholeNumber(session->data.value("expires", sdk::Json()))};
}

}  // namespace hostler::cpanel
