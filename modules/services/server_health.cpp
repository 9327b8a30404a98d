#include "modules/services/server_health.h"

#include "core/base/fitted.h"

namespace hostler {
namespace {

constexpr int kPatience = 2;  // times in a row without an answer
constexpr std::chrono::milliseconds kSlow{5'000};
const Decimal kHighLoad = Decimal::of("20"), kTooHighLoad = Decimal::of("60");

std::string tidy(const std::string& text) {
  return fitted(text, 300);
}

std::optional<std::int64_t> numberAt(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

void worsen(HealthVerdict& verdict, ServerState state, std::string code, std::string message) {
  verdict.state = std::max(verdict.state, state);
  verdict.reasons.push_back({std::move(code), std::move(message)});
}

void judgeCapacity(const Json& capacity, HealthVerdict& verdict) {
  if (!capacity.is_object()) return;
  const auto load = capacity.find("load_5");
  if (load != capacity.end() && load->is_string()) {
    const auto value = Decimal::parse(load->get_ref<const std::string&>());
    if (value && kHighLoad < *value)
      worsen(verdict, kTooHighLoad < *value ? ServerState::Failing : ServerState::Degraded,
             "load_high", "Its load is " + value->text() + ".");
  }
  const auto accounts = numberAt(capacity, "accounts"), limit = numberAt(capacity, "account_limit");
  if (accounts && limit && *limit > 0 && *accounts >= *limit)
    worsen(verdict, ServerState::Failing, "account_limit",
           "The provider's own limit of " + std::to_string(*limit) + " accounts is reached.");
  if (numberAt(capacity, "addresses").value_or(0) > 0 &&
      numberAt(capacity, "free_addresses").value_or(1) == 0)
    verdict.reasons.push_back({"no_free_addresses", "No address is free."});
}

Json jsonOf(const std::vector<HealthReason>& reasons) {
  return toJson(reasons);
}

}  // namespace

void ServerCheck::describe(Shape<ServerCheck>& shape) {
  shape.field("id", &ServerCheck::id);
  shape.field("state", &ServerCheck::state);
  shape.field("reasons", &ServerCheck::reasons);
  shape.field("latency_ms", &ServerCheck::latencyMs);
  shape.field("capacity", &ServerCheck::capacity);
  shape.field("checked_at", &ServerCheck::at);
}

HealthVerdict judge(const ServerLook& look, int failuresBefore) {
  HealthVerdict verdict;
  const auto& answer = look.connection;
  switch (answer.outcome) {
    case Outcome::Succeeded:
      break;
    case Outcome::Permanent:
    case Outcome::NeedsAttention:
      worsen(verdict, ServerState::Failing, fitted(answer.code, 60), tidy(answer.message));
      return verdict;
    case Outcome::Pending:
    case Outcome::Retryable:
    case Outcome::Unknown:
      worsen(verdict,
             failuresBefore + 1 >= kPatience ? ServerState::Failing : ServerState::Degraded,
             answer.code.empty() ? "no_answer" : fitted(answer.code, 60), tidy(answer.message));
      return verdict;
  }
  if (look.latency > kSlow)
    worsen(verdict, ServerState::Degraded, "slow",
           "It took " + std::to_string(look.latency.count()) + " ms to answer.");
  if (answer.reply.is_object()) {
    const auto warnings = answer.reply.value("warnings", Json::array());
    for (const auto& warning : warnings) {
      if (warning.is_string() && verdict.reasons.size() < 10)
        verdict.reasons.push_back({"warning", tidy(warning.get<std::string>())});
    }
  }
  judgeCapacity(look.capacity, verdict);
  return verdict;
}

namespace server_health {
namespace {

constexpr auto kSelect =
    "SELECT state, reasons, failures, since, checked_at FROM server_health WHERE server_id = ?";
constexpr auto kUpdate =
    "UPDATE server_health SET state = ?, reasons = ?, failures = ?, since = ?, checked_at = ? "
    "WHERE "
    "server_id = ?";
constexpr auto kInsert =
    "INSERT INTO server_health (state, reasons, failures, since, checked_at, server_id) VALUES (?, "
    "?, ?, ?, ?, ?)";
constexpr auto kInsertCheck =
    "INSERT INTO server_checks (id, server_id, state, reasons, latency_ms, capacity, checked_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSelectChecks =
    "SELECT id, state, reasons, latency_ms, capacity, checked_at FROM server_checks WHERE "
    "server_id = ? ORDER BY id DESC LIMIT ?";
constexpr auto kPrune = "DELETE FROM server_checks WHERE checked_at < ?";
constexpr auto kForgetHealth = "DELETE FROM server_health WHERE server_id = ?";
constexpr auto kForgetChecks = "DELETE FROM server_checks WHERE server_id = ?";
constexpr auto kSelectDue = R"sql(
  SELECT s.id, s.plugin FROM servers s LEFT JOIN server_health h ON h.server_id = s.id
   WHERE h.checked_at IS NULL OR h.checked_at < ?)sql";

std::vector<HealthReason> reasonsOf(const db::Row& row) {
  return fromJson<std::vector<HealthReason>>(Json::parse(row.text("reasons")));
}

}  // namespace

std::optional<ServerHealth> find(db::Reader& reader, Id<Server> server) {
  return reader.query(kSelect, server).first([](const db::Row& row) {
    return ServerHealth{row.get<ServerState>("state"), reasonsOf(row), row.get<int>("failures"),
                        row.instant("since"), row.instant("checked_at")};
  });
}

void save(db::Transaction& tx, Id<Server> server, const ServerHealth& health) {
  const auto reasons = dump(jsonOf(health.reasons));
  const auto changed = tx.execute(kUpdate, health.state, reasons, health.failures, health.since,
                                  health.checkedAt, server);
  if (changed == 0 && !find(tx, server))
    tx.execute(kInsert, health.state, reasons, health.failures, health.since, health.checkedAt,
               server);
}

void add(db::Transaction& tx, Id<Server> server, const ServerCheck& check) {
  tx.execute(kInsertCheck, check.id, server, check.state, dump(jsonOf(check.reasons)),
             check.latencyMs, dump(check.capacity), check.at);
}

std::vector<ServerCheck> history(db::Reader& reader, Id<Server> server, int limit) {
  return reader.query(kSelectChecks, server, limit).map([](const db::Row& row) {
    return ServerCheck{
        row.id<ServerCheck>("id"),  row.get<ServerState>("state"),     reasonsOf(row),
        row.get<int>("latency_ms"), Json::parse(row.text("capacity")), row.instant("checked_at")};
  });
}

void prune(db::Transaction& tx, Instant before) {
  tx.execute(kPrune, before);
}

void forget(db::Transaction& tx, Id<Server> server) {
  tx.execute(kForgetHealth, server);
  tx.execute(kForgetChecks, server);
}

std::vector<Due> due(db::Reader& reader, Instant before) {
  return reader.query(kSelectDue, before).map([](const db::Row& row) {
    return Due{row.id<Server>("id"), row.text("plugin")};
  });
}

}  // namespace server_health
}  // namespace hostler
