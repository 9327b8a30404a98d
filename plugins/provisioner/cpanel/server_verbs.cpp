// What concerns a server and not one account: connection test, packages, capacity, the list of
// accounts.
#include "cpanel_provisioner.h"
#include "mapping.h"

#include <algorithm>
#include <charconv>

namespace hostler::cpanel {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

std::optional<std::string> someText(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<std::int64_t> someNumber(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? std::nullopt : wholeNumber(*found);
}

sdk::ProviderError misfit(const char* what, const MappingError& error) {
  return sdk::unusableAnswer(Effect::Read,
                             std::string{"WHM's "} + what + " does not fit: " + error.what());
}

}  // namespace

Reply<sdk::ConnectionReport> CpanelProvisioner::testConnection(const sdk::Call& call,
                                                               const sdk::TestConnection& request) {
  const auto server = serverOf(call, request);
  const auto version = client_.call(call, server, "version", {}, Effect::Read);
  if (!version) return version.error();
  sdk::ConnectionReport report;
  report.version = someText(version->data, "version").value_or("");
  if (report.version.empty())
    return sdk::unusableAnswer(Effect::Read, "WHM did not say which version it is");

  // What a token may do shows only by doing; these two change nothing.
  const auto accounts =
      client_.call(call, server, "listaccts", {{"api.chunk.enable", "1"}, {"api.chunk.size", "1"}},
                   Effect::Read);
  if (!accounts)
    report.warnings.push_back("accounts cannot be listed: " + accounts.error().message);
  if (!client_.call(call, server, "backup_date_list", {}, Effect::Read)) {
    report.warnings.push_back(
        "this token is not root's: backups that outlive an account, and restoring, will not work");
  }
  report.detail = "Connected as " + server.username + " to WHM " + report.version + ".";
  return report;
}

Reply<sdk::Packages> CpanelProvisioner::packages(const sdk::Call& call,
                                                 const sdk::ListPackages& request) {
  const auto answer = client_.call(call, serverOf(call, request), "listpkgs",
                                   {{"want", "creatable"}}, Effect::Read);
  if (!answer) return answer.error();
  try {
    return toPackages(answer->data);
  } catch (const MappingError& error) {
    return misfit("list of packages", error);
  }
}

Reply<sdk::Capacity> CpanelProvisioner::capacity(const sdk::Call& call,
                                                 const sdk::ReadCapacity& request) {
  const auto server = serverOf(call, request);
  sdk::Capacity capacity;
  const auto load = client_.call(call, server, "systemloadavg", {}, Effect::Read);
  if (!load) return load.error();
  capacity.load1 = someText(load->data, "one");
  capacity.load5 = someText(load->data, "five");
  capacity.load15 = someText(load->data, "fifteen");
  // The rest depends on the token's rights, and a server can be chosen without it.
  if (const auto counts = client_.call(call, server, "acctcounts", {}, Effect::Read)) {
    const auto reseller = counts->data.value("reseller", Json::object());
    if (reseller.is_object()) {
      const auto active = someNumber(reseller, "active"),
                 suspended = someNumber(reseller, "suspended");
      if (active) capacity.accounts = *active + suspended.value_or(0);
      capacity.suspended = suspended;
      capacity.accountLimit = someNumber(reseller, "limit");
    }
  }
  if (const auto addresses = client_.call(call, server, "listips", {}, Effect::Read)) {
    const auto list = addresses->data.value("ip", Json::array());
    if (list.is_array()) {
      capacity.addresses = static_cast<std::int64_t>(list.size());
      capacity.freeAddresses = std::ranges::count_if(list, [](const Json& address) {
        return address.is_object() && someNumber(address, "used") == 0 &&
               someNumber(address, "active") == 1;
      });
    }
  }
  return capacity;
}

Reply<sdk::AccountPage> CpanelProvisioner::accounts(const sdk::Call& call,
                                                    const sdk::ListAccounts& request) {
  const auto server = serverOf(call, request);
  std::int64_t start = 1;
  if (!request.cursor.empty()) {
    const auto end = request.cursor.data() + request.cursor.size();
    if (std::from_chars(request.cursor.data(), end, start).ptr != end || start < 1) {
      return sdk::permanent("bad_request", "cursor is not one of this plugin's");
    }
  }
  const auto size = std::clamp<std::int64_t>(request.limit, 1, 1000);
  // Sorted, or a page would miss what another moved.
  const auto answer = client_.call(call, server, "listaccts",
                                   {{"api.sort.enable", "1"},
                                    {"api.sort.a.field", "user"},
                                    {"api.chunk.enable", "1"},
                                    {"api.chunk.size", std::to_string(size)},
                                    {"api.chunk.start", std::to_string(start)}},
                                   Effect::Read);
  if (!answer) return answer.error();
  Json bandwidth = Json::object();
  if (request.withUsage) {
    const auto used = client_.call(call, server, "showbw", {}, Effect::Read);
    if (!used) return used.error();
    bandwidth = used->data;
  }
  try {
    sdk::AccountPage page;
    for (const auto& entry : listOf(answer->data, "acct")) {
      auto account = toAccount(entry);
      if (request.withUsage) {
        const auto used = bandwidthOf(bandwidth, account.id);
        account.bandwidthBytes = used.used;
        account.bandwidthLimitBytes = used.limit;
      }
      page.accounts.push_back(std::move(account));
    }
    const auto chunk = answer->metadata.value("chunk", Json::object());
    page.total = chunk.is_object() ? someNumber(chunk, "records") : std::nullopt;
    const auto next = start + static_cast<std::int64_t>(page.accounts.size());
    if (page.total && next <= *page.total && !page.accounts.empty())
      page.nextCursor = std::to_string(next);
    return page;
  } catch (const MappingError& error) {
    return misfit("list of accounts", error);
  }
}

}  // namespace hostler::cpanel
