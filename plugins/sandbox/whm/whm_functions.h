#pragma once

#include "plugins/sandbox/request_view.h"
#include "plugins/sandbox/whm/whm_state.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace hostler::sandbox::whm {

/// One call of one function: who calls, on what, with what.
struct FunctionCall {
  HostingServer& server;
  const Credential& who;
  const Params& params;
  Instant now;
  const std::string& publicUrl;

  std::string param(std::string_view name, std::string_view fallback = {}) const {
    return paramOr(params, name, fallback);
  }
  /// The account of this name, where it exists and the caller may see it.
  HostedAccount* visible(const std::string& user) const;
};

/// What a function answers: HTTP is 200 either way.
struct FunctionResult {
  bool ok = true;
  std::string reason = "OK";
  Json data = nullptr;   ///< null: no `data` at all
  Json extra = nullptr;  ///< joins `metadata`

  static FunctionResult failed(std::string why) {
    return {false, std::move(why), nullptr, nullptr};
  }
};

struct Function {
  std::function<FunctionResult(FunctionCall&)> run;
  bool rootOnly = false;
};
using FunctionTable = std::map<std::string, Function, std::less<>>;

void addAccountFunctions(FunctionTable& table);
void addListingFunctions(FunctionTable& table);
void addServerFunctions(FunctionTable& table);
void addBackupFunctions(FunctionTable& table);

/// The API 2 call "cpanel", whose envelope is its own.
Json answerApi2(FunctionCall& call);

/// An account as accountsummary and listaccts show it.
Json accountJson(const HostedAccount& account);
/// Applies api.filter, api.sort and api.chunk to a list; fills metadata's chunk.
Json listControls(const Params& params, Json list, Json& metadata);
/// Whether `value` is what search and searchmethod ask for.
bool searchFits(const Params& params, const std::string& value);

/// Why WHM refuses a user name for a new account; empty when it takes it.
std::string userNameFault(const HostingServer& server, const std::string& user);
bool isDomainName(std::string_view name);
bool isWeakPassword(std::string_view password);

/// Believable amounts that are always the same for one account (and month).
std::int64_t diskUsedMb(const HostedAccount& account);
std::int64_t bandwidthUsed(const HostedAccount& account, int year, int month);

}  // namespace hostler::sandbox::whm
