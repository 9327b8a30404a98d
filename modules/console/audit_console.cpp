#include "modules/console/audit_console.h"

#include "core/http/page.h"
#include "modules/entities/entities.h"

namespace hostler {

using http::Access;

namespace {

inline constexpr http::Permission kReadAudit{"audit:ReadEntries"};

constexpr std::string_view kSelect = R"sql(
  SELECT id, account_id, happened_at, actor_kind, user_id, impersonator_id, credential, address, user_agent,
         request_id, action, object, state_before, state_after FROM audit_entries WHERE tenant_id = ?)sql";

struct ActivityLine {
  Id<AuditEntry> id;
  std::string action, object, actor;
  std::optional<Id<User>> user, impersonator;
  std::optional<Id<Account>> account;
  std::string address;
  Instant createdAt;

  static void describe(Shape<ActivityLine>& shape) {
    shape.field("id", &ActivityLine::id);
    shape.field("action", &ActivityLine::action);
    shape.field("object", &ActivityLine::object);
    shape.field("actor", &ActivityLine::actor).oneOf({"anonymous", "client", "staff", "system"});
    shape.field("user", &ActivityLine::user).nullable();
    shape.field("impersonator", &ActivityLine::impersonator).nullable();
    shape.field("account_id", &ActivityLine::account).nullable();
    shape.field("ip", &ActivityLine::address);
    shape.field("created_at", &ActivityLine::createdAt);
  }
};

struct AuditLine : ActivityLine {
  std::string credential, userAgent, requestId;
  Json before, after;

  static void describe(Shape<AuditLine>& shape) {
    shape.include<ActivityLine>();
    shape.field("credential", &AuditLine::credential);
    shape.field("user_agent", &AuditLine::userAgent);
    shape.field("request_id", &AuditLine::requestId);
    shape.field("before", &AuditLine::before).describedAs("secrets masked");
    shape.field("after", &AuditLine::after).describedAs("secrets masked");
  }
};

struct AuditQuery : http::ListQuery {
  std::optional<std::string> action, object;
  std::optional<Id<User>> user;
  std::optional<Id<Account>> account;
  static void describe(Shape<AuditQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("action", &AuditQuery::action).length(1, 80);
    shape.field("object", &AuditQuery::object).length(1, 80);
    shape.field("user", &AuditQuery::user);
    shape.field("account_id", &AuditQuery::account);
  }
};

// A log that somebody has torn apart has a fault in each row: the first ones say it.
constexpr std::size_t kMostFaults = 200;

struct AuditVerdictView {
  bool whole = true;
  std::int64_t entries = 0, seals = 0, unsealed = 0, faultCount = 0;
  std::vector<std::string> faults;

