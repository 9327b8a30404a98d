#include "modules/billing/report_routes.h"

#include "core/http/body.h"
#include "modules/billing/billing_permissions.h"
#include "modules/billing/client_statement.h"

namespace hostler {

using http::Access;

namespace {

enum class ReportFormat { Json = 1, Csv };

}  // namespace

template <>
inline constexpr std::array kEnumNames<ReportFormat>{std::string_view{"json"},
                                                     std::string_view{"csv"}};

namespace {

struct ReportQuery {
  std::optional<Date> from, to;
  ReportFormat format = ReportFormat::Json;
  std::string table;
  std::optional<Currency> currency;
  static void describe(Shape<ReportQuery>& shape) {
    shape.field("from", &ReportQuery::from);
    shape.field("to", &ReportQuery::to);
    shape.field("format", &ReportQuery::format).withDefault();
    shape.field("table", &ReportQuery::table).length(0, 20).withDefault();
    shape.field("currency", &ReportQuery::currency);
  }
};

constexpr std::int64_t kMostDays = 366;

// "trial-balance" makes "adminReportTrialBalance".
std::string operationOf(const std::string& name) {
  std::string operation = "adminReport";
  bool begins = true;
  for (const char c : name) {
    if (c != '-')
      operation += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = c == '-';
  }
  return operation;
}

// The query of a route that answers more than JSON, checked as a typed route's is.
ReportQuery queryOf(http::Context& context) {
  static const auto like = [] {
    http::Route route;
    SchemaBook book;
    route.queryTypes = http::queryTypesOf(Shape<ReportQuery>::get().schema(book), book);
    return route;
  }();
  return fromJson<ReportQuery>(http::readQuery(context.raw(), like));
}

// Default: the calendar month of `today` so far.
ReportWish wishOf(const ReportQuery& query, Date today) {
  ReportWish wish;
  wish.to = query.to.value_or(today);
  wish.from = query.from.value_or(Date::of(wish.to.year(), wish.to.month(), 1));
  wish.table = query.table;
  if (wish.to < wish.from) throw ValidationError{"to", "before_from", "must not be before from"};
  if (wish.from.daysUntil(wish.to) > kMostDays)
    throw ValidationError{"from", "too_long", "must be 366 days before to at most"};
  return wish;
}

Json exported(const std::string& name, const ReportWish& wish, ReportFormat format) {
  Json what{{"report", name}, {"from", wish.from.text()}, {"to", wish.to.text()}};
  what["format"] = wordOf(format);
  if (!wish.table.empty()) what["table"] = wish.table;
  return what;
}

http::Answer textAnswer(std::string body, const std::string& fileName) {
  http::Answer answer;
  answer.raw.emplace();
  answer.raw->headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
  answer.raw->headers.emplace_back("Content-Disposition",
                                   "attachment; filename=\"" + fileName + "\"");
  answer.raw->body = std::move(body);
  return answer;
}

Json toJsonRows(const ClientStatement& statement) {
  Json rows = Json::array();
  for (const auto& row : statement.rows) {
    rows.push_back({{"date", row.day.text()},
                    {"what", row.what},
                    {"document", row.document},
                    {"reference", row.reference},
                    {"amount", toJson(row.amount)},
                    {"balance", toJson(row.balance)}});
  }
  return {{"from", statement.from.text()},
          {"to", statement.to.text()},
          {"opening", toJson(statement.opening)},
          {"rows", std::move(rows)},
          {"closing", toJson(statement.closing)}};
}

}  // namespace

BillingReportRoutes::BillingReportRoutes(db::Database& database, Tenants& tenants,
                                         Accounts& accounts, AuditLog& audit)
    : database_{database}, tenants_{tenants}, accounts_{accounts}, audit_{audit} {
  reports_.push_back(std::make_unique<Gstr1Report>());
  reports_.push_back(std::make_unique<TrialBalanceReport>());
  reports_.push_back(std::make_unique<ReceivablesReport>());
}

void BillingReportRoutes::mount(http::Router& router) {
  for (const auto& one : reports_) {
    router
        .raw(http::Method::Get, "/admin/reports/" + one->name(), Access::staff(kManageInvoices),
             [this, &one = *one](http::Context& context) { return report(one, context); })
        .named(operationOf(one->name()), one->title())
        .tagged("Admin: billing")
        .rawBody()  // reads its query itself
        .slow();
  }
  router
      .raw(http::Method::Get, "/admin/clients/{id}/statement", Access::staff(kManageInvoices),
           [this](http::Context& context) {
             return statement(context,
                              Scope::ofAccount(context.tenant(), context.pathId<Account>()));
           })
      .named("adminGetClientStatement", "What a client owed and paid in a time")
      .tagged("Clients")
      .rawBody();
  router
      .raw(http::Method::Get, "/billing/statement", Access::client(kReadInvoices),
           [this](http::Context& context) { return statement(context, context.scope()); })
      .named("getStatement", "What I owed and paid in a time")
      .tagged("Billing")
      .rawBody();
}

void BillingReportRoutes::taken(const http::Context& context, const std::string& object,
                                const Json& what) {
  database_.transaction([&](db::Transaction& tx) {
    audit_.record(tx, context.actor(), {"report.exported", object, nullptr, what});
  });
}

http::Answer BillingReportRoutes::report(const MoneyReport& report, http::Context& context) {
  const auto query = queryOf(context);
  const auto tenant = tenants_.get(context.tenant());
  const auto wish = wishOf(query, tenants_.today(tenant.id));
  if (query.format == ReportFormat::Csv) {
    auto text =
        database_.read([&](db::Reader& reader) { return report.csv(reader, tenant, wish); });
    taken(context, report.name(), exported(report.name(), wish, query.format));
    return textAnswer(std::move(text),
                      report.name() + "-" + wish.from.text() + "-" + wish.to.text() + ".csv");
  }
  http::Answer answer;
  answer.body =
      database_.read([&](db::Reader& reader) { return report.json(reader, tenant, wish); });
  return answer;
}

http::Answer BillingReportRoutes::statement(http::Context& context, const Scope& client) {
  const auto query = queryOf(context);
  const auto tenant = tenants_.get(client.tenant);
  const auto wish = wishOf(query, tenants_.today(tenant.id));
  auto statement = database_.read([&](db::Reader& reader) {
    const auto account = accounts_.get(reader, tenant.id, client.account.value());
    return ClientStatement::of(reader, tenant, account.id,
                               query.currency.value_or(account.currency), wish.from, wish.to);
  });
  if (context.actor().isStaff()) {
    taken(context, client.account.value().text(), exported("statement", wish, query.format));
  } else {
    statement.keepWhatMayBeRead(context.actor());
  }
  if (query.format == ReportFormat::Csv)
    return textAnswer(statement.csv(), "statement-" + wish.to.text() + ".csv");
  http::Answer answer;
  answer.body = toJsonRows(statement);
  return answer;
}

}  // namespace hostler
