#include "modules/services/server_desk.h"

#include "core/plugin_host/destination.h"
#include "modules/services/drift.h"
#include "modules/services/server_group.h"
#include "modules/services/server_health.h"

namespace hostler {
namespace {

constexpr std::string_view kMask = "***";
constexpr int kMostPages = 200;
constexpr std::chrono::seconds kTrialPatience{60}, kServerPatience{20};

// What was given for one machine is not sent to another one that somebody names.
void refuseKept(const std::vector<std::string>& secrets) {
  FieldErrors errors;
  for (const auto& name : secrets)
    errors.add(FieldErrors::under("settings", name), "required_anew",
               "must be given anew where the server's address changes");
  errors.throwIfAny();
}

// A mask that stands for nothing kept is no secret.
void mustBeClear(const Json& secrets) {
  for (const auto& [name, value] : secrets.items()) {
    if (value == kMask)
      throw ValidationError{FieldErrors::under("settings", name), "masked",
                            "must be the secret itself: none is kept yet"};
  }
}

struct Unreachable : DomainError {
  Unreachable()
      : DomainError{"server_unreachable", 503, "The server could not be asked for its accounts."} {}
};

struct NameTaken : DomainError {
  NameTaken() : DomainError{"name_taken", 409, "Another server has this name."} {}
};

}  // namespace

Server ServerDesk::get(db::Reader& reader, Id<Server> id) {
  auto server = parts_.servers.find(reader, id);
  if (!server) throw NotFound{};
  return std::move(*server);
}

Server ServerDesk::add(const Actor& actor, const Wanted& wanted) {
  const auto [shown, secrets] = parts_.check(wanted.plugin, wanted.settings);
  mustBeClear(secrets);
  Server server;
  server.id = parts_.ids.next<Server>();
  server.name = wanted.name;
  server.plugin = wanted.plugin;
  server.group = wanted.group;
  server.settings = shown;
  server.maxAccounts = wanted.maxAccounts;
  server.status = wanted.status;
  server.createdAt = parts_.clock.now();
  parts_.database.transaction([&, &secret = secrets](db::Transaction& tx) {
    try {
      parts_.servers.insert(tx, server, secret, server.createdAt);
      keepGroup(tx, server);
    } catch (const db::UniqueViolation&) {
      throw NameTaken{};
    }
    parts_.audit.record(tx, actor,
                        {"server.added",
                         server.id.text(),
                         nullptr,
                         {{"name", server.name}, {"plugin", server.plugin}}});
  });
  return server;
}

// A group that a server names is there.
void ServerDesk::keepGroup(db::Transaction& tx, const Server& server) {
  if (!server.group || server_groups::named(tx, *server.group)) return;
  ServerGroup group;
  group.id = parts_.ids.next<ServerGroup>();
  group.name = *server.group;
  group.createdAt = parts_.clock.now();
  server_groups::insert(tx, group);
}

Server ServerDesk::change(const Actor& actor, Id<Server> id, const Change& change) {
  auto [server, full] = parts_.database.read([&](db::Reader& reader) {
    auto found = get(reader, id);
    auto settings = parts_.servers.fullSettings(reader, found);
    return std::pair{std::move(found), std::move(settings)};
  });
  std::optional<std::pair<Json, Json>> settings;
  if (change.settings) {
    Json wanted = *change.settings;
    std::vector<std::string> kept;
    for (auto& [name, value] : wanted.items()) {
      if (value != kMask || !full.contains(name)) continue;
      value = full[name];
      kept.push_back(name);
    }
    settings = parts_.check(server.plugin, wanted);
    mustBeClear(settings->second);
    if (plugin::leadsElsewhere(server.settings, settings->first)) refuseKept(kept);
  }
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto now = get(tx, id);
    const Json before{
        {"name", now.name}, {"status", wordOf(now.status)}, {"max_accounts", now.maxAccounts}};
    if (change.name) now.name = *change.name;
    if (change.group) now.group = *change.group;
    if (change.maxAccounts) now.maxAccounts = *change.maxAccounts;
    if (change.status) now.status = *change.status;
    if (settings) now.settings = settings->first;
    try {
      parts_.servers.save(tx, now, settings ? std::optional{settings->second} : std::nullopt,
                          parts_.clock.now());
    } catch (const db::UniqueViolation&) {
      throw NameTaken{};
    }
    keepGroup(tx, now);
    const Json after{{"name", now.name},
                     {"status", wordOf(now.status)},
                     {"max_accounts", now.maxAccounts},
                     {"settings_changed", settings.has_value()}};
    parts_.audit.record(tx, actor, {"server.changed", id.text(), before, after});
    return now;
  });
}

