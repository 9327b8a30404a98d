#include "modules/services/usage_history.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr int kMostPages = 200;
constexpr int kMostAttempts = 5;  // as the handler says
constexpr std::chrono::seconds kPatience{60};

constexpr auto kSelect =
    "SELECT taken_on, disk_bytes, disk_limit_bytes, bandwidth_bytes, bandwidth_limit_bytes, "
    "bandwidth_month, notified FROM service_usage WHERE service_id = ? ORDER BY taken_on DESC "
    "LIMIT ?";
constexpr auto kInsert =
    "INSERT INTO service_usage (disk_bytes, disk_limit_bytes, bandwidth_bytes, "
    "bandwidth_limit_bytes, bandwidth_month, notified, service_id, taken_on) VALUES (?, ?, ?, ?, "
    "?, ?, ?, ?)";
constexpr auto kUpdate =
    "UPDATE service_usage SET disk_bytes = ?, disk_limit_bytes = ?, bandwidth_bytes = ?, "
    "bandwidth_limit_bytes = ?, bandwidth_month = ?, notified = ? WHERE service_id = ? AND "
    "taken_on = ?";
constexpr auto kSelectServers = "SELECT id, plugin FROM servers";

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::set<std::string> split(const std::string& text) {
  std::set<std::string> words;
  for (std::size_t from = 0; from < text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    words.insert(text.substr(from, comma - from));
    from = comma + 1;
  }
  return words;
}

DayOfUse useOf(const db::Row& row) {
  return {row.date("taken_on"),
          row.integer("disk_bytes"),
          row.integer("bandwidth_bytes"),
          row.get<std::optional<std::int64_t>>("disk_limit_bytes"),
          row.get<std::optional<std::int64_t>>("bandwidth_limit_bytes"),
          row.text("bandwidth_month"),
          split(row.text("notified"))};
}

std::optional<std::int64_t> numberAt(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  const auto number = found->get<std::int64_t>();
  return number < 0 ? std::nullopt : std::optional{number};
}

void addReached(std::set<std::string>& reached, const std::string& what, std::int64_t used,
                std::optional<std::int64_t> limit) {
  if (!limit || *limit <= 0) return;
  // As whole numbers, without the overflow of a hundredfold.
  if (used >= *limit) reached.insert(what + ":100");
  if (used >= *limit - *limit / 5) reached.insert(what + ":80");
}

}  // namespace

void DayOfUse::describe(Shape<DayOfUse>& shape) {
  shape.field("date", &DayOfUse::day);
  shape.field("disk_bytes", &DayOfUse::diskBytes);
  shape.field("disk_limit_bytes", &DayOfUse::diskLimitBytes).nullable();
  shape.field("bandwidth_bytes", &DayOfUse::bandwidthBytes);
  shape.field("bandwidth_limit_bytes", &DayOfUse::bandwidthLimitBytes).nullable();
  shape.field("bandwidth_month", &DayOfUse::bandwidthMonth);
}

std::set<std::string> reachedLimits(const DayOfUse& use) {
  std::set<std::string> reached;
  addReached(reached, "disk", use.diskBytes, use.diskLimitBytes);
  addReached(reached, "bandwidth", use.bandwidthBytes, use.bandwidthLimitBytes);
  return reached;
}

std::vector<std::pair<std::string, int>> newlyReached(const std::set<std::string>& before,
                                                      const std::set<std::string>& now) {
  std::vector<std::pair<std::string, int>> news;
  for (const auto* what : {"disk", "bandwidth"}) {
    for (const int percent : {100, 80}) {
      const auto word = std::string{what} + ":" + std::to_string(percent);
      if (!now.contains(word)) continue;
      if (!before.contains(word)) news.emplace_back(what, percent);
      break;
    }
  }
  return news;
}

bool UsageHistory::isAnythingToSample(db::Reader& reader) {
  return !reader.query("SELECT 1 AS one FROM servers LIMIT 1").empty();
}

jobs::Result UsageHistory::sampleAll(jobs::Context& context, const SampleUsage&) {
  context.transaction([&](db::Transaction& tx) {
    for (const auto& row : tx.query(kSelectServers)) {
      jobs::Enqueue how;
      how.lane = "plugin." + row.text("plugin");
      how.priority = jobs::Priority::Bulk;
      const auto server = row.id<Server>("id");
      how.uniqueKey = std::string{SampleServer::kKind} + ":" + server.text();
      how.keepKey = false;
      parts_.queue.enqueue(tx, Scope::ofTenant(kPlatform), SampleServer{server}, how);
    }
  });
  return jobs::Result::done();
}

