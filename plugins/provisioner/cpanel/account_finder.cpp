#include "account_finder.h"

#include "mapping.h"
#include "names.h"

namespace hostler::cpanel {
namespace {

using sdk::Effect;
using sdk::Reply;
using Found = std::optional<FoundAccount>;

// User and domain names hold letters, digits, '-' and '.' alone; of these only the dot means
// anything in a pattern.
std::string exactly(const std::string& name) {
  std::string pattern = "^";
  for (const char c : name) {
    if (c == '.') pattern += '\\';
    pattern += c;
  }
  return pattern + "$";
}

}  // namespace

Reply<Found> AccountFinder::byUser(const sdk::Call& call, const Server& server,
                                   const std::string& user) const {
  if (!isUserName(user)) return sdk::permanent("bad_request", "account.id is not a user name");
  return find(call, server, "user", user);
}

Reply<Found> AccountFinder::byDomain(const sdk::Call& call, const Server& server,
                                     const std::string& domain) const {
  if (!isDomainName(domain)) return sdk::permanent("bad_request", "domain is not a domain name");
  return find(call, server, "domain", domain);
}

Reply<Found> AccountFinder::find(const sdk::Call& call, const Server& server, const std::string& by,
                                 const std::string& value) const {
  const auto answer = client_.call(call, server, "accountsummary", {{by, value}}, Effect::Read);
  if (!answer) {
    if (answer.error().code == kRefused) return listed(call, server, by, value);
    return answer.error();
  }
  try {
    const auto& entries = listOf(answer->data, "acct");
    if (entries.empty()) return listed(call, server, by, value);
    FoundAccount found{toAccount(entries[0]), entries[0]};
    if ((by == "user" ? found.account.id : found.account.domain) != value) {
      return sdk::unusableAnswer(Effect::Read,
                                 "WHM answered with another account than it was asked for");
    }
    return Found{std::move(found)};
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(Effect::Read,
                               std::string{"WHM's account summary does not fit: "} + error.what());
  }
}

Reply<Found> AccountFinder::listed(const sdk::Call& call, const Server& server,
                                   const std::string& by, const std::string& value) const {
  const auto answer = client_.call(call, server, "listaccts",
                                   {{"searchtype", by}, {"search", exactly(value)}}, Effect::Read);
  if (!answer) return answer.error();
  try {
    for (const auto& entry : listOf(answer->data, "acct")) {
      auto account = toAccount(entry);
      if ((by == "user" ? account.id : account.domain) == value)
        return Found{FoundAccount{std::move(account), entry}};
    }
    if (!answer->data.contains("acct"))
      return sdk::unusableAnswer(Effect::Read, "WHM's list of accounts is missing");
    return Found{};
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(Effect::Read,
                               std::string{"WHM's list of accounts does not fit: "} + error.what());
  }
}

Reply<FoundAccount> AccountFinder::expected(const sdk::Call& call, const Server& server,
                                            const sdk::AccountRef& ref) const {
  auto found = asMeant(call, server, ref);
  if (!found) return found.error();
  if (!*found) return sdk::needsAttention("account_missing", "the server has no account " + ref.id);
  return std::move(**found);
}

Reply<Found> AccountFinder::asMeant(const sdk::Call& call, const Server& server,
                                    const sdk::AccountRef& ref) const {
  auto found = byUser(call, server, ref.id);
  if (!found || !*found) return found;
  const auto& domain = (*found)->account.domain;
  if (ref.domain.empty() || domain == ref.domain) return found;
  return sdk::needsAttention("wrong_account",
                             "the account " + ref.id + " belongs to another domain: " + domain);
}

}  // namespace hostler::cpanel