void ServerDesk::remove(const Actor& actor, Id<Server> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto server = get(tx, id);
    if (!parts_.servers.remove(tx, id))
      throw DomainError{"server_in_use", 409,
                        "Services live on this server; move or end them first."};
    server_health::forget(tx, id);
    parts_.audit.record(tx, actor, {"server.removed", id.text(), {{"name", server.name}}, nullptr});
  });
}

Json ServerDesk::shownSettings(db::Reader& reader, const Server& server) {
  Json shown = server.settings;
  for (const auto& name : parts_.servers.secretNames(reader, server)) shown[name] = kMask;
  return shown;
}

std::vector<ServerDesk::Trial> ServerDesk::testAll(const std::string& plugin) {
  std::vector<std::pair<Server, Json>> found;
  parts_.database.read([&](db::Reader& reader) {
    found.clear();
    for (auto& server : parts_.servers.ofPlugin(reader, plugin)) {
      auto settings = parts_.servers.fullSettings(reader, server);
      found.emplace_back(std::move(server), std::move(settings));
    }
  });
  std::vector<Trial> trials;
  const auto until = parts_.clock.monotonic() + kTrialPatience;
  for (const auto& [server, settings] : found) {
    const auto left =
        std::chrono::duration_cast<std::chrono::seconds>(until - parts_.clock.monotonic());
    if (left <= std::chrono::seconds{0}) {
      trials.push_back({server.id, server.name, false, "not_asked",
                        "The servers before it took too long to answer."});
      continue;
    }
    const auto answer = parts_.operations.ask(
        {server.plugin,
         "provisioner/1.test_connection",
         {{"server_settings", settings}, {"product_settings", Json::object()}},
         {},
         std::min(kServerPatience, left),
         server.id.text()});
    trials.push_back({server.id, server.name, answer.outcome == Outcome::Succeeded, answer.code,
                      answer.message});
  }
  return trials;
}

std::map<std::string, ProviderAccount> ServerDesk::accountsAt(const Server& server,
                                                              const Json& settings,
                                                              const std::string& until) {
  std::map<std::string, ProviderAccount> all;
  std::string cursor;
  for (int page = 0; page < kMostPages; ++page) {
    Json request{{"server_settings", settings}, {"product_settings", Json::object()}};
    if (!cursor.empty()) request["cursor"] = cursor;
    const auto answer = parts_.operations.ask({server.plugin,
                                               "provisioner/1.accounts",
                                               request,
                                               {},
                                               std::chrono::seconds{60},
                                               server.id.text()});
    if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) throw Unreachable{};
    const auto accounts = answer.reply.value("accounts", Json::array());
    for (const auto& json : accounts) {
      try {
        auto account = readProviderAccount(json);
        auto id = account.id;
        all.emplace(std::move(id), std::move(account));
      } catch (const ValidationError&) {
        throw Unreachable{};  // a list with strange entries tells nothing of what is not in it
      }
    }
    const auto next = answer.reply.find("next_cursor");
    const bool isLast = next == answer.reply.end() || !next->is_string();
    if (isLast || (!until.empty() && all.contains(until))) return all;
    cursor = *next;
  }
  throw Unreachable{};  // an end that never comes
}

std::optional<ProviderAccount> ServerDesk::accountAt(Id<Server> id, const std::string& account) {
  const auto [server, settings] = parts_.database.read([&](db::Reader& reader) {
    auto found = get(reader, id);
    auto full = parts_.servers.fullSettings(reader, found);
    return std::pair{std::move(found), std::move(full)};
  });
  const auto all = accountsAt(server, settings, account);
  const auto found = all.find(account);
  return found == all.end() ? std::nullopt : std::optional{found->second};
}

Json ServerDesk::drift(Id<Server> id) {
  const auto [server, settings, ours] = parts_.database.read([&](db::Reader& reader) {
    auto found = get(reader, id);
    auto full = parts_.servers.fullSettings(reader, found);
    std::vector<BelievedAccount> believed;
    for (auto& service : parts_.services.onServer(reader, id)) {
      if (!service.externalId || !service.isLive()) continue;
      const auto product = parts_.catalog.get(reader, service.tenant, service.product);
      auto package = product.provisioning
                         ? packageOf(settingsWith(product.provisioning->settings, service.extras))
                         : std::string{};
      believed.push_back({std::move(service), std::move(package)});
    }
    return std::tuple{std::move(found), std::move(full), std::move(believed)};
  });
  auto told = driftBetween(ours, accountsAt(server, settings));
  told["server"] = id.text();
  return told;
}

}  // namespace hostler