jobs::Result UsageHistory::sample(jobs::Context& context, const SampleServer& task) {
  const auto [server, settings, services] = parts_.database.read([&](db::Reader& reader) {
    auto found = parts_.servers.find(reader, task.server);
    auto full = found ? parts_.servers.fullSettings(reader, *found) : Json();
    auto ours = parts_.services.onServer(reader, task.server);
    return std::tuple{std::move(found), std::move(full), std::move(ours)};
  });
  if (!server) return jobs::Result::done();
  std::map<std::string, const Service*> byAccount;
  for (const auto& service : services) {
    if (service.isLive() && service.externalId) byAccount.emplace(*service.externalId, &service);
  }
  if (byAccount.empty()) return jobs::Result::done();
  std::string cursor;
  int kept = 0;
  for (int page = 0; page < kMostPages; ++page) {
    Json request{
        {"server_settings", settings}, {"product_settings", Json::object()}, {"with_usage", true}};
    if (!cursor.empty()) request["cursor"] = cursor;
    const auto answer = parts_.operations.ask(
        {server->plugin, "provisioner/1.accounts", request, {}, kPatience, server->id.text()});
    if (answer.outcome == Outcome::Permanent) return jobs::Result::done();  // it lists none
    if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) {
      // A day without numbers is nobody's work; the next one is asked for anew.
      if (context.isLastAttempt(kMostAttempts)) return jobs::Result::done({{"services", kept}});
      return jobs::Result::retry(answer.message);
    }
    const auto accounts = answer.reply.value("accounts", Json::array());
    context.transaction([&](db::Transaction& tx) {
      for (const auto& account : accounts) {
        if (!account.is_object()) continue;
        const auto id = account.value("id", Json());
        const auto found = id.is_string() ? byAccount.find(id.get<std::string>()) : byAccount.end();
        const auto disk = numberAt(account, "disk_bytes");
        if (found == byAccount.end() || !disk) continue;
        DayOfUse use;
        use.day = parts_.tenants.today(found->second->tenant);
        use.diskBytes = *disk;
        use.diskLimitBytes = numberAt(account, "disk_limit_bytes");
        use.bandwidthBytes = numberAt(account, "bandwidth_bytes").value_or(0);
        use.bandwidthLimitBytes = numberAt(account, "bandwidth_limit_bytes");
        use.bandwidthMonth = use.day.text().substr(0, 7);
        keep(tx, context.actor(), *found->second, std::move(use));
        ++kept;
      }
    });
    const auto next = answer.reply.find("next_cursor");
    if (next == answer.reply.end() || !next->is_string()) break;
    cursor = *next;
  }
  return jobs::Result::done({{"services", kept}});
}

void UsageHistory::keep(db::Transaction& tx, const Actor& actor, const Service& service,
                        DayOfUse use) {
  const auto last = of(tx, service.id, 1);
  const auto before = last.empty() ? std::set<std::string>{} : last.front().notified;
  use.notified = reachedLimits(use);
  const auto isToday = !last.empty() && last.front().day == use.day;
  tx.execute(isToday ? kUpdate : kInsert, use.diskBytes, use.diskLimitBytes, use.bandwidthBytes,
             use.bandwidthLimitBytes, use.bandwidthMonth, joined(use.notified), service.id,
             use.day);
  for (const auto& [what, percent] : newlyReached(before, use.notified)) {
    ServiceUsageHigh fact;
    fact.service = service.id;
    fact.account = service.account;
    fact.title = service.title();
    fact.what = what;
    fact.percent = percent;
    fact.used = what == "disk" ? use.diskBytes : use.bandwidthBytes;
    fact.limit = (what == "disk" ? use.diskLimitBytes : use.bandwidthLimitBytes).value();
    parts_.bus.publish(tx, actor, Scope::ofAccount(service.tenant, service.account), fact);
  }
}

std::vector<DayOfUse> UsageHistory::of(db::Reader& reader, Id<Service> service, int days) {
  return reader.query(kSelect, service, days).map(useOf);
}

}  // namespace hostler