  static AuditVerdictView of(AuditLog::Verdict verdict) {
    AuditVerdictView view;
    view.whole = verdict.faults.empty();
    view.entries = static_cast<std::int64_t>(verdict.entries);
    view.seals = static_cast<std::int64_t>(verdict.seals);
    view.unsealed = static_cast<std::int64_t>(verdict.unsealed);
    view.faultCount = static_cast<std::int64_t>(verdict.faultCount);
    view.faults = std::move(verdict.faults);
    if (view.faults.size() > kMostFaults) view.faults.resize(kMostFaults);
    return view;
  }
  static void describe(Shape<AuditVerdictView>& shape) {
    shape.field("whole", &AuditVerdictView::whole).describedAs("nobody has touched it");
    shape.field("entries", &AuditVerdictView::entries);
    shape.field("seals", &AuditVerdictView::seals);
    shape.field("unsealed", &AuditVerdictView::unsealed)
        .describedAs("the newest, which the next seal takes in");
    shape.field("fault_count", &AuditVerdictView::faultCount);
    shape.field("faults", &AuditVerdictView::faults)
        .describedAs("the first ones, each naming its row");
  }
};

std::string_view wordOfKind(std::int64_t kind) {
  switch (static_cast<Actor::Kind>(kind)) {
    case Actor::Kind::Client:
      return "client";
    case Actor::Kind::Staff:
      return "staff";
    case Actor::Kind::System:
      return "system";
    case Actor::Kind::Anonymous:
      break;
  }
  return "anonymous";
}

AuditLine lineOf(const db::Row& row) {
  AuditLine line;
  line.id = row.id<AuditEntry>("id");
  line.action = row.text("action");
  line.object = row.text("object");
  line.actor = wordOfKind(row.integer("actor_kind"));
  line.user = row.get<std::optional<Id<User>>>("user_id");
  line.impersonator = row.get<std::optional<Id<User>>>("impersonator_id");
  line.account = row.get<std::optional<Id<Account>>>("account_id");
  line.address = row.text("address");
  line.createdAt = row.instant("happened_at");
  line.credential = row.text("credential");
  line.userAgent = row.text("user_agent");
  line.requestId = row.text("request_id");
  // A damaged row is what somebody looks for here: it can be read as far as it goes.
  line.before = Json::parse(row.text("state_before"), nullptr, false);
  line.after = Json::parse(row.text("state_after"), nullptr, false);
  for (auto* state : {&line.before, &line.after}) {
    if (state->is_discarded()) *state = nullptr;
  }
  return line;
}

std::vector<AuditLine> linesOf(db::Reader& reader, Id<Tenant> tenant, const AuditQuery& query) {
  std::string sql{kSelect};
  std::vector<db::Param> params{tenant};
  const auto where = [&](const char* condition, db::Param value) {
    sql += condition;
    params.push_back(std::move(value));
  };
  if (query.action) where(" AND action = ?", *query.action);
  if (query.object) where(" AND object = ?", *query.object);
  if (query.user) where(" AND user_id = ?", *query.user);
  if (query.account) where(" AND account_id = ?", *query.account);
  const auto order = http::ListOrder::of(query);
  params.emplace_back(order.after);
  params.emplace_back(query.limit + 1);
  return reader.run(sql + order.sql("id"), params).map(lineOf);
}

http::Cursor cursorOf(const AuditLine& line) {
  return {line.id.value(), 0};
}

}  // namespace

void AuditConsole::mount(http::Router& router) {
  router
      .get<AuditQuery, http::Page<AuditLine>>(
          "/admin/audit", Access::staff(kReadAudit),
          [this](const auto& request) {
            auto lines = database_.read([&](db::Reader& reader) {
              return linesOf(reader, request.scope().tenant, request.query());
            });
            return http::Page<AuditLine>::of(
                std::move(lines), request.query().limit, [](const AuditLine& line) { return line; },
                cursorOf);
          })
      .named("adminListAudit", "Who changed what")
      .tagged("Admin: console");
  router
      .get<AuditQuery, http::Page<ActivityLine>>(
          "/admin/activity", Access::staff(kReadAudit),
          [this](const auto& request) {
            auto lines = database_.read([&](db::Reader& reader) {
              return linesOf(reader, request.scope().tenant, request.query());
            });
            return http::Page<ActivityLine>::of(
                std::move(lines), request.query().limit,
                [](const AuditLine& line) -> ActivityLine { return line; }, cursorOf);
          })
      .named("adminListActivity", "What is going on")
      .tagged("Admin: console");
  mountVerdict(router);
}

AuditLog::Verdict AuditConsole::verdict() {
  const std::unique_lock lock{verifying_, std::try_to_lock};
  if (!lock) {
    throw DomainError{"verification_running", 409,
                      "The log is being verified already; ask again once that is over."};
  }
  return verify_();
}

void AuditConsole::mountVerdict(http::Router& router) {
  router
      .get<http::Nothing, AuditVerdictView>(
          "/admin/audit/verify", Access::platform(kReadAudit),
          [this](const auto&) { return AuditVerdictView::of(verdict()); })
      .named("adminVerifyAudit", "Whether anybody has touched the audit log, of all tenants")
      .tagged("Admin: console")
      .slow();
}

}  // namespace hostler
